import { originKey } from "./build-network.ts";
import { eachObject, recordsOf } from "./check/records.ts";
import { namedSources } from "./check/sources.ts";
import type { DataKind } from "./data-kind.ts";
import type { Issue } from "./error.ts";
import type { Network } from "./network.ts";

/**
 * Records that nothing in the data uses, with file, JSON pointer and reason: calendars of no link or crossing,
 * places where nothing ends, sources behind no value, holidays of a country without a place. No fault, but
 * mostly a slip of the pen or the rest of a change.
 */
export function unusedRecords(network: Network): readonly Issue[] {
  const { calendars, places, sources, holidays } = network;
  return [
    ...without(
      network,
      "calendars",
      calendars.keys(),
      calendarsNamed(network),
      "no link or crossing keeps it",
    ),
    ...without(network, "places", places.keys(), endsOf(network), "no link or crossing ends here"),
    ...without(network, "sources", sources.keys(), sourcesNamed(network), "no value rests on it"),
    ...without(network, "holidays", holidays.keys(), countriesOf(network), "no place lies in this country"),
  ];
}

function without(
  network: Network,
  kind: DataKind,
  keys: Iterable<string>,
  used: ReadonlySet<string>,
  why: string,
): readonly Issue[] {
  return [...keys]
    .filter((key) => !used.has(key))
    .map((key) => {
      const { file, path } = network.origins.get(originKey(kind, key)) ?? { file: kind, path: `/${key}` };
      return { file, path, reason: `${key}: ${why}` };
    });
}

function calendarsNamed({ links, crossings }: Network): ReadonlySet<string> {
  const ofLinks = [...links.values()].map(({ calendar }) => calendar);
  const ofCrossings = [...crossings.values()].flatMap((crossing) => [
    crossing.calendarOut,
    crossing.calendarBack,
  ]);
  return new Set([...ofLinks, ...ofCrossings].filter((id) => id !== undefined));
}

function endsOf({ links, crossings }: Network): ReadonlySet<string> {
  return new Set([...links.values(), ...crossings.values()].flatMap(({ from, to }) => [from, to]));
}

function sourcesNamed(network: Network): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { record } of recordsOf(network)) {
    eachObject(record, (object) => {
      for (const { id } of namedSources(object)) named.add(id);
    });
  }
  return named;
}

function countriesOf({ places }: Network): ReadonlySet<string> {
  return new Set([...places.values()].map(({ country }) => country));
}
