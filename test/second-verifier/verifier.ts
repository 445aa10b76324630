import { openBundle } from "./bundle.ts";
import { demandGoodCharter } from "./charter.ts";
import type { Cosigner } from "./checkpoint.ts";
import { openCompact } from "./compact-receipt.ts";
import { type Disclosure, demandDisclosed } from "./disclosure.ts";
import { fromBase45, preAuthenticationEncoding } from "./encoding.ts";
import { type Entry, type Envelope, type Outcome, parseEntry } from "./entry.ts";
import { journalOf, keyOf, policyOfJournal } from "./journal.ts";
import { judgeProof } from "./log-proof.ts";
import { parseReceiptFile, type Receipt } from "./receipt-file.ts";
import { demand, Refusal } from "./refusal.ts";
import { judgeOf, type Roster, type RosterKey } from "./roster.ts";
import { signatureHolds } from "./signature.ts";
import type { Json } from "./strict-json.ts";
import type { TrustPolicy } from "./trust-policy.ts";

const SIGNED = "application/vnd.rahdari.event+json";
const QR = "RD1:";

/** What a receipt that holds establishes. */
export interface Facts {
  readonly holds: true;
  readonly level: "final" | "provisional";
  readonly type: Entry["type"];
  /** The leaf's text. */
  readonly entry: string;
  readonly origin: string;
  readonly index: string;
  readonly size: string;
  readonly received: string;
  readonly author: string | null;
  readonly outcome: Outcome | null;
  readonly cosigners: readonly { readonly member: string; readonly time: string }[];
  readonly disclosed: readonly { readonly name: string; readonly value: Json }[];
}

export type Verdict = Facts | { readonly holds: false; readonly why: string };

/** Of a receipt, as a file, compact or as the text of a QR code, for someone who trusts this bundle file. */
export function verify(receipt: Uint8Array, bundle: Uint8Array): Verdict {
  return verdict(() => establish(receipt, openBundle(bundle)));
}

/** As `verify`, for many receipts of one bundle. */
export function verifierOf(bundle: Uint8Array): (receipt: Uint8Array) => Verdict {
  const roster = openBundle(bundle);
  return (receipt) => verdict(() => establish(receipt, roster));
}

function verdict(attempt: () => Facts): Verdict {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof Refusal) return { holds: false, why: error.message };
    throw error;
  }
}

function establish(bytes: Uint8Array, roster: Roster): Facts {
  const receipt = parseReceipt(Buffer.from(bytes), roster);
  const entry = parseEntry(receipt.entry);
  const cosigners = demandLogged(receipt, entry, roster);
  demandEntry(entry, receipt, roster);
  demandDisclosures(receipt.disclosures, entry);
  return factsOf(receipt, entry, cosigners);
}

function parseReceipt(bytes: Buffer, roster: Roster): Receipt {
  if (bytes.subarray(0, 2).toString("latin1") === "R1") return openCompact(bytes, roster);
  const text = bytes.toString("latin1");
  return text.startsWith(QR)
    ? openCompact(fromBase45(text.slice(QR.length)), roster)
    : parseReceiptFile(bytes);
}

/** Steps 1 to 4 of the formats. */
function demandLogged(receipt: Receipt, entry: Entry, roster: Roster): readonly Cosigner[] {
  const { level, proof, policyId } = receipt;
  demand((entry.type === "journal") === (level === "provisional"), "level: not that of the entry");
  if (level === "final")
    demand((entry.type === "charter") === (proof.index === 0n), "entry 0 is the charter");
  const { origin, policy } = judgeFor(receipt, entry, roster);
  demand(policyId === policy.id, "policy: another one judges this size");
  demand(proof.checkpoint.origin === origin, "origin: another log");
  return judgeProof(proof, receipt.entry, policy);
}

function judgeFor(receipt: Receipt, entry: Entry, roster: Roster): { origin: string; policy: TrustPolicy } {
  if (entry.type !== "journal") {
    return { origin: roster.origin, policy: judgeOf(roster, receipt.proof.checkpoint.size) };
  }
  return { origin: journalOf(roster, entry.envelope), policy: policyOfJournal(roster, entry.envelope) };
}

/** Step 5. */
function demandEntry(entry: Entry, receipt: Receipt, roster: Roster): void {
  if (entry.type === "roster") return;
  if (entry.type === "charter") {
    demand(entry.charter.origin === roster.origin, "origin: charter of another ledger");
    demandGoodCharter(entry.charter, entry.seals);
  } else demandEvent(entry, receipt, roster);
}

function demandEvent(entry: Entry & { type: "event" | "journal" }, receipt: Receipt, roster: Roster): void {
  const { envelope } = entry;
  demand(envelope.event.origin === roster.origin, "origin: event for another ledger");
  const key = keyOf(roster, envelope);
  const message = preAuthenticationEncoding(SIGNED, envelope.signed);
  demand(signatureHolds(key.publicKey, message, envelope.sig), "signature of the author");
  if (entry.type === "journal") demandRole(key, envelope);
  else demandOutcome(entry.outcome, key, envelope, receipt.proof.index);
}

function demandOutcome(outcome: Outcome, key: RosterKey, envelope: Envelope, index: bigint): void {
  if (outcome.status === "rejected") return;
  const counts = BigInt(key.from) <= index && (key.until === null || index < BigInt(key.until));
  demand(counts, "key: does not count at this index");
  demandRole(key, envelope);
}

/** An office signs with a key of its own, a member with its root. */
function demandRole(key: RosterKey, { event }: Envelope): void {
  const office = event.author.split("/")[1] ?? null;
  demand(
    key.role === (office === null ? "root" : "office") && key.of === office,
    "key: of another role or office",
  );
}

/** Step 6. */
function demandDisclosures(disclosures: readonly Disclosure[], entry: Entry): void {
  if (disclosures.length === 0) return;
  const commit = "envelope" in entry ? entry.envelope.event.commit : null;
  demand(commit !== null, "disclosure: nothing was committed to");
  for (const disclosure of disclosures) demandDisclosed(disclosure, commit);
}

function factsOf(receipt: Receipt, entry: Entry, cosigners: readonly Cosigner[]): Facts {
  const { index, checkpoint } = receipt.proof;
  return {
    holds: true,
    level: receipt.level,
    type: entry.type,
    entry: receipt.entry,
    origin: checkpoint.origin,
    index: String(index),
    size: String(checkpoint.size),
    received: entry.received,
    author: "envelope" in entry ? entry.envelope.event.author : null,
    outcome: "outcome" in entry ? entry.outcome : null,
    cosigners: cosigners.map(({ member, time }) => ({ member, time: String(time) })),
    disclosed: receipt.disclosures.map(({ name, value }) => ({ name, value })),
  };
}
