import type { EpochMs } from "@rahdari/units";
import { toBase64, utf8 } from "../../src/bytes/text.ts";
import type { Signer } from "../../src/crypto/signer.ts";
import { charterLeaf } from "../../src/entry/entry.ts";
import { type Envelope, keyId, preAuthEncoding } from "../../src/event/envelope.ts";
import { executeEvent, executeRoster, found } from "../../src/execute/execute.ts";
import type { ExecState } from "../../src/execute/state.ts";
import { canonicalBytes, canonicalText } from "../../src/json/canonical.ts";
import type { Json, JsonObject } from "../../src/json/json.ts";
import { type SignedCheckpoint, signCheckpoint } from "../../src/note/checkpoint.ts";
import { cosign } from "../../src/note/cosignature.ts";
import { parsePolicy } from "../../src/note/policy.ts";
import type { LogProof } from "../../src/note/proof.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import { leastOf } from "../../src/receipt/verify-checkpoint.ts";
import type { RightsState } from "../../src/rights/rights.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { formatBundle } from "../../src/roster/bundle.ts";
import type { Charter } from "../../src/roster/charter.ts";
import type { Handover } from "../../src/roster/handover.ts";
import { leafHash, nodeHash } from "../../src/tree/hash.ts";
import { keyOf, START, sealAll } from "../support/fixture.ts";

const MINUTE = 60_000;

/**
 * A ledger of which every time, every signature and every cosigner is chosen: what an engine leaves to the order
 * in which its nodes answer. With all keys at hand, it also writes what no honest ledger would.
 */
export class Sketch {
  readonly charter: Charter;
  readonly leaves: readonly Uint8Array[];
  readonly state: ExecState<RightsState>;

  private constructor(charter: Charter, leaves: readonly Uint8Array[], state: ExecState<RightsState>) {
    this.charter = charter;
    this.leaves = leaves;
    this.state = state;
  }

  static async found(charter: Charter): Promise<Sketch> {
    const { state, leaf } = found(rightsMachine, charter, await sealAll(charter), START);
    return new Sketch(charter, [leaf], state).withRosterDue();
  }

  /** With an event, and the roster where that changed it. */
  with(envelope: Envelope): Sketch {
    const { state, leaf } = executeEvent(rightsMachine, this.state, envelope, this.#now());
    return new Sketch(this.charter, [...this.leaves, leaf], state).withRosterDue();
  }

  /** With any bytes for a leaf, in the last place or in the one given; the state stays as it was. */
  withLeaf(leaf: Uint8Array | string, index = this.leaves.length): Sketch {
    return new Sketch(this.charter, this.leaves.toSpliced(index, 1, bytesOf(leaf)), this.state);
  }

  withRosterDue(): Sketch {
    if (!this.state.rosterDue) return this;
    const { state, leaf } = executeRoster(this.state, this.#now());
    return new Sketch(this.charter, [...this.leaves, leaf], state);
  }

  get last(): number {
    return this.leaves.length - 1;
  }

  /** Index of the newest roster entry. */
  get rosterAt(): number {
    return this.leaves.findLastIndex((leaf) => Buffer.from(leaf).includes('"type":"roster"'));
  }

  /** The receipt of an entry under the checkpoint of a size, cosigned by these members: as few as are needed. */
  async receipt(
    index: number,
    options: { size?: number; cosigners?: readonly string[] } = {},
  ): Promise<Receipt> {
    const { size = this.leaves.length } = options;
    const policy = this.policyAt(size);
    const { witnesses, quorum } = parsePolicy(policy.text);
    const names = witnesses.map(({ name }) => name).slice(0, leastOf(quorum));
    const proof = await this.#proof(index, size, options.cosigners ?? names);
    return { level: "final", entry: this.leaves[index]!, proof, policyId: policy.id, disclosures: [] };
  }

  policyAt(size: number): { readonly id: string; readonly text: string } {
    return this.state.roster.policies.findLast(({ from }) => from < size)!;
  }

  /** The text of the bundle that its newest roster entry makes. */
  async bundle(): Promise<string> {
    const { entry, proof } = await this.receipt(this.rosterAt);
    return formatBundle(this.state.roster, entry, proof, await this.handovers());
  }

  /** By each policy but the last, its handover to the next: cosigned as soon as the roster after the change is in. */
  async handovers(): Promise<Handover[]> {
    const { policies } = this.state.roster;
    const all = this.leaves.map((leaf) => leafHash(leaf));
    return Promise.all(
      policies.slice(1).map(async ({ from }, i) => {
        const size = from + 2;
        const { witnesses, quorum } = parsePolicy(policies[i]!.text);
        const names = witnesses.map(({ name }) => name).slice(0, leastOf(quorum));
        const { checkpoint } = await this.#proof(0, size, names);
        return { checkpoint, proof: pathBetween(size, all) };
      }),
    );
  }

  async #proof(index: number, size: number, cosigners: readonly string[]): Promise<LogProof> {
    const hashes = this.leaves.slice(0, size).map((leaf) => leafHash(leaf));
    const head = { origin: this.charter.origin, size: BigInt(size), root: treeHash(hashes) };
    const signed = await signCheckpoint(head, keyOf("log"));
    const checkpoint = await this.#cosigned(signed, cosigners);
    return { index: BigInt(index), hashes: pathTo(index, hashes), checkpoint };
  }

  async #cosigned(signed: SignedCheckpoint, members: readonly string[]): Promise<SignedCheckpoint> {
    const { note, size } = signed;
    const seconds = BigInt(START / 1000) + size * 60n;
    const lines = await Promise.all(
      members.map((id) =>
        cosign(note, this.#nodeName(id), keyOf(`${id} node`), seconds + BigInt(id.charCodeAt(0))),
      ),
    );
    return { ...signed, note: { ...note, signatures: [...note.signatures, ...lines] } };
  }

  #nodeName(id: string): string {
    return this.state.roster.keys.find(({ member, role }) => member === id && role === "node")?.of ?? "";
  }

