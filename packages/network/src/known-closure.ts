import { earlier } from "./calendar-date.ts";
import type { Network } from "./network.ts";
import type { Closure } from "./schema/closure.ts";

/** What was known of a closure's end on the day of asking; dates are YYYY-MM-DD, local to the office. */
export type ClosureEnd =
  /** Last day on which it held, or will hold where the end was announced. */
  | { readonly kind: "ended"; readonly at: string }
  /** Held on `lastConfirmed`; no end known: whatever is said of later days is assumption. */
  | { readonly kind: "open"; readonly lastConfirmed: string }
  /** Held on `lastConfirmed`, was short by its record, but no end was ever printed. */
  | { readonly kind: "presumed-ended"; readonly lastConfirmed: string };

export type KnownClosure = { readonly closure: Closure; readonly end: ClosureEnd };

/**
 * Closures, restrictions and openings as someone could know them on `asOf` (YYYY-MM-DD): only those known by
 * then (`knownSince`, default `from`), and an end only where it was known by then (`endKnownSince`, default
 * `to`). One that was still running counts as confirmed up to `asOf`, or to the day of its last confirmation
 * where the record stops before. An announced one is included before it begins.
 */
export function closuresKnown(network: Network, asOf: string): readonly KnownClosure[] {
  return network.closures.flatMap((closure) => knownClosure(closure, asOf) ?? []);
}

/** One closure as known on `asOf`; undefined when it was not known yet. */
export function knownClosure(closure: Closure, asOf: string): KnownClosure | undefined {
  if ((closure.knownSince ?? closure.from) > asOf) return undefined;
  return { closure, end: endOf(closure, asOf) };
}

/** Does the closure hold on this date by what is known: `unconfirmed` is past its last confirmation. */
export function holdsOn({ closure, end }: KnownClosure, date: string): "yes" | "unconfirmed" | "no" {
  if (date < closure.from) return "no";
  if (end.kind === "ended") return date <= end.at ? "yes" : "no";
  if (date <= end.lastConfirmed) return "yes";
  return end.kind === "open" ? "unconfirmed" : "no";
}

function endOf(closure: Closure, asOf: string): ClosureEnd {
  const { to } = closure;
  if (to !== undefined) {
    if ((closure.endKnownSince ?? to) <= asOf) return { kind: "ended", at: to };
    return { kind: "open", lastConfirmed: earlier(asOf, to) };
  }
  const confirmed = closure.lastConfirmed?.date ?? closure.from;
  const lastConfirmed = earlier(asOf, confirmed);
  // On its own day nobody could say yet that it would be short.
  const over = closure.presumedShort === true && asOf > confirmed;
  return { kind: over ? "presumed-ended" : "open", lastConfirmed };
}
