import { z } from "zod";
import { equal } from "../bytes/bytes.ts";
import { utf8 } from "../bytes/text.ts";
import type { Engine } from "../engine/engine.ts";
import { parseEntry } from "../entry/entry.ts";
import type { Envelope } from "../event/envelope.ts";
import { parseLoose } from "../json/canonical.ts";
import { formatReceipt, parseReceipt, type Receipt } from "../receipt/receipt.ts";
import type { Journal } from "./journal.ts";
import type { Settled } from "./reconcile.ts";

const FORMAT = "rahdari/discrepancy/1";
const MAX_BYTES = 4_000_000;

/**
 * A provisional statement that the ledger rejected, with the evidence: what its author had given out, what the
 * ledger holds of it and why it has no effect, and the entry that it contradicts.
 */
export type Discrepancy = {
  readonly provisional: Receipt;
  readonly rejected: Receipt;
  /** Null where the reason is in the event itself. */
  readonly against: Receipt | null;
};

const DiscrepancyFile = z.strictObject({
  discrepancy: z.literal(FORMAT),
  provisional: z.string(),
  rejected: z.string(),
  against: z.string().nullable(),
});

/** Puts together the evidence of an event that the ledger rejected. */
export async function discrepancyOf(
  journal: Journal,
  engine: Pick<Engine<unknown>, "receipt">,
  { seq, index, outcome }: Settled,
): Promise<Discrepancy> {
  const other = outcome.status === "rejected" ? outcome.against : undefined;
  const [provisional, rejected, against] = await Promise.all([
    journal.receipt(seq),
    engine.receipt(index),
    other === undefined ? null : engine.receipt(other),
  ]);
  return { provisional, rejected, against };
}

export function formatDiscrepancy({ provisional, rejected, against }: Discrepancy): string {
  const file: z.infer<typeof DiscrepancyFile> = {
    discrepancy: FORMAT,
    provisional: formatReceipt(provisional),
    rejected: formatReceipt(rejected),
    against: against && formatReceipt(against),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Throws LedgerError `malformed`. Verifies nothing: each receipt is verified as one. */
export function parseDiscrepancy(bytes: Uint8Array): Discrepancy {
  const { provisional, rejected, against } = parseLoose(bytes, DiscrepancyFile, "receipt", MAX_BYTES);
  const read = (text: string) => parseReceipt(utf8(text));
  return {
    provisional: read(provisional),
    rejected: read(rejected),
    against: against === null ? null : read(against),
  };
}

/**
 * Whether two receipts, each verified, show one author under two different events of one count of one ledger:
 * proof that it, or a thief of its key, has signed both.
 */
export function isFork(a: Receipt, b: Receipt): boolean {
  const [one, other] = [envelopeOf(a), envelopeOf(b)];
  if (!one || !other || equal(one.hash, other.hash)) return false;
  const key = ({ event: { origin, author, seq } }: Envelope) => `${origin} ${author} ${seq}`;
  return key(one) === key(other);
}

function envelopeOf({ entry }: Receipt): Envelope | undefined {
  const parsed = parseEntry(entry);
  return parsed.type === "event" || parsed.type === "journal" ? parsed.envelope : undefined;
}
