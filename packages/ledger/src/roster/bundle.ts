import { type EpochMs, epochMs } from "@rahdari/units";
import { z } from "zod";
import { sha256 } from "#sha256";
import { fromBase64, toHex, utf8 } from "../bytes/text.ts";
import { parseLedgerEntry, type RosterEntry } from "../entry/entry.ts";
import { keyId } from "../event/envelope.ts";
import { Author, Bytes32, Count, KeyId, MemberId, Office, Origin } from "../event/names.ts";
import { rosterHash } from "../execute/state.ts";
import { malformed } from "../fault.ts";
import { canonicalBytes, parseLoose } from "../json/canonical.ts";
import { parsePolicy, policyId } from "../note/policy.ts";
import { formatProof, type LogProof, parseProof } from "../note/proof.ts";
import { isKeyName } from "../note/vkey.ts";
import {
  type CheckpointFault,
  type CheckpointVerdict,
  verifyCheckpoint,
} from "../receipt/verify-checkpoint.ts";
import { leafHash } from "../tree/hash.ts";
import { verifyInclusion } from "../tree/inclusion.ts";
import { MemberEntry } from "./charter.ts";
import { type Handover, HandoverFile, readHandover, verifyHandover, writeHandover } from "./handover.ts";
import { type PolicyRecord, policyNow, type Roster } from "./roster.ts";

const Until = Count.nullable();
const KeyRecord = z.strictObject({
  id: KeyId,
  publicKey: Bytes32,
  member: MemberId,
  role: z.enum(["root", "office", "node"]),
  of: z.string().max(100).nullable(),
  from: Count,
  until: Until,
  doubtfulFrom: Count.nullable(),
});
const Proposal = z.strictObject({
  index: Count,
  action: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("join"), member: MemberEntry }),
    z.strictObject({ type: z.literal("leave"), id: MemberId }),
  ]),
  yes: z.array(Author).max(32),
  no: z.array(Author).max(32),
  state: z.enum(["open", "adopted", "done"]),
});
const RosterFields = z.strictObject({
  origin: Origin,
  agreement: z.string().max(200),
  machine: z.string().max(60),
  quorum: z.enum(["none", "two-thirds"]),
  logKey: Bytes32,
  members: z
    .array(
      z.strictObject({
        id: MemberId,
        name: z.string().max(100),
        kind: z.enum(["authority", "cosigner"]),
        nextRoot: Bytes32,
        from: Count,
        until: Until,
      }),
    )
    .max(1_000),
  keys: z.array(KeyRecord).max(100_000),
  policies: z
    .array(z.strictObject({ id: z.string(), text: z.string(), from: Count }))
    .min(1)
    .max(10_000),
  proposals: z.array(Proposal).max(10_000),
});

const FORMAT = "rahdari/bundle/1";
const MAX_BYTES = 20_000_000;

const BundleFile = z.strictObject({
  bundle: z.literal(FORMAT),
  roster: RosterFields,
  /** Canonical text of the roster entry that holds the roster's hash. */
  entry: z.string(),
  /** Text of C2SP tlog-proof@v1 of that entry. */
  proof: z.string(),
  /** One for each policy but the first, in their order. */
  handovers: z.array(HandoverFile).min(1).max(10_000).exactOptional(),
});

/** What a verifier has to know of a ledger: its members, keys and policies as they stood at an entry, proven. */
export type Bundle = {
  readonly roster: Roster;
  readonly entry: RosterEntry;
  readonly leaf: Uint8Array;
  readonly proof: LogProof;
  /** One for each policy but the first, in their order. */
  readonly handovers: readonly Handover[];
};

