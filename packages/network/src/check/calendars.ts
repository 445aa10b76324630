import { type Period, weeklySpans } from "../compiled-calendar.ts";
import type { Network } from "../network.ts";
import { pointer } from "../pointer.ts";
import type { Fault } from "./fault.ts";

/** Clock times and seasons exist, and a calendar that never opens says so by an empty `weekly`. */
export function checkCalendars(network: Network): readonly Fault[] {
  return [...network.calendars.values()].flatMap((calendar) =>
    calendar.periods.flatMap((period, index) =>
      periodFaults(period).map(([path, reason]): Fault => {
        return { kind: "calendars", key: calendar.id, path: pointer(["periods", index, ...path]), reason };
      }),
    ),
  );
}

type Found = readonly [path: readonly (string | number)[], reason: string];

function periodFaults(period: Period): readonly Found[] {
  return [...clockFaults(period), ...seasonFaults(period), ...emptiness(period)];
}

function clockFaults(period: Period): readonly Found[] {
  const rules = period.weekly.map(({ open, close }, index) => ({
    at: ["weekly", index],
    from: open,
    to: close,
  }));
  const pauses = (period.pauses ?? []).map((pause, index) => ({ at: ["pauses", index], ...pause }));
  return [...rules, ...pauses].flatMap(({ at, from, to }): readonly Found[] => {
    if (from > "23:59") return [[at, `starts at ${from}: the day's last minute is 23:59`]];
    if (to > "24:00") return [[at, `ends at ${to}: the day ends at 24:00`]];
    return from === to ? [[at, `empty: from ${from} to ${to}`]] : [];
  });
}

/** 2024 stands for any year: 29 February is a day to close on. */
function seasonFaults({ season }: Period): readonly Found[] {
  return Object.entries(season ?? {})
    .filter(([, day]) => new Date(`2024-${day}T00:00:00Z`).toISOString().slice(5, 10) !== day)
    .map(([field, day]): Found => [["season", field], `no such day: ${day}`]);
}

function emptiness(period: Period): readonly Found[] {
  if (period.weekly.length === 0) return [];
  const open = Array.from({ length: 7 }, (_, weekday) => weeklySpans(period, weekday)).flat();
  return open.length > 0 ? [] : [[["pauses"], "the pauses leave no hour open"]];
}
