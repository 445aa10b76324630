import type { EpochMs } from "@rahdari/units";
import { toBase64, utf8 } from "../../src/bytes/text.ts";
import { type Evidence, parseEvidence } from "../../src/cosign/evidence.ts";
import { keyOfLog, MirrorLog } from "../../src/cosign/mirror-log.ts";
import { openEmbedded } from "../../src/engine/embedded.ts";
import type { Envelope } from "../../src/event/envelope.ts";
import { DiskLog } from "../../src/log/disk-log.ts";
import { type SignedCheckpoint, signCheckpoint } from "../../src/note/checkpoint.ts";
import { type NoteSignature, parseSignatureLine } from "../../src/note/note.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import type { RightsState } from "../../src/rights/rights.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { type Bundle, formatBundle, parseBundle } from "../../src/roster/bundle.ts";
import type { Charter } from "../../src/roster/charter.ts";
import type { Roster } from "../../src/roster/roster.ts";
import { proveConsistency, proveInclusion } from "../../src/tree/prove.ts";
import { HeadLog } from "../../src/witness/head-log.ts";
import { formatAddCheckpoint } from "../../src/witness/request.ts";
import { Witness, type WitnessedLog, type WitnessReply } from "../../src/witness/witness.ts";
import { CrashFiles } from "./crash-files.ts";
import { foundOn, keyOf, START, tickingClock } from "./fixture.ts";
import { memoryFiles } from "./memory-files.ts";

/** One of the histories that a sequencer tells: all of it executed as it should be and signed by the log. */
export type Branch = {
  readonly log: DiskLog;
  readonly leaves: readonly Uint8Array[];
  /** The checkpoint after the founding, and after every event. */
  readonly heads: readonly SignedCheckpoint[];
  readonly roster: Roster;
  /** Index of the last roster entry. */
  readonly rosterAt: number;
};

/** The history of these events in this order. Histories that begin alike are alike to the byte so far. */
export async function branchOf(charter: Charter, events: readonly Envelope[]): Promise<Branch> {
  const files = memoryFiles();
  await files.makeDirectory("/branch");
  const now = tickingClock();
  await foundOn(files, "/branch/log", charter, { now });
  const own = { files, directory: "/branch/log", origin: charter.origin, signer: keyOf("log"), now };
  const engine = await openEmbedded({ ...own, machine: rightsMachine });
  const heads = [engine.checkpoint];
  for (const { bytes } of events) {
    const done = await engine.submit(bytes);
    if (done.status !== "final") throw new Error(JSON.stringify(done));
    heads.push(engine.checkpoint);
  }
  const { roster, rosterAt, size } = engine.state;
  return { log: engine.log, leaves: await engine.entries(0, size), heads, roster, rosterAt: rosterAt ?? 0 };
}

/** A history that goes on, after some entries of another one, with whatever the sequencer likes, and is signed. */
export async function forged(base: Branch, keep: number, leaves: readonly Uint8Array[]): Promise<Branch> {
  const files = memoryFiles();
  await files.makeDirectory("/forged");
  const signer = keyOf("log");
  const { origin } = base.heads[0]!;
  const log = await DiskLog.open({ files, directory: "/forged/log", origin, publicKey: signer.publicKey });
  const heads: SignedCheckpoint[] = [];
  for (const part of [base.leaves.slice(0, keep), leaves])
    if (part.length > 0) heads.push(await log.append(part, (head) => signCheckpoint(head, signer)));
  return { ...base, log, leaves: await log.entries(0, log.size), heads };
}

/** Whether one of two checkpoints' histories begins with the other. */
export function continues(a: Branch, sizeA: bigint, b: Branch, sizeB: bigint): boolean {
  const shorter = Number(sizeA < sizeB ? sizeA : sizeB);
  return a.leaves.slice(0, shorter).every((leaf, i) => toBase64(leaf) === toBase64(b.leaves[i]!));
}

/** What a sequencer sends to have a checkpoint of a branch cosigned by who has cosigned `old` entries. */
export async function request(branch: Branch, head: SignedCheckpoint, old: bigint): Promise<string> {
  const from = old > head.size ? 0n : old;
  const proof = await proveConsistency(from, head.size, branch.log.nodesAt(BigInt(branch.log.size)));
  return formatAddCheckpoint({ old: from, proof, checkpoint: head });
}

