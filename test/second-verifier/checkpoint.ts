import { fromBase64 } from "./encoding.ts";
import { demand, refuse } from "./refusal.ts";
import { signatureHolds } from "./signature.ts";
import { parseNote, type SignatureLine, type SignedNote, type VerifierKey } from "./signed-note.ts";
import type { TrustPolicy } from "./trust-policy.ts";

/** C2SP tlog-checkpoint. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Buffer;
  readonly note: SignedNote;
}

export interface Cosigner {
  /** Name in the policy: the member. */
  readonly member: string;
  /** Seconds since the epoch. */
  readonly time: bigint;
}

export function parseCheckpoint(text: string): Checkpoint {
  const note = parseNote(text);
  const [origin, size, root, ...extensions] = note.text.slice(0, -1).split("\n");
  demand(root !== undefined && extensions.length === 0 && origin !== "", "checkpoint: three lines");
  const hash = fromBase64(root);
  demand(hash.length === 32, "checkpoint: root");
  return { origin: origin!, size: decimal(size!), root: hash, note };
}

/** ASCII decimal without leading zeroes, below 2^63. */
export function decimal(text: string): bigint {
  const number = /^(?:0|[1-9][0-9]{0,18})$/.test(text) ? BigInt(text) : refuse("decimal number");
  return number < 2n ** 63n ? number : refuse("number of 2^63 or more");
}

/** Who cosigned, when the policy is met: a line of its log, none of its keys' lines wrong, and a quorum. */
export function judge(checkpoint: Checkpoint, policy: TrustPolicy): readonly Cosigner[] {
  const { text, lines } = checkpoint.note;
  const logs = policy.logs.filter((log) => log.name === checkpoint.origin);
  const own = lines.filter((line) => policy.logs.some((log) => isBy(line, log)));
  demand(
    own.some((line) => logs.some((log) => isBy(line, log))),
    "checkpoint: not signed by the log",
  );
  for (const line of own) demandLogSignature(line, policy.logs.find((log) => isBy(line, log))!, text);
  const cosigners = policy.witnesses.flatMap(({ name, key }) => {
    const given = lines.filter((line) => isBy(line, key)).map((line) => cosignerOf(name, key, line, text));
    // One vote and one time, the first, however many lines.
    return given.slice(0, 1);
  });
  demand(policy.isQuorum(new Set(cosigners.map(({ member }) => member))), "checkpoint: no quorum");
  return cosigners;
}

function isBy(line: SignatureLine, key: VerifierKey): boolean {
  return line.name === key.name && line.id === key.id;
}

function demandLogSignature(line: SignatureLine, log: VerifierKey, text: string): void {
  demand(signatureHolds(log.key, Buffer.from(text), line.signature), "checkpoint: signature of the log");
}

/** C2SP tlog-cosignature, cosignature/v1. */
function cosignerOf(member: string, key: VerifierKey, line: SignatureLine, text: string): Cosigner {
  demand(line.signature.length === 72, "cosignature: length");
  const time = line.signature.readBigUInt64BE();
  demand(time < 2n ** 63n, "cosignature: time");
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
  demand(signatureHolds(key.key, message, line.signature.subarray(8)), `cosignature: of ${member}`);
  return { member, time };
}