/** The text of a bundle's file. */
export function formatBundle(
  roster: Roster,
  leaf: Uint8Array,
  proof: LogProof,
  handovers: readonly Handover[] = [],
): string {
  const file = {
    bundle: FORMAT,
    roster,
    entry: new TextDecoder().decode(leaf),
    proof: formatProof(proof),
    ...(handovers.length > 0 && { handovers: handovers.map(writeHandover) }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads a bundle's file and checks that its parts belong together. Throws LedgerError `malformed`. */
export function parseBundle(bytes: Uint8Array): Bundle {
  const file = parseLoose(bytes, BundleFile, "bundle", MAX_BYTES);
  const { roster, entry: text, proof, handovers = [] } = file;
  const leaf = utf8(text);
  const entry = parseLedgerEntry(leaf);
  if (entry.type !== "roster" || entry.roster !== rosterHash(roster))
    throw malformed("bundle", "bad-value", "/entry", "does not hold the hash of this roster");
  if (entry.policy !== policyNow(roster).id)
    throw malformed("bundle", "bad-value", "/entry", "does not hold the id of this roster's policy");
  checkPolicies(roster);
  checkKeys(roster);
  const logged = parseProof(proof);
  if (logged.index === 0n) throw malformed("bundle", "bad-value", "/proof", "entry 0 is the charter");
  if (handovers.length !== roster.policies.length - 1)
    throw malformed("bundle", "missing-field", "/handovers", "one for each policy but the first");
  return { roster, entry, leaf, proof: logged, handovers: handovers.map(readHandover) };
}

/** Policies follow one another; each has the ledger's log and no other. */
function checkPolicies({ origin, policies }: Roster): void {
  for (const [i, { id, text, from }] of policies.entries()) {
    const names = parsePolicy(text).logs.map(({ name }) => name);
    const fits = policyId(text) === id && text.endsWith("\n") && names.length === 1 && names[0] === origin;
    if (!fits || from <= (policies[i - 1]?.from ?? -1))
      throw malformed("bundle", "bad-value", `/roster/policies/${i}`, "not the next policy of this ledger");
  }
}

/** An id names one key: keys are found by it alone. */
function checkKeys({ keys }: Roster): void {
  const known = new Set<string>();
  for (const [i, { id, publicKey, role, of }] of keys.entries()) {
    const named = { root: of === null, office: Office.safeParse(of).success, node: isKeyName(of ?? "") }[
      role
    ];
    if (!named || known.has(id) || keyId(fromBase64(publicKey, 32) as Uint8Array) !== id)
      throw malformed("bundle", "bad-value", `/roster/keys/${i}`, "another key's id, or another role's name");
    known.add(id);
  }
}

/**
 * What two people compare to know that they hold bundles of one ledger: SHA-256 of the origin, the founding policy
 * and the founders' root keys, as eight groups of four hexadecimal digits. It stays the same while the ledger lives,
 * for every later policy was handed over by the one before. The policy holds the log's key and those of the nodes:
 * without these, whoever keeps the log could make up members under the same fingerprint.
 */
export function bundleFingerprint({ roster }: Bundle): string {
  const founders = roster.keys.filter(({ from, role }) => from === 0 && role === "root").map(({ id }) => id);
  const policy = roster.policies[0]?.id ?? "";
  const digest = sha256(canonicalBytes([roster.origin, policy, ...founders]));
  return toHex(digest.subarray(0, 16)).replaceAll(/(.{4})(?=.)/g, "$1 ");
}

/** Time from which a bundle is: later revocations are not in it. */
export function bundleTime({ entry }: Bundle): EpochMs {
  return epochMs(entry.received);
}

/** Why a bundle does not hold. */
export type BundleFault =
  | CheckpointFault
  /** Nobody shows that the members before agreed to the policy that counts from this index. */
  | { readonly code: "handover/false"; readonly from: number };

/**
 * Whether a bundle holds by itself: its roster entry is in the log, under a checkpoint that its own policy
 * accepts, and each policy was handed over by the one before. Whether it is the right ledger's is for its reader to
 * say, once.
 */
export async function verifyBundle(
  bundle: Bundle,
): Promise<CheckpointVerdict | { readonly fault: BundleFault }> {
  const { roster, proof } = bundle;
  const { checkpoint, index, hashes } = proof;
  const { size, root } = checkpoint;
  const policy = roster.policies.findLast(({ from }) => BigInt(from) < size);
  if (!policy || !verifyInclusion({ index, size, leaf: leafHash(bundle.leaf), root, proof: hashes }))
    return { fault: { code: "inclusion/false" } };
  for (const [i, handover] of bundle.handovers.entries()) {
    const [before, { from }] = roster.policies.slice(i, i + 2) as [PolicyRecord, PolicyRecord];
    if (!(await verifyHandover(handover, { before, from, head: checkpoint })))
      return { fault: { code: "handover/false", from } };
  }
  return verifyCheckpoint(checkpoint, parsePolicy(policy.text), roster.origin);
}

/**
 * Whether a newer bundle may take a known one's place unseen: it holds by itself, is of the same ledger, not older,
 * and its policies begin with those known: each that came since was handed over by the one before it.
 */
export async function followsBundle(known: Bundle, next: Bundle): Promise<boolean> {
  const { origin, policies } = known.roster;
  if (next.roster.origin !== origin || next.proof.index < known.proof.index) return false;
  const continues = policies.every(({ id, from }, i) => {
    const same = next.roster.policies[i];
    return same?.id === id && same.from === from;
  });
  return continues && !("fault" in (await verifyBundle(next)));
}
