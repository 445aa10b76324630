import type { WayEdge } from "./way-graph.ts";

/** Crossings, changes of mode, sailings, flights and services through a border: what makes a way the way it is. */
export function isStep(edge: WayEdge | undefined): boolean {
  if (!edge) return false;
  const { kind, mode, link } = edge.arc;
  return kind !== "link" || mode === "sea" || mode === "air" || link?.includesCrossings !== undefined;
}

/** The steps in order: ways that share them differ only in the roads and rails between. */
export function signature({ edges }: { readonly edges: readonly WayEdge[] }): string {
  return edges
    .filter(isStep)
    .map(({ arc }) => arc.key)
    .join(">");
}

/** Whether no place is passed twice; a change of mode is no move. */
export function comesByOnce(edges: readonly WayEdge[]): boolean {
  const moves = edges.filter(({ arc }) => arc.kind !== "interchange");
  const places = [...moves.slice(0, 1).map(({ arc }) => arc.from), ...moves.map(({ arc }) => arc.to)];
  return new Set(places).size === places.length;
}
