import { z } from "zod";
import { utf8 } from "../bytes/text.ts";
import { type Envelope, EnvelopeFields, envelopeOf, MAX_ENVELOPE_BYTES } from "../event/envelope.ts";
import { Count, Instant } from "../event/names.ts";
import { malformed } from "../fault.ts";
import { canonicalBytes, canonicalText, parseLoose, refuseOther } from "../json/canonical.ts";
import type { Rejection } from "../machine/state-machine.ts";
import { Charter, Seal } from "../roster/charter.ts";

/** Characters of the field that a rejection names. */
const MOST_PATH = 500;

/** What a ledger made of an event. */
export const Outcome = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("accepted") }),
  z.strictObject({
    status: z.literal("rejected"),
    code: z.string().max(100),
    path: z.string().max(MOST_PATH).exactOptional(),
    against: Count.exactOptional(),
  }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** Time of the ledger, never before that of the entry above. */
const received = Instant;
const Hash = z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits");

const CharterEntry = z.strictObject({
  type: z.literal("charter"),
  charter: Charter,
  received,
  seals: z.array(Seal),
});
const EventEntry = z.strictObject({
  type: z.literal("event"),
  envelope: EnvelopeFields,
  outcome: Outcome,
  received,
});
const RosterEntry = z.strictObject({ type: z.literal("roster"), policy: Hash, received, roster: Hash });
/** An event in its author's journal: what the ledger will make of it is not known yet. */
const JournalEntry = z.strictObject({ type: z.literal("journal"), envelope: EnvelopeFields, received });

const EntryFields = z.discriminatedUnion("type", [CharterEntry, EventEntry, RosterEntry, JournalEntry]);

export type CharterEntry = z.infer<typeof CharterEntry>;
export type RosterEntry = z.infer<typeof RosterEntry>;
export type EventEntry = {
  readonly type: "event";
  readonly envelope: Envelope;
  readonly outcome: Outcome;
  readonly received: string;
};
export type JournalEntry = {
  readonly type: "journal";
  readonly envelope: Envelope;
  readonly received: string;
};
/** A leaf of a ledger: its founding, an event with its outcome, or the hash of members and keys as they stand. */
export type LedgerEntry = CharterEntry | EventEntry | RosterEntry;
export type Entry = LedgerEntry | JournalEntry;

/** Most bytes of a leaf: what the bundles of C2SP tlog-tiles hold. */
export const MAX_ENTRY_BYTES = 65_535;

/** Reads a leaf of a ledger. Throws LedgerError `malformed`. */
export function parseLedgerEntry(bytes: Uint8Array): LedgerEntry {
  const entry = parseEntry(bytes);
  if (entry.type === "journal") throw malformed("entry", "bad-value", "/type", "a leaf of a journal");
  return entry;
}

/** Reads a leaf of a ledger or of a journal. Throws LedgerError `malformed`. */
export function parseEntry(bytes: Uint8Array): Entry {
  const fields = parseLoose(bytes, EntryFields, "entry", MAX_ENTRY_BYTES);
  if (fields.type === "charter" || fields.type === "roster") {
    refuseOther(bytes, canonicalBytes(fields), "entry");
    return fields;
  }
  const envelope = envelopeOf(fields.envelope);
  if (envelope.bytes.length > MAX_ENVELOPE_BYTES)
    throw malformed("entry", "oversize", "/envelope", `more than ${MAX_ENVELOPE_BYTES} bytes`);
  const { received } = fields;
  const leaf =
    fields.type === "event" ? eventLeaf(envelope, fields.outcome, received) : journalLeaf(envelope, received);
  refuseOther(bytes, leaf, "entry");
  return { ...fields, envelope };
}

/** The leaf that holds an event and what became of it. */
export function eventLeaf(envelope: Envelope, outcome: Outcome, received: string): Uint8Array {
  return wrap(envelope, `"outcome":${canonicalText(outcome)},"received":"${received}","type":"event"}`);
}

/** The leaf of a journal that holds an event. */
export function journalLeaf(envelope: Envelope, received: string): Uint8Array {
  return wrap(envelope, `"received":"${received}","type":"journal"}`);
}

/** The first leaf of a ledger. */
export function charterLeaf(charter: Charter, seals: readonly Seal[], received: string): Uint8Array {
  return canonicalBytes({ type: "charter", charter, received, seals });
}

/** The leaf that holds the hashes of members and keys, and of the policy, as they stand. */
export function rosterLeaf(roster: string, policy: string, received: string): Uint8Array {
  return canonicalBytes({ type: "roster", policy, received, roster });
}

/** Throws ZodError for a rejection that no entry could hold: a fault of the state machine. */
export function outcomeOf(rejection: Rejection | undefined): Outcome {
  if (!rejection) return { status: "accepted" };
  const { path, ...rest } = rejection;
  return Outcome.parse({ status: "rejected", ...rest, ...(path !== undefined && { path: shortened(path) }) });
}

/** A path may hold names that the author chose, of any length: as much of it as an entry holds. */
function shortened(path: string): string {
  return path.slice(0, MOST_PATH).replace(/[\ud800-\udbff]$/, "");
}

/** Canonical bytes around an envelope's own, which are canonical already: `envelope` sorts before the rest. */
function wrap({ bytes }: Envelope, rest: string): Uint8Array {
  const [head, tail] = [utf8('{"envelope":'), utf8(`,${rest}`)];
  const leaf = new Uint8Array(head.length + bytes.length + tail.length);
  leaf.set(head);
  leaf.set(bytes, head.length);
  leaf.set(tail, head.length + bytes.length);
  return leaf;
}
