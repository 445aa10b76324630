import { editDistance } from "./edit-distance.ts";
import { foldText } from "./fold-text.ts";

/** A folded name of an item; the lower the rank, the more it is the item's proper name. */
export type Name = { readonly folded: string; readonly rank: number };

/** Names of all items of one kind, folded once, for finding and suggesting. */
export type NameIndex<Item> = readonly { readonly item: Item; readonly names: readonly Name[] }[];

/** Most suggestions ever given. */
export const MAX_SUGGESTIONS = 5;

/** Folds the names of an item, given from proper to incidental; a spelling keeps its first rank. */
export function rankedNames(names: readonly (readonly string[])[]): readonly Name[] {
  const ranks = new Map<string, number>();
  for (const [rank, spellings] of names.entries()) {
    for (const folded of spellings.map(foldText)) {
      if (folded !== "" && !ranks.has(folded)) ranks.set(folded, rank);
    }
  }
  return [...ranks].map(([folded, rank]) => ({ folded, rank }));
}

/** Items that have this very name, at the most proper rank at which any has it. */
export function itemsNamed<Item>(index: NameIndex<Item>, folded: string): readonly Item[] {
  const hits = index.flatMap(({ item, names }) => {
    const name = names.find((candidate) => candidate.folded === folded);
    return name === undefined ? [] : [{ item, rank: name.rank }];
  });
  const best = Math.min(...hits.map((hit) => hit.rank));
  return hits.filter((hit) => hit.rank === best).map((hit) => hit.item);
}

/** Items whose names begin with the text, have a word that does, or contain it, in that order. */
export function itemsMatching<Item>(index: NameIndex<Item>, folded: string, limit: number): readonly Item[] {
  if (folded === "") return [];
  return best(index, limit, (name) => {
    const fit = fitOf(name.folded, folded);
    // Within a class of fit the more proper, then the shorter name: what was typed covers more of it.
    return fit === undefined ? undefined : fit * 1e6 + name.rank * 1e4 + name.folded.length;
  });
}

/** Items with a name within a few slips of the text (one in four letters, at least one, three at most), nearest first. */
function itemsLike<Item>(index: NameIndex<Item>, folded: string, limit: number): readonly Item[] {
  const slips = Math.min(3, Math.max(1, Math.floor(folded.length / 4)));
  if (folded === "") return [];
  return best(index, limit, (name) => {
    const distance = editDistance(folded, name.folded, slips);
    return distance === Number.POSITIVE_INFINITY ? undefined : distance * 100 + name.rank;
  });
}

/** At most five items to offer when a text names none: near misses first, then names that hold it. */
export function suggestionsFor<Item>(index: NameIndex<Item>, folded: string): readonly Item[] {
  const near = itemsLike(index, folded, MAX_SUGGESTIONS);
  const holding = itemsMatching(index, folded, MAX_SUGGESTIONS);
  return [...new Set([...near, ...holding])].slice(0, MAX_SUGGESTIONS);
}

function fitOf(name: string, text: string): number | undefined {
  if (name === text) return 0;
  if (name.startsWith(text)) return 1;
  if (name.includes(` ${text}`)) return 2;
  return name.includes(text) ? 3 : undefined;
}

function best<Item>(
  index: NameIndex<Item>,
  limit: number,
  scoreOf: (name: Name) => number | undefined,
): readonly Item[] {
  return index
    .flatMap(({ item, names }) => {
      const scores = names.map(scoreOf).filter((score) => score !== undefined);
      return scores.length === 0 ? [] : [{ item, score: Math.min(...scores) }];
    })
    .toSorted((a, b) => a.score - b.score)
    .slice(0, Math.max(0, limit))
    .map(({ item }) => item);
}
