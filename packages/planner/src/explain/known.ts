import type { AccessRule, Basis, Network, Paper } from "@rahdari/network";
import { type BasisKind, basisKind, basisSources } from "./basis.ts";

/** What the data rest on, as it could be read on a day. */
export interface Known {
  readonly asOf: string;
  /** Of these sources those that are not dated later; one without a date counts as old. */
  sources(ids: readonly string[]): string[];
  /** A value of which every source is later is one of today, taken for that day: an estimate. */
  kind(basis: Basis): BasisKind;
  /** How a value was founded then, with the sources of it that there were. */
  founded(basis: Basis): { readonly basis: BasisKind; readonly sources: string[] };
  /** Whether all that a value rests on is later. */
  isLater(basis: Basis): boolean;
  /** Whether a rule or paper is today's: no date says when it came into force, and all its sources are later. */
  isTodays(rule: AccessRule | Paper): boolean;
  remarks(rule: AccessRule): NonNullable<AccessRule["remarks"]>;
}

/** The data as of a day, YYYY-MM-DD. */
export function knownOn(network: Network, asOf: string): Known {
  const isKnown = (id: string) => (network.sources.get(id)?.date ?? "") <= asOf;
  const isLater = (basis: Basis) => {
    const ids = basisSources(basis);
    return ids.length > 0 && !ids.some(isKnown);
  };
  const kind = (basis: Basis) => (isLater(basis) ? "estimated" : basisKind(basis));
  const sources = (ids: readonly string[]) => ids.filter(isKnown);
  return {
    asOf,
    sources,
    kind,
    isLater,
    founded: (basis) => ({ basis: kind(basis), sources: sources(basisSources(basis)) }),
    isTodays: ({ validFrom, validTo, knownSince, basis }) =>
      (validFrom ?? validTo ?? knownSince) === undefined && isLater(basis),
    remarks: ({ remarks = [] }) => remarks.filter(({ knownSince }) => knownSince <= asOf),
  };
}
