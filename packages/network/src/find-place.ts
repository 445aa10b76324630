import { foldText, MAX_QUERY } from "./fold-text.ts";
import {
  itemsMatching,
  itemsNamed,
  MAX_SUGGESTIONS,
  type NameIndex,
  rankedNames,
  suggestionsFor,
} from "./name-index.ts";
import type { Network } from "./network.ts";
import type { Place } from "./schema/place.ts";

/** The place that a text names, or up to five that may have been meant. */
export type PlaceMatch =
  | { readonly kind: "found"; readonly place: Place }
  | { readonly kind: "ambiguous" | "unknown"; readonly suggestions: readonly Place[] };

/** A city or town goes before the offices and terminals that share its code or name. */
const KIND_ORDER: readonly Place["kind"][] = [
  "city",
  "town",
  "seaport",
  "dry-port",
  "border-post",
  "rail-terminal",
  "airport",
  "pass",
  "junction",
];

/**
 * The place named by an id, a UN/LOCODE (with or without its space, any case) or a name in any script that
 * the data hold. Case, diacritics, vowel marks, punctuation and interchangeable letters do not matter.
 * Proper names go before aliases and parts of names, a city before the offices that share its name; what is
 * still open after that is `ambiguous`. Texts past 120 characters are `unknown`. Never throws.
 */
export function findPlace(network: Network, text: string): PlaceMatch {
  if (text.length > MAX_QUERY) return { kind: "unknown", suggestions: [] };
  const byId = network.places.get(text.trim().toLowerCase());
  if (byId !== undefined) return { kind: "found", place: byId };
  const folded = foldText(text);
  const index = placeIndex(network);
  const byCode = mostCity(placesWithCode(network, text));
  const hits = byCode.length > 0 ? byCode : mostCity(itemsNamed(index, folded));
  const [place, ...others] = hits;
  if (place === undefined) return { kind: "unknown", suggestions: suggestionsFor(index, folded) };
  if (others.length === 0) return { kind: "found", place };
  return { kind: "ambiguous", suggestions: hits.slice(0, MAX_SUGGESTIONS) };
}

/**
 * Places for completing what is being typed, at most `limit`: whole names first, then names that begin with
 * the text, then words that do, then names that contain it. A UN/LOCODE's beginning counts as well.
 */
export function searchPlaces(network: Network, text: string, limit: number): readonly Place[] {
  return itemsMatching(placeIndex(network), foldText(text), limit);
}

/** Parts that a compound name is made of: without its brackets, and each side of a stroke or dash. */
export function partsOfName(name: string): readonly string[] {
  const bare = name.replaceAll(/\([^()]*\)/g, " ");
  return [bare, ...bare.split(/\s[-–—]\s|\/|,/)];
}

const indexes = new WeakMap<Network, NameIndex<Place>>();

function placeIndex(network: Network): NameIndex<Place> {
  const known = indexes.get(network);
  if (known !== undefined) return known;
  const index = [...network.places.values()].map((place) => ({ item: place, names: namesOf(place) }));
  indexes.set(network, index);
  return index;
}

function namesOf(place: Place) {
  const scripts = scriptNames(place);
  const aliases = place.aliases ?? [];
  const parts = [place.name, ...scripts, ...aliases].flatMap(partsOfName);
  return rankedNames([[place.id, place.name, ...scripts], aliases, parts, codeSpellings(place.unlocode)]);
}

/** Names in other scripts than Latin, where known. */
export function scriptNames(place: Place): readonly string[] {
  return Object.values(place.names ?? {}).filter((name) => name !== undefined);
}

/** "PK LHE" is how the UN/LOCODE tables print it, "PKLHE" how messages carry it. */
function codeSpellings(code: string | undefined): readonly string[] {
  return code === undefined ? [] : [code, `${code.slice(0, 2)} ${code.slice(2)}`];
}

function placesWithCode(network: Network, text: string): readonly Place[] {
  const code = text
    .trim()
    .toUpperCase()
    .replace(/^([A-Z]{2})\s/, "$1");
  return [...network.places.values()].filter((place) => place.unlocode === code);
}

/** The cities among places that answer to the same text; without one the towns, and so on. */
function mostCity(places: readonly Place[]): readonly Place[] {
  const rank = (place: Place) => KIND_ORDER.indexOf(place.kind);
  const first = Math.min(...places.map(rank));
  const kept = places.filter((place) => rank(place) === first);
  // Two offices of different kinds are two answers: only a city or town stands for its surroundings.
  return first <= KIND_ORDER.indexOf("town") ? kept : places;
}
