import type { Closure, Crossing, Link, Network, Place } from "@rahdari/network";

/**
 * A synthetic corridor for tests of behaviour; no figure in it is a fact. From `start` (PK) two borders lead to
 * `goal` (KZ): `short` in about two days and `long` in about four.
 */
const basis = { estimated: "synthetic" };
const figure = (value: number) => ({ value, basis });

function place(id: string, country: string, lon: number, lat: number): Place {
  const coordinates = { accuracyKm: 1, basis };
  return { id, name: id, country, kind: "city", lat, lon, coordinates, zone: "UTC", modes: ["road"] };
}

function link(from: string, to: string, hours: number): Link {
  return {
    id: `${from}--${to}`,
    from,
    to,
    mode: "road",
    countries: [],
    distanceKm: figure(hours * 50),
    hours: { min: hours * 0.8, typical: hours, max: hours * 1.6, basis },
    cost: { per: "truck", typical: hours * 50, basis },
  };
}

function crossing(id: string, hours: number): Crossing {
  return {
    id,
    name: id,
    kind: "border",
    from: `${id}-a`,
    to: `${id}-b`,
    countries: ["PK", "KZ"],
    mode: "road",
    distanceKm: figure(1),
    hours: { p10: hours / 3, p50: hours, p90: hours * 3, basis },
    observations: [],
    fees: [],
  };
}

const PLACES = [
  place("start", "PK", 70, 30),
  place("short-a", "PK", 71, 32),
  place("short-b", "KZ", 71.1, 32),
  place("long-a", "PK", 75, 32),
  place("long-b", "KZ", 75.1, 32),
  place("goal", "KZ", 72, 35),
];
const LINKS = [
  link("start", "short-a", 8),
  link("short-b", "goal", 8),
  link("start", "long-a", 20),
  link("long-b", "goal", 20),
  link("short-a", "long-a", 12),
];

const byId = <T extends { readonly id: string }>(items: readonly T[]) =>
  new Map(items.map((item) => [item.id, item]));

export function syntheticNetwork(
  changes: { closures?: readonly Closure[]; links?: readonly Link[] } = {},
): Network {
  return {
    places: byId(PLACES),
    links: byId(changes.links ?? LINKS),
    crossings: byId([crossing("short", 6), crossing("long", 6)]),
    calendars: new Map(),
    papers: new Map(),
    holidays: new Map(),
    sources: new Map([["synthetic", { date: "2026-06-01" }]]),
    closures: changes.closures ?? [],
    access: [],
    indicators: [],
    projects: [],
    journeys: [],
    goods: new Map(),
    newestSource: "2026-06-01",
    origins: new Map(),
  };
}
