import type { EpochMs } from "@rahdari/units";
import { equal } from "../bytes/bytes.ts";
import type { Entry } from "../entry/entry.ts";
import type { ReceiptFault, Statement } from "../receipt/statement.ts";
import { verifyReceipt } from "../receipt/verify-receipt.ts";
import type { Bundle } from "../roster/bundle.ts";
import type { Discrepancy } from "./discrepancy.ts";

/** What a discrepancy that holds establishes: each of its receipts by itself. */
export type Discord = {
  readonly provisional: Statement;
  readonly rejected: Statement;
  readonly against: Statement | null;
};

type Part = keyof Discord;

export type DiscrepancyFault =
  /** One of its receipts does not hold. */
  | { readonly code: "receipt/false"; readonly part: Part; readonly fault: ReceiptFault }
  /** Its receipts are not of one event, or that event was not rejected, or not for the entry that is shown. */
  | { readonly code: "parts/apart"; readonly part: Part };

/** Verifies each receipt of a discrepancy, and that together they show one event given out and then rejected. */
export async function verifyDiscrepancy(
  { provisional, rejected, against }: Discrepancy,
  bundle: Bundle,
  now: EpochMs,
): Promise<{ readonly discord: Discord } | { readonly fault: DiscrepancyFault }> {
  const parts = { provisional, rejected, ...(against && { against }) };
  const held: Partial<Record<Part, Statement>> = {};
  for (const [part, receipt] of Object.entries(parts) as [Part, typeof provisional][]) {
    const verdict = await verifyReceipt(receipt, bundle, now);
    if ("fault" in verdict) return { fault: { code: "receipt/false", part, fault: verdict.fault } };
    held[part] = verdict.statement;
  }
  const discord = { ...held, against: held.against ?? null } as Discord;
  const apart = apartIn(discord);
  return apart ? { fault: { code: "parts/apart", part: apart } } : { discord };
}

function apartIn({ provisional, rejected, against }: Discord): Part | undefined {
  const [given, kept] = [hashIn(provisional.entry), hashIn(rejected.entry)];
  if (provisional.level !== "provisional" || !given) return "provisional";
  const { entry } = rejected;
  if (!kept || !equal(given, kept) || entry.type !== "event" || entry.outcome.status !== "rejected")
    return "rejected";
  const named = entry.outcome.against;
  const shown = against?.level === "final" ? Number(against.index) : undefined;
  return named === shown ? undefined : "against";
}

function hashIn(entry: Entry): Uint8Array | undefined {
  return entry.type === "event" || entry.type === "journal" ? entry.envelope.hash : undefined;
}
