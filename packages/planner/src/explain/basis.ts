import type { Basis } from "@rahdari/network";
import type { Arc } from "../arcs.ts";

export type BasisKind = "published" | "derived" | "estimated";

const ORDER: readonly BasisKind[] = ["published", "derived", "estimated"];

export function basisKind(basis: Basis): BasisKind {
  if ("published" in basis) return "published";
  return "derived" in basis ? "derived" : "estimated";
}

/** The weakest of several: a sum is as well founded as its worst part. */
export function weakestBasis(kinds: readonly BasisKind[]): BasisKind {
  return ORDER[Math.max(0, ...kinds.map((kind) => ORDER.indexOf(kind)))] ?? "estimated";
}

export function basisSources(basis: Basis): readonly string[] {
  return "published" in basis ? basis.published : (basis.sources ?? []);
}

/** Bases of a leg's distance and time. */
export function courseBases({ link, crossing, direction }: Arc): readonly Basis[] {
  if (link) return [link.distanceKm.basis, link.hours.basis];
  if (!crossing) return [];
  const hours = direction === "back" && crossing.hoursBack ? crossing.hoursBack : crossing.hours;
  return [hours.basis];
}

/** Ids of the sources behind a leg, each once; means of border hours that were printed by the year (YYYY). */
export function arcSources(arc: Arc, year: number): string[] {
  const own = arc.link?.sources ?? arc.crossing?.sources ?? [];
  const printed = arc.crossing?.observations.filter((seen) => seen.knownYear <= year) ?? [];
  const observed = printed.flatMap((seen) => basisSources(seen.basis));
  const prices = [arc.link?.cost ?? [], arc.crossing?.fees ?? []].flat();
  const bases = [...courseBases(arc), ...prices.map((price) => price.basis)];
  return [...new Set([...own, ...bases.flatMap(basisSources), ...observed])];
}
