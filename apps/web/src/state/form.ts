/** What stands in the form, as typed: text stays text until it is sent. Dates are local to the place concerned. */
export interface FormState {
  readonly from: string;
  readonly to: string;
  /** "YYYY-MM-DDTHH:mm" in the zone of `from`. */
  readonly ready: string;
  /** "YYYY-MM-DDTHH:mm" in the zone of `to`; "" = none. */
  readonly deadline: string;
  readonly hs: string;
  readonly tonnes: string;
  readonly valueUsd: string;
  readonly reefer: boolean;
  readonly dangerous: boolean;
  readonly unit: UnitName;
  readonly registration: string;
  readonly driver: string;
  readonly drivers: "1" | "2";
  readonly prefer: Preference;
  readonly excludeCountries: readonly string[];
  readonly excludeCrossings: readonly string[];
  readonly excludeModes: readonly ModeName[];
  readonly via: readonly string[];
  readonly papers: "held" | "to-get";
  /** "YYYY-MM-DD"; "" = today. */
  readonly asOf: string;
  readonly seed: string;
  readonly draws: string;
}

export const UNITS = ["truck", "container", "wagon"] as const;
type UnitName = (typeof UNITS)[number];
export const PREFERENCES = ["balanced", "time", "cost", "reliability", "co2e", "handovers"] as const;
type Preference = (typeof PREFERENCES)[number];
export const MODES = ["road", "rail", "sea", "air"] as const;
type ModeName = (typeof MODES)[number];
/** States that the network's ways cross. */
export const COUNTRIES = [
  "PK",
  "KZ",
  "CN",
  "KG",
  "UZ",
  "AF",
  "TM",
  "TJ",
  "IR",
  "TR",
  "RU",
  "AE",
  "IN",
  "OM",
  "AZ",
  "GE",
] as const;

const DEADLINE_DAYS = 21;
/** Hour that a bare date stands for in the API. */
export const DEFAULT_TIME = "08:00";

/** The form before anyone touches it: mandarins from Lahore, ready on the Monday after `now`. */
export function defaultForm(now: Date): FormState {
  const ready = nextMonday(now);
  return {
    from: "lahore",
    to: "almaty",
    ready: `${isoDay(ready)}T${DEFAULT_TIME}`,
    deadline: `${isoDay(addDays(ready, DEADLINE_DAYS))}T${DEFAULT_TIME}`,
    hs: "080521",
    tonnes: "20",
    valueUsd: "",
    reefer: false,
    dangerous: false,
    unit: "truck",
    registration: "PK",
    driver: "PK",
    drivers: "1",
    prefer: "balanced",
    excludeCountries: [],
    excludeCrossings: [],
    excludeModes: [],
    via: [],
    papers: "held",
    asOf: "",
    seed: "1",
    draws: "10000",
  };
}

/** The first Monday after the day of `now`, never the same day. */
export function nextMonday(now: Date): Date {
  const weekday = now.getDay();
  return addDays(now, weekday === 0 ? 1 : 8 - weekday);
}

function addDays(day: Date, days: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
}

function isoDay(day: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
