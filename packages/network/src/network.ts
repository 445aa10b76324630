import type { CountryHolidays } from "./data-kind.ts";
import type { AccessRule } from "./schema/access.ts";
import type { Calendar } from "./schema/calendar.ts";
import type { Closure } from "./schema/closure.ts";
import type { Crossing } from "./schema/crossing.ts";
import type { Indicator, Project } from "./schema/indicator.ts";
import type { Journey } from "./schema/journey.ts";
import type { Link } from "./schema/link.ts";
import type { Paper } from "./schema/paper.ts";
import type { Place } from "./schema/place.ts";
import type { Source } from "./schema/source.ts";

/** Where a record was read: for messages about it. */
export type Origin = { readonly file: string; readonly path: string };

/**
 * The corridor's data, parsed and layered; never changed after loading. Maps are keyed by id (sources by
 * source id, holidays by ISO 3166-1 alpha-2 code) and keep the order of the files.
 */
export type Network = {
  readonly places: ReadonlyMap<string, Place>;
  readonly links: ReadonlyMap<string, Link>;
  readonly crossings: ReadonlyMap<string, Crossing>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly papers: ReadonlyMap<string, Paper>;
  readonly holidays: ReadonlyMap<string, CountryHolidays>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly closures: readonly Closure[];
  readonly access: readonly AccessRule[];
  readonly indicators: readonly Indicator[];
  readonly projects: readonly Project[];
  readonly journeys: readonly Journey[];
  /** HS 2022 code of 2, 4 or 6 digits -> its text in English; empty where the table is not installed. */
  readonly goods: ReadonlyMap<string, string>;
  /**
   * Date of the newest dated source, YYYY-MM-DD; a source dated to the month or year counts from its first
   * day, so that the data never look younger than they are. Null when no source has a date.
   */
  readonly newestSource: string | null;
  /** Key `kind/id` of a record -> file and JSON pointer it came from. */
  readonly origins: ReadonlyMap<string, Origin>;
};

/** Newest of the dates of sources, widened to the first day of its month or year; null without any. */
export function newestDate(sources: Iterable<Source>): string | null {
  let newest: string | null = null;
  for (const { date } of sources) {
    if (date === undefined) continue;
    const day = `${date}-01-01`.slice(0, 10);
    if (newest === null || day > newest) newest = day;
  }
  return newest;
}
