import { type EpochMs, instantText } from "@rahdari/units";
import { verifyEd25519 } from "#ed25519";
import { fromBase64 } from "../bytes/text.ts";
import { admitKey } from "../crypto/admit-key.ts";
import { type Entry, type EventEntry, type JournalEntry, parseEntry } from "../entry/entry.ts";
import { verifyDisclosure } from "../event/commitment.ts";
import { type Envelope, keyId } from "../event/envelope.ts";
import { LedgerError } from "../fault.ts";
import { journalOrigin, journalPolicy } from "../journal/journal-origin.ts";
import { type Policy, parsePolicy, policyId } from "../note/policy.ts";
import { type Bundle, bundleTime } from "../roster/bundle.ts";
import { checkCharter } from "../roster/charter.ts";
import { countsAt, type KeyRecord, keyOf, type Roster, speaksFor } from "../roster/roster.ts";
import { leafHash } from "../tree/hash.ts";
import { verifyInclusion } from "../tree/inclusion.ts";
import type { Receipt } from "./receipt.ts";
import type { Doubt, ReceiptFault, ReceiptVerdict, Statement } from "./statement.ts";
import { type Cosigner, leastOf, verifyCheckpoint } from "./verify-checkpoint.ts";

/**
 * Verifies a receipt with nothing but a bundle of the ledger's members and keys, which the verifier trusts, and
 * says what it establishes. Never throws for what a receipt can hold.
 */
export async function verifyReceipt(receipt: Receipt, bundle: Bundle, now: EpochMs): Promise<ReceiptVerdict> {
  const entry = readEntry(receipt.entry);
  if ("fault" in entry) return entry;
  const judged = judgeLevel(receipt, entry.entry, bundle.roster);
  if ("fault" in judged) return judged;
  const { index, hashes, checkpoint } = receipt.proof;
  const { size, root } = checkpoint;
  if (!verifyInclusion({ index, size, leaf: leafHash(receipt.entry), root, proof: hashes }))
    return { fault: { code: "inclusion/false" } };
  const verdict = await verifyCheckpoint(checkpoint, judged.policy, judged.origin);
  if ("fault" in verdict) return verdict;
  const author = await verifyAuthor(entry.entry, bundle.roster, receipt);
  if ("fault" in author) return author;
  const commit = commitOf(entry.entry);
  const opened = receipt.disclosures.find((one) => !commit || !verifyDisclosure(one, commit));
  if (opened) return { fault: { code: "disclosure/false", name: opened.name } };
  return { statement: state(receipt, entry.entry, bundle, { ...judged, ...verdict, ...author, now }) };
}

function readEntry(bytes: Uint8Array): { readonly entry: Entry } | { readonly fault: ReceiptFault } {
  try {
    return { entry: parseEntry(bytes) };
  } catch (error) {
    if (error instanceof LedgerError) return { fault: { code: "entry/malformed", detail: error.message } };
    throw error;
  }
}

type Judged = { readonly policy: Policy; readonly origin: string };

/** The policy that the checkpoint has to satisfy, and the log that it has to be of. */
function judgeLevel(
  { level, policyId: id, proof }: Receipt,
  entry: Entry,
  roster: Roster,
): Judged | { readonly fault: ReceiptFault } {
  if ((level === "provisional") !== (entry.type === "journal")) return { fault: { code: "level/false" } };
  if (entry.type === "journal") return judgeJournal(entry.envelope, id, roster);
  if ((entry.type === "charter") !== (proof.index === 0n))
    return { fault: { code: "entry/malformed", detail: "entry 0 is the charter, and no other entry is" } };
  if (!roster.policies.some((policy) => policy.id === id)) return { fault: { code: "policy/unknown", id } };
  const then = roster.policies.findLast(({ from }) => BigInt(from) < proof.checkpoint.size);
  if (then?.id !== id) return { fault: { code: "policy/not-then", id } };
  return { policy: parsePolicy(then.text), origin: roster.origin };
}

function judgeJournal(
  { event, key }: Envelope,
  id: string,
  roster: Roster,
): Judged | { readonly fault: ReceiptFault } {
  const known = keyOf(roster, key);
  const publicKey = known && fromBase64(known.publicKey, 32);
  if (!publicKey || !admitKey(publicKey)) return { fault: { code: "key/unknown", key } };
  const origin = journalOrigin(roster.origin, event.author);
  const text = journalPolicy(origin, publicKey);
  return policyId(text) === id
    ? { policy: parsePolicy(text), origin }
    : { fault: { code: "policy/unknown", id } };
}

type Author = { readonly key: KeyRecord | null };

