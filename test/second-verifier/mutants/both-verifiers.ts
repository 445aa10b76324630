import {
  type Bundle,
  LedgerError,
  parseBundle,
  parseCompact,
  parseQrText,
  parseReceipt,
  type Receipt,
  verifyBundle,
  verifyReceipt,
} from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import { openBundle } from "../bundle.ts";
import { Refusal } from "../refusal.ts";
import { type Facts, verifierOf } from "../verifier.ts";

/** What one verifier makes of a receipt: what it establishes, as comparable text, or why nothing. */
export type Opinion =
  | { readonly holds: true; readonly facts: Facts }
  | { readonly holds: false; readonly why: string };

/** Both verifiers, for receipts of one bundle. */
export interface Pair {
  readonly second: (bytes: Uint8Array) => Opinion;
  readonly package: (bytes: Uint8Array) => Promise<Opinion>;
}

export function pairOf(bundle: string): Pair {
  const verify = verifierOf(Buffer.from(bundle));
  const opened = parseBundle(Buffer.from(bundle));
  return {
    second: (bytes) => {
      const verdict = verify(bytes);
      return verdict.holds ? { holds: true, facts: verdict } : verdict;
    },
    package: (bytes) => byPackage(bytes, opened),
  };
}

/** Whether the second verifier holds a bundle file for sound. */
export function bundleHoldsForSecond(bytes: Uint8Array): boolean {
  try {
    openBundle(bytes);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Whether the package does. */
export async function bundleHoldsForPackage(bytes: Uint8Array): Promise<boolean> {
  try {
    return "cosigners" in (await verifyBundle(parseBundle(bytes)));
  } catch (error) {
    if (error instanceof LedgerError) return false;
    throw error;
  }
}

async function byPackage(bytes: Uint8Array, bundle: Bundle): Promise<Opinion> {
  try {
    const receipt = parse(bytes, bundle);
    const verdict = await verifyReceipt(receipt, bundle, 0 as EpochMs);
    if ("fault" in verdict) return { holds: false, why: verdict.fault.code };
    return { holds: true, facts: factsOf(receipt, verdict.statement) };
  } catch (error) {
    if (error instanceof LedgerError) return { holds: false, why: error.message };
    throw error;
  }
}

function parse(bytes: Uint8Array, bundle: Bundle): Receipt {
  const text = Buffer.from(bytes).toString("utf8");
  if (text.startsWith("R1")) return parseCompact(bytes, bundle.roster);
  return text.startsWith("RD1:") ? parseQrText(text, bundle.roster) : parseReceipt(bytes);
}

type Statement = Extract<Awaited<ReturnType<typeof verifyReceipt>>, { statement: unknown }>["statement"];

function factsOf(
  receipt: Receipt,
  { level, entry, origin, index, size, author, cosigners }: Statement,
): Facts {
  return {
    holds: true,
    level,
    type: entry.type,
    entry: new TextDecoder().decode(receipt.entry),
    origin,
    index: String(index),
    size: String(size),
    received: entry.received,
    author: author?.id ?? null,
    outcome: entry.type === "event" ? entry.outcome : null,
    cosigners: cosigners.map(({ name, time }) => ({ member: name, time: String(time) })),
    disclosed: receipt.disclosures.map(({ name, value }) => ({ name, value })),
  };
}