  #now(): EpochMs {
    return (START + this.state.size * MINUTE) as EpochMs;
  }
}

/** RFC 9162 section 2.1.1, as it stands there. */
export function treeHash(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0]!;
  const k = splitOf(hashes.length);
  return nodeHash(treeHash(hashes.slice(0, k)), treeHash(hashes.slice(k)));
}

/** RFC 9162 section 2.1.3.1, as it stands there. */
export function pathTo(index: number, hashes: readonly Uint8Array[]): Uint8Array[] {
  if (hashes.length === 1) return [];
  const k = splitOf(hashes.length);
  const [left, right] = [hashes.slice(0, k), hashes.slice(k)];
  return index < k
    ? [...pathTo(index, left), treeHash(right)]
    : [...pathTo(index - k, right), treeHash(left)];
}

/** RFC 9162 section 2.1.4.1, as it stands there. */
function pathBetween(first: number, hashes: readonly Uint8Array[], whole = true): Uint8Array[] {
  if (first === hashes.length) return whole ? [] : [treeHash(hashes)];
  const k = splitOf(hashes.length);
  const [left, right] = [hashes.slice(0, k), hashes.slice(k)];
  return first <= k
    ? [...pathBetween(first, left, whole), treeHash(right)]
    : [...pathBetween(first - k, right, false), treeHash(left)];
}

function splitOf(size: number): number {
  return 2 ** Math.ceil(Math.log2(size) - 1);
}

/** Fields signed as an envelope, whatever they are. */
export async function signFields(event: JsonObject, signer: Signer): Promise<JsonObject> {
  const message = preAuthEncoding("application/vnd.rahdari.event+json", canonicalBytes(event));
  return { event, key: keyId(signer.publicKey), sig: toBase64(await signer.sign(message)) };
}

/** A leaf that says that an event was accepted, whatever it is. */
export function acceptedLeaf(envelope: Json, changes: JsonObject = {}): string {
  const received = "2027-01-11T01:00:00.000Z";
  return canonicalText({ envelope, outcome: { status: "accepted" }, received, type: "event", ...changes });
}

export async function charterLeafOf(charter: Charter): Promise<Uint8Array> {
  return charterLeaf(charter, await sealAll(charter), "2027-01-11T00:00:00.000Z");
}

function bytesOf(leaf: Uint8Array | string): Uint8Array {
  return typeof leaf === "string" ? utf8(leaf) : leaf;
}
