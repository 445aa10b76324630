import type { z } from "zod";
import { AccessRule } from "./schema/access.ts";
import { Country } from "./schema/basis.ts";
import { Calendar, Holidays } from "./schema/calendar.ts";
import { Closure } from "./schema/closure.ts";
import { Crossing } from "./schema/crossing.ts";
import { Indicator, Project } from "./schema/indicator.ts";
import { Journey } from "./schema/journey.ts";
import { Link } from "./schema/link.ts";
import { Paper } from "./schema/paper.ts";
import { Place } from "./schema/place.ts";
import { Source, Sources } from "./schema/source.ts";

/** One record of each kind, named as the files are: `KIND.json` or `KIND/*.json`. */
export const recordSchemas = {
  places: Place,
  sources: Source,
  links: Link,
  crossings: Crossing,
  calendars: Calendar,
  closures: Closure,
  access: AccessRule,
  papers: Paper,
  holidays: Holidays.valueType,
  indicators: Indicator,
  projects: Project,
  journeys: Journey,
} as const;

/** Kinds of records, named as their files are. */
export type DataKind = keyof typeof recordSchemas;
export type RecordOf<Kind extends DataKind> = z.infer<(typeof recordSchemas)[Kind]>;
/** Holidays of one country with the basis of the table. */
export type CountryHolidays = RecordOf<"holidays">;

export const dataKinds: readonly DataKind[] = Object.keys(recordSchemas).filter(isDataKind);

export function isDataKind(name: string): name is DataKind {
  return Object.hasOwn(recordSchemas, name);
}

/** Schema of the keys of the kinds that are objects from key to record; the others are arrays of records. */
export const tableKeys: Partial<Record<DataKind, z.ZodType<string>>> = {
  sources: Sources.keyType,
  holidays: Country,
};

/** Name that a record of an array goes by: what must be unique, and what a later layer replaces. */
export function recordKey(record: { readonly id: string } | Indicator): string {
  return "id" in record ? record.id : `${record.area}-${record.mode}-${record.year}`;
}
