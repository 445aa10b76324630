import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Network, SourceRecord } from "../api/contract.ts";
import { type Text, useText } from "../i18n/text-context.tsx";
import { bare } from "./bare.ts";

export interface Names {
  /** Name of a place by id, or by its usual name, in the page's language; an unknown id made readable. */
  place(id: string): string;
  /** Name of a crossing by id, or of a stretch of road that can close as a crossing does. */
  crossing(id: string): string;
  /** Whether an id is that of a crossing, which has a panel of its own. */
  isCrossing(id: string): boolean;
  /** Name behind any of these ids; undefined when it is none of them. */
  known(id: string): string | undefined;
  zone(place: string): string | undefined;
  source(id: string): SourceRecord | undefined;
}

const NamesContext = createContext<Names | null>(null);

export function NamesProvider(props: { network: Network | undefined; children: ReactNode }) {
  const text = useText();
  const names = useMemo(() => makeNames(props.network, text), [props.network, text]);
  return <NamesContext value={names}>{props.children}</NamesContext>;
}

/** Names of places, crossings and sources by id. */
export function useNames(): Names {
  const names = useContext(NamesContext);
  if (names === null) throw new Error("useNames outside of NamesProvider");
  return names;
}

function makeNames(network: Network | undefined, text: Text): Names {
  const places = new Map(network?.places.map((place) => [place.id, place]));
  const byName = new Map(network?.places.map((place) => [place.name, place]));
  const links = new Map(network?.links.map((link) => [link.id, link]));
  const crossings = new Map(network?.crossings.map((crossing) => [crossing.id, crossing]));
  const place = (id: string) => {
    const found = places.get(id) ?? byName.get(id);
    return found === undefined ? readable(id) : text.placeName(found);
  };
  const way = (id: string) => {
    const found = links.get(bare(id));
    return found === undefined ? undefined : `${place(found.from)} – ${place(found.to)}`;
  };
  const crossing = (id: string) => {
    const found = crossings.get(bare(id));
    if (found === undefined) return way(id) ?? readable(bare(id));
    if (text.lang === "en") return found.name;
    const ends = [place(found.from), place(found.to)];
    return [...new Set(ends)].join(" – ");
  };
  return {
    place,
    crossing,
    isCrossing: (id) => crossings.has(bare(id)),
    known: (id) => {
      if (places.has(id)) return place(id);
      return crossings.has(bare(id)) ? crossing(id) : way(id);
    },
    zone: (id) => places.get(id)?.zone,
    source: (id) => network?.sources[id],
  };
}

function readable(id: string): string {
  if (!/^[a-z0-9]+(-{1,2}[a-z0-9]+)*$/.test(id)) return id;
  return id
    .replace(/--/g, " – ")
    .replace(
      /(^|[ -])([a-z])/g,
      (_, gap: string, letter: string) => (gap === "-" ? " " : gap) + letter.toUpperCase(),
    );
}
