import type { SignedCheckpoint } from "../note/checkpoint.ts";
import { verifyLogSignature } from "../note/checkpoint.ts";
import { verifyCosignature } from "../note/cosignature.ts";
import { isQuorum, type Policy, type Quorum } from "../note/policy.ts";

/** A cosigner of a policy and when it cosigned, in seconds since 1970-01-01T00:00Z. */
export type Cosigner = { readonly name: string; readonly node: string; readonly time: bigint };

/** Why a checkpoint does not count. */
export type CheckpointFault =
  | { readonly code: "inclusion/false" }
  | { readonly code: "origin/other"; readonly origin: string }
  | { readonly code: "log/unsigned" }
  /** A line by a key of the policy that does not hold: the note is to be refused as a whole. */
  | { readonly code: "signature/false"; readonly name: string }
  | { readonly code: "cosignatures/few"; readonly have: number; readonly need: number };

export type CheckpointVerdict =
  | { readonly cosigners: readonly Cosigner[] }
  | { readonly fault: CheckpointFault };

/** Whether a checkpoint is signed by a log of the policy and cosigned by its quorum (C2SP tlog-proof, 2 and 3). */
export async function verifyCheckpoint(
  checkpoint: SignedCheckpoint,
  policy: Policy,
  origin: string,
): Promise<CheckpointVerdict> {
  const { note } = checkpoint;
  if (checkpoint.origin !== origin) return { fault: { code: "origin/other", origin: checkpoint.origin } };
  const logs = policy.logs.filter(({ name }) => name === origin);
  const signed = await Promise.all(logs.map((key) => verifyLogSignature(note, key)));
  if (signed.includes("false")) return { fault: { code: "signature/false", name: origin } };
  if (!signed.includes("holds")) return { fault: { code: "log/unsigned" } };
  const given = await Promise.all(
    policy.witnesses.map(async ({ name, key }) => ({ name, key, is: await verifyCosignature(note, key) })),
  );
  const forged = given.find(({ is }) => is === "false");
  if (forged) return { fault: { code: "signature/false", name: forged.name } };
  const cosigners = given.flatMap(({ name, key, is }) =>
    typeof is === "object" ? [{ name, node: key.name, time: is.time }] : [],
  );
  if (isQuorum(policy.quorum, new Set(cosigners.map(({ name }) => name)))) return { cosigners };
  return { fault: { code: "cosignatures/few", have: cosigners.length, need: leastOf(policy.quorum) } };
}

/** Fewest cosigners that can make a quorum. */
export function leastOf(quorum: Quorum): number {
  if (quorum.kind === "none") return 0;
  if (quorum.kind === "witness") return 1;
  const members = quorum.members.map(leastOf).sort((a, b) => a - b);
  return members.slice(0, quorum.k).reduce((sum, one) => sum + one, 0);
}
