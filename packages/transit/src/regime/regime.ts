import type { Basis } from "@rahdari/network";
import type { FlagName, ListName, ParameterName, Regime, RegimeId, Row, Status, Union } from "./schema.ts";

/** All regimes and customs unions, as the data has them. */
export type Regimes = {
  readonly regimes: ReadonlyMap<RegimeId, Regime>;
  readonly unions: readonly Union[];
};

/** A value that holds on a day, with where it comes from. */
export type Parameter<Value> = {
  readonly value: Value;
  readonly article: string;
  readonly basis: Basis;
  readonly reading: string | undefined;
};

export type RulesOptions = {
  readonly territory?: string;
  /** Readings that were chosen, by parameter; the data's own choice where none was. */
  readonly readings?: Readonly<Record<string, string>>;
};

/** What a regime says on one day, in one territory, by one choice of readings. */
export type Rules = {
  /** `not-in-force` where the data knows of none. */
  readonly status: Status;
  number(name: ParameterName): Parameter<number> | undefined;
  flag(name: FlagName): Parameter<boolean> | undefined;
  list(name: ListName): Parameter<readonly string[]> | undefined;
};

/** Day of a moment in UTC, YYYY-MM-DD: the day by which parameters of a regime are taken. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

type Span = { readonly from?: string | undefined; readonly until?: string | undefined };

export function holds({ from, until }: Span, day: string): boolean {
  return (from === undefined || from <= day) && (until === undefined || day < until);
}

/** The rules of a regime on a day, YYYY-MM-DD. What the data does not say is undefined, never a default. */
export function rulesAt(regimes: Regimes, id: RegimeId, day: string, options: RulesOptions = {}): Rules {
  const regime = regimes.regimes.get(id);
  const find = (name: Row["name"]) => regime && rowAt(regime, name, day, options);
  return {
    status: regime?.status.find((one) => holds(one, day))?.value ?? "not-in-force",
    number: (name) => parameterOf<number>(find(name)),
    flag: (name) => parameterOf<boolean>(find(name)),
    list: (name) => parameterOf<readonly string[]>(find(name)),
  };
}

/** A row for the territory goes before one for all. */
function rowAt(
  regime: Regime,
  name: Row["name"],
  day: string,
  { territory, readings }: RulesOptions,
): Row | undefined {
  const reading = readings?.[name] ?? regime.defaults[name]?.reading;
  const now = regime.parameters.filter((row) => row.name === name && holds(row, day));
  const read = now.filter((row) => row.reading === undefined || row.reading === reading);
  return (
    read.find((row) => row.territory === territory && territory !== undefined) ??
    read.find((row) => row.territory === undefined)
  );
}

function parameterOf<Value>(row: Row | undefined): Parameter<Value> | undefined {
  if (!row || row.value === null) return undefined;
  const { value, article, basis, reading } = row;
  return { value: value as Value, article, basis, reading };
}

/** Whether a treaty binds a state on a day. */
export function isParty(regimes: Regimes, id: RegimeId, country: string, day: string): boolean {
  const parties = regimes.regimes.get(id)?.parties;
  return parties === "any" || (parties?.some((one) => one.country === country && holds(one, day)) ?? false);
}

/** Customs territory of a country on a day: its union, or itself. */
export function territoryOf({ unions }: Regimes, country: string, day: string): string {
  const of = unions.find(({ members }) => members.some((one) => one.country === country && holds(one, day)));
  return of?.id ?? country;
}

/** Countries of a customs territory on a day. */
export function membersOf({ unions }: Regimes, territory: string, day: string): string[] {
  const union = unions.find(({ id }) => id === territory);
  return union ? union.members.filter((one) => holds(one, day)).map(({ country }) => country) : [territory];
}
