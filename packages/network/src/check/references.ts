import type { DataKind } from "../data-kind.ts";
import type { Network } from "../network.ts";
import { pointer } from "../pointer.ts";
import type { Fault } from "./fault.ts";

/** Ids that records name must exist. Sources have their own check. */
export function checkReferences(network: Network): readonly Fault[] {
  return [
    ...linkReferences(network),
    ...crossingReferences(network),
    ...calendarReferences(network),
    ...closureReferences(network),
    ...accessReferences(network),
    ...paperReferences(network),
    ...journeyReferences(network),
  ];
}

type Target = "places" | "links" | "crossings" | "calendars" | "papers" | "holidays";
type Reference = readonly [path: readonly (string | number)[], target: Target, id: string | undefined];

function broken(network: Network, kind: DataKind, key: string, references: readonly Reference[]): Fault[] {
  return references.flatMap(([path, target, id]) => {
    if (id === undefined || network[target].has(id)) return [];
    return [{ kind, key, path: pointer(path), reason: `no ${id} in ${target}` }];
  });
}

function each(field: readonly string[], target: Target, ids: readonly string[] | undefined): Reference[] {
  return (ids ?? []).map((id, index): Reference => [[...field, index], target, id]);
}

function linkReferences(network: Network): Fault[] {
  return [...network.links.values()].flatMap((link) =>
    broken(network, "links", link.id, [
      [["from"], "places", link.from],
      [["to"], "places", link.to],
      [["calendar"], "calendars", link.calendar],
      ...each(["includesCrossings"], "crossings", link.includesCrossings),
    ]),
  );
}

function crossingReferences(network: Network): Fault[] {
  return [...network.crossings.values()].flatMap((crossing) =>
    broken(network, "crossings", crossing.id, [
      [["from"], "places", crossing.from],
      [["to"], "places", crossing.to],
      [["calendarOut"], "calendars", crossing.calendarOut],
      [["calendarBack"], "calendars", crossing.calendarBack],
    ]),
  );
}

function calendarReferences(network: Network): Fault[] {
  const keys = new Set([...network.holidays.values()].flatMap(({ days }) => days.map((day) => day.key)));
  return [...network.calendars.values()].flatMap((calendar) =>
    calendar.periods.flatMap((period, index) => [
      ...broken(
        network,
        "calendars",
        calendar.id,
        each(["periods", String(index), "holidaysOf"], "holidays", period.holidaysOf),
      ),
      ...(period.onlyHolidays ?? []).flatMap((key, at) => {
        const path = pointer(["periods", index, "onlyHolidays", at]);
        const reason = `no holiday has the key ${key}`;
        return keys.has(key) ? [] : [{ kind: "calendars" as const, key: calendar.id, path, reason }];
      }),
    ]),
  );
}

function closureReferences(network: Network): Fault[] {
  return network.closures.flatMap(({ id, on }) => {
    if ("crossing" in on)
      return broken(network, "closures", id, [[["on", "crossing"], "crossings", on.crossing]]);
    if ("link" in on) return broken(network, "closures", id, [[["on", "link"], "links", on.link]]);
    return broken(network, "closures", id, [[["on", "place"], "places", on.place]]);
  });
}

function accessReferences(network: Network): Fault[] {
  return network.access.flatMap((rule) =>
    broken(network, "access", rule.id, [
      [["on", "crossing"], "crossings", "crossing" in rule.on ? rule.on.crossing : undefined],
      [["on", "link"], "links", "link" in rule.on ? rule.on.link : undefined],
      ...each(["papers"], "papers", rule.papers),
    ]),
  );
}

function paperReferences(network: Network): Fault[] {
  return [...network.papers.values()].flatMap((paper) =>
    broken(network, "papers", paper.id, [
      ...each(["needed", "crossing"], "crossings", paper.needed.crossing),
      ...each(["insteadOf"], "papers", paper.insteadOf),
    ]),
  );
}

function journeyReferences(network: Network): Fault[] {
  return network.journeys.flatMap((journey) =>
    broken(network, "journeys", journey.id, each(["via"], "places", journey.via)),
  );
}