/** Checks the signature of an event's author, or the seals of a charter. */
async function verifyAuthor(
  entry: Entry,
  roster: Roster,
  { proof }: Receipt,
): Promise<Author | { readonly fault: ReceiptFault }> {
  if (entry.type === "roster") return { key: null };
  if (entry.type === "charter") {
    const { origin } = entry.charter;
    if (origin !== roster.origin) return { fault: { code: "origin/other", origin } };
    const sealed = await checkCharter(entry.charter, entry.seals).then(
      () => true,
      () => false,
    );
    return sealed ? { key: null } : { fault: { code: "signature/false", name: "charter" } };
  }
  const { envelope } = entry;
  const { author, origin } = envelope.event;
  const key = keyOf(roster, envelope.key);
  if (origin !== roster.origin) return { fault: { code: "origin/other", origin } };
  if (!key || key.member !== author.split("/", 1)[0])
    return { fault: { code: "key/unknown", key: envelope.key } };
  const publicKey = fromBase64(key.publicKey, 32) as Uint8Array;
  const holds =
    keyId(publicKey) === envelope.key &&
    (await verifyEd25519(publicKey, envelope.message, envelope.signature));
  if (!holds) return { fault: { code: "signature/false", name: author } };
  return mayStand(entry, key, proof.index) ? { key } : { fault: { code: "key/unknown", key: envelope.key } };
}

/**
 * Whether an entry may stand as it does by its author's key. An accepted event by a key that did not count, or is
 * not its author's own, is no ledger's: its node wrote what the rules forbid. Nor is a journal another key's.
 */
function mayStand(entry: EventEntry | JournalEntry, key: KeyRecord, index: bigint): boolean {
  if (entry.type === "event" && entry.outcome.status === "rejected") return true;
  const counts = entry.type === "journal" || countsAt(key, Number(index));
  return counts && speaksFor(key, entry.envelope.event.author);
}

function commitOf(entry: Entry): Uint8Array | undefined {
  if (entry.type !== "event" && entry.type !== "journal") return undefined;
  return fromBase64(entry.envelope.event.commit ?? "", 32);
}

function state(
  receipt: Receipt,
  entry: Entry,
  bundle: Bundle,
  found: Judged & Author & { readonly cosigners: readonly Cosigner[]; readonly now: EpochMs },
): Statement {
  const { level, proof, policyId: id, disclosures } = receipt;
  const { roster } = bundle;
  const need = leastOf(found.policy.quorum);
  const asOf = bundleTime(bundle);
  return {
    level,
    agreement: roster.agreement,
    origin: found.origin,
    index: proof.index,
    size: proof.checkpoint.size,
    entry,
    author: authorOf(entry, roster, found.key),
    cosigners: found.cosigners,
    seenBy: seenBy(found.cosigners, need),
    disclosures,
    policy: { id, need, asOf: instantText(asOf), ageMs: found.now - asOf },
    doubts: doubtsOf(receipt, entry, found.key, { need, asOf: instantText(asOf) }),
  };
}

function authorOf(entry: Entry, { members }: Roster, key: KeyRecord | null): Statement["author"] {
  if (entry.type !== "event" && entry.type !== "journal") return null;
  const id = entry.envelope.event.author;
  const name = members.findLast((member) => member.id === id.split("/", 1)[0])?.name ?? "";
  return { id, name, key };
}

/** When the last of the first `need` cosigners signed. */
function seenBy(cosigners: readonly Cosigner[], need: number): bigint | null {
  const times = cosigners.map(({ time }) => time).sort((a, b) => (a < b ? -1 : 1));
  return need === 0 ? null : (times[need - 1] ?? null);
}

function doubtsOf(
  { level, proof }: Receipt,
  entry: Entry,
  key: KeyRecord | null,
  { need, asOf }: { readonly need: number; readonly asOf: string },
): Doubt[] {
  const doubts: Doubt[] = [];
  if (level === "provisional") doubts.push({ code: "provisional" });
  else if (need === 0) doubts.push({ code: "one-node" });
  if (entry.type === "event" && entry.outcome.status === "rejected")
    doubts.push({ code: "no-effect", outcome: entry.outcome });
  const [until, from] = [key?.until ?? null, key?.doubtfulFrom ?? null];
  if (until !== null && level === "provisional") doubts.push({ code: "ended-key", until });
  if (from !== null && (level === "provisional" || proof.index >= BigInt(from)))
    doubts.push({ code: "doubtful-key", from });
  if (entry.type === "event" || entry.type === "journal")
    doubts.push({ code: "truth" }, { code: "claimed-time" });
  doubts.push({ code: "later-revocation", asOf });
  if (level === "final") doubts.push({ code: "later-events" });
  return doubts;
}
