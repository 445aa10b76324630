import { partsOfName, scriptNames } from "./find-place.ts";
import { foldText, MAX_QUERY } from "./fold-text.ts";
import { itemsNamed, MAX_SUGGESTIONS, type NameIndex, rankedNames, suggestionsFor } from "./name-index.ts";
import type { Network } from "./network.ts";
import type { Crossing } from "./schema/crossing.ts";

/** The crossing that a text names, or up to five that may have been meant. */
export type CrossingMatch =
  | { readonly kind: "found"; readonly crossing: Crossing }
  | { readonly kind: "ambiguous" | "unknown"; readonly suggestions: readonly Crossing[] };

/**
 * The crossing named by its id, its name or a side of it ("Torkham", "Korday"), or a name of one of its two
 * posts in any script. The rules of `findPlace` hold; a road and a rail crossing of one name are
 * `ambiguous`. Interchanges are found by id and whole name only. Never throws.
 */
export function findCrossing(network: Network, text: string): CrossingMatch {
  if (text.length > MAX_QUERY) return { kind: "unknown", suggestions: [] };
  const byId = network.crossings.get(text.trim().toLowerCase());
  if (byId !== undefined) return { kind: "found", crossing: byId };
  const folded = foldText(text);
  const index = crossingIndex(network);
  const hits = itemsNamed(index, folded);
  const [crossing, ...others] = hits;
  if (crossing === undefined) return { kind: "unknown", suggestions: suggestionsFor(index, folded) };
  if (others.length === 0) return { kind: "found", crossing };
  return { kind: "ambiguous", suggestions: hits.slice(0, MAX_SUGGESTIONS) };
}

const indexes = new WeakMap<Network, NameIndex<Crossing>>();

function crossingIndex(network: Network): NameIndex<Crossing> {
  const known = indexes.get(network);
  if (known !== undefined) return known;
  const index = [...network.crossings.values()].map((crossing) => ({
    item: crossing,
    names: namesOf(network, crossing),
  }));
  indexes.set(network, index);
  return index;
}

function namesOf(network: Network, crossing: Crossing) {
  const proper = [crossing.id, crossing.name];
  if (crossing.kind === "interchange") return rankedNames([proper]);
  const posts = [crossing.from, crossing.to].flatMap((id) => {
    const place = network.places.get(id);
    if (place === undefined) return [];
    return [place.name, ...scriptNames(place), ...(place.aliases ?? [])].flatMap(partsOfName);
  });
  return rankedNames([proper, partsOfName(crossing.name), posts]);
}
