import type { NetworkPlace } from "../api/contract.ts";
import { brief } from "../ui/brief.ts";
import type { MapScene } from "./scene.ts";

const RANK: Readonly<Record<string, number>> = {
  city: 1,
  seaport: 1,
  "border-post": 2,
  pass: 2,
  "dry-port": 3,
  "rail-terminal": 3,
  town: 4,
  airport: 4,
  junction: 5,
};

/** A place of the chosen way with the name to write beside it. */
export interface LabelledPlace {
  readonly place: NetworkPlace;
  readonly name: string;
}

/**
 * Places on the chosen way, those that matter most first: its ends, cities and ports, posts, then the rest. Two
 * posts of one name, on either side of a border, are named once.
 */
export function labelledPlaces(
  scene: MapScene,
  chosen: string | null,
  nameOf: (place: NetworkPlace) => string,
): readonly LabelledPlace[] {
  const order = placesOf(scene, chosen);
  const rank = (place: NetworkPlace) => {
    const at = order.indexOf(place.id);
    return at === 0 || at === order.length - 1 ? 0 : (RANK[place.kind] ?? 5);
  };
  const placed = scene.places
    .filter((place) => order.includes(place.id))
    .sort((a, b) => rank(a) - rank(b))
    .map((place) => ({ place, name: brief(nameOf(place)) }));
  return placed.filter(({ name }, index) => placed.findIndex((other) => other.name === name) === index);
}

function placesOf(scene: MapScene, chosen: string | null): readonly string[] {
  const way = scene.ways.find((candidate) => candidate.option === chosen);
  return way?.places ?? [];
}
