import type { EpochHours } from "@rahdari/units";
import { instantHours } from "@rahdari/units";
import { Temporal } from "temporal-polyfill";

const MS_PER_HOUR = 3_600_000;

/** An ISO date-time with zone as it is; a bare date as `clock` ("08:00") of that day in `zone`, or its end. */
export function localInstant(when: string, zone: string, clock: string | "end"): EpochHours {
  if (when.includes("T")) return instantHours(when);
  const day = Temporal.PlainDate.from(when);
  const local =
    clock === "end"
      ? day.add({ days: 1 }).toZonedDateTime({ timeZone: zone })
      : day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(clock) });
  return (local.epochMilliseconds / MS_PER_HOUR) as EpochHours;
}

/** The UTC calendar day of an instant. */
export function utcDay(at: EpochHours): string {
  return new Date(Math.round(at * MS_PER_HOUR)).toISOString().slice(0, 10);
}