/** The receipt of an entry of a branch under a checkpoint with some cosignatures. */
export async function receiptIn(
  branch: Branch,
  index: number,
  head: SignedCheckpoint,
  lines: readonly NoteSignature[],
): Promise<Receipt> {
  const { note, size } = head;
  const hashes = await proveInclusion(BigInt(index), size, branch.log.nodesAt(size));
  const checkpoint = { ...head, note: { ...note, signatures: [...note.signatures, ...lines] } };
  const policy = branch.roster.policies.findLast(({ from }) => BigInt(from) < size);
  return {
    level: "final",
    entry: branch.leaves[index]!,
    proof: { index: BigInt(index), hashes, checkpoint },
    policyId: policy?.id ?? "",
    disclosures: [],
  };
}

/** The bundle of a branch under a checkpoint with some cosignatures, which is also every handover. */
export async function bundleIn(
  branch: Branch,
  head: SignedCheckpoint,
  lines: readonly NoteSignature[],
): Promise<Bundle> {
  const { entry, proof } = await receiptIn(branch, branch.rosterAt, head, lines);
  const handovers = branch.roster.policies.slice(1).map(() => ({ checkpoint: proof.checkpoint, proof: [] }));
  return parseBundle(utf8(formatBundle(branch.roster, entry, proof, handovers)));
}

/** How a cosigner keeps the log: in full, executing it again, or only its head. */
export type Memory = "mirror" | "head";

/** A cosigner that does as it should. Its power fails after every reply. */
export class HonestCosigner {
  readonly id: string;
  readonly files: CrashFiles;
  readonly #charter: Charter;
  readonly #memory: Memory;
  readonly #now: () => EpochMs;
  /** The history that the sequencer shows to it. */
  shown: Branch | undefined;

  constructor(
    id: string,
    charter: Charter,
    memory: Memory,
    options: { now?: () => EpochMs; files?: CrashFiles } = {},
  ) {
    this.id = id;
    this.#charter = charter;
    this.#memory = memory;
    this.files = options.files ?? new CrashFiles(() => 0.7);
    this.#now = options.now ?? (() => (START + 3_600_000) as EpochMs);
  }

  /** What it remembers, from the disk. */
  async log(): Promise<WitnessedLog> {
    await this.files.makeDirectory("/node");
    await this.files.syncDirectory("/");
    if (this.#memory === "head") return HeadLog.open(keyOfLog(this.#charter), this.files, "/node/head");
    return MirrorLog.open<RightsState>({
      files: this.files,
      directory: "/node/log",
      charter: this.#charter,
      machine: rightsMachine,
      source: async (from, to) => this.shown?.leaves.slice(from, to) ?? [],
      now: this.#now,
    });
  }

  get name(): string {
    return this.#charter.members.find(({ id }) => id === this.id)?.node?.name ?? "";
  }

  async witness(): Promise<Witness> {
    const log = await this.log();
    const signer = keyOf(`${this.id} node`);
    return new Witness({
      name: this.name,
      signer,
      now: this.#now,
      logs: new Map([[this.#charter.origin, log]]),
    });
  }

  /** Asks it to cosign a head of a history, from the size that it says it knows; its power fails afterwards. */
  async ask(branch: Branch, head: SignedCheckpoint): Promise<WitnessReply> {
    this.shown = branch;
    const old = (await this.log()).latest?.size ?? 0n;
    return this.send(await request(branch, head, old));
  }

  /** What it kept of what it refused, oldest first. */
  async evidence(): Promise<Evidence[]> {
    const names = (await this.files.list("/node/log")).filter((name) => name.startsWith("evidence-"));
    const files = await Promise.all(names.map((name) => this.files.read(`/node/log/${name}`)));
    return files.map((bytes) => parseEvidence(bytes ?? new Uint8Array()));
  }

  async send(body: string | Uint8Array): Promise<WitnessReply> {
    const reply = await (await this.witness()).addCheckpoint(body);
    this.files.restart();
    return reply;
  }
}

/** The lines of a reply; none where it is a refusal. */
export function linesOf({ status, body }: WitnessReply): NoteSignature[] {
  return status === 200 ? [parseSignatureLine(body.trimEnd(), "reply")] : [];
}
