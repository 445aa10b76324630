import { offsetMinutes } from "../state/instant.ts";
import { LANGUAGES, type Lang } from "./languages.ts";

const HOURS_PER_DAY = 24;
/** Above this, people think in days. */
const DAYS_FROM_HOURS = 72;

export interface Format {
  /** Plain number, at most `digits` decimals. */
  number(value: number, digits?: number): string;
  usd(value: number): string;
  percent(share: number): string;
  km(value: number): string;
  /** CO2e in kilograms, shown in tonnes from one tonne on. */
  mass(kg: number): string;
  /** A duration in hours: "31 hr" up to three days, "12.3 days" above. */
  duration(hours: number): string;
  days(days: number): string;
  /** Calendar date given as YYYY-MM-DD, YYYY-MM or YYYY, no more exact than given. */
  day(iso: string): string;
  /** Day, with weekday, of an instant on the clocks of a zone. */
  dateIn(instant: string | Date, zone: string): string;
  /** Weekday and date of a calendar day YYYY-MM-DD: "Fri 15 Jan". */
  weekday(iso: string): string;
  dateTimeIn(instant: string | Date, zone: string): string;
  /** Date with its year, time and offset of an instant on the clocks of a zone. */
  momentIn(instant: string | Date, zone: string): string;
  /** "UTC+5" of a zone at an instant. */
  zone(instant: string | Date, zone: string): string;
  country(code: string): string;
  list(items: readonly string[]): string;
}

/** Numbers, dates and names of countries as the language writes them. */
export function makeFormat(lang: Lang): Format {
  const locale = LANGUAGES[lang].intl;
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const unit = (value: number, name: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    })
      .format(value)
      // A figure and its unit are not parted at the end of a line.
      .replaceAll(" ", "\u00A0");
  // Latin signs of units keep to their number's right inside right-to-left text.
  const ltr = (text: string) => (LANGUAGES[lang].dir === "rtl" ? `\u2066${text}\u2069` : text);
  return {
    number,
    usd: (value) =>
      new Intl.NumberFormat(locale, {
        style: "currency",
        currency: "USD",
        currencyDisplay: "code",
        maximumFractionDigits: 0,
      }).format(value),
    percent: (share) => formatPercent(locale, share),
    km: (value) => unit(value, "kilometer", 0),
    mass: (kg) =>
      kg >= 1000 ? `${number(kg / 1000, 1)} ${LANGUAGES[lang].tonne}` : ltr(unit(kg, "kilogram", 0)),
    duration: (hours) =>
      hours >= DAYS_FROM_HOURS
        ? unit(hours / HOURS_PER_DAY, "day", 1)
        : unit(hours, "hour", hours < 10 ? 1 : 0),
    days: (days) => unit(days, "day", 0),
    ...dateFormat(locale),
    country: (code) => countryName(lang, code),
    list: (items) => new Intl.ListFormat(locale, { type: "conjunction", style: "narrow" }).format(items),
  };
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

function dateFormat(
  locale: string,
): Pick<Format, "day" | "weekday" | "dateIn" | "dateTimeIn" | "momentIn" | "zone"> {
  const day = { weekday: "short", day: "numeric", month: "short" } as const;
  return {
    day: (iso) =>
      new Intl.DateTimeFormat(locale, { ...precision(iso), timeZone: "UTC" }).format(dayStart(iso)),
    weekday: (iso) => new Intl.DateTimeFormat(locale, { ...day, timeZone: "UTC" }).format(dayStart(iso)),
    dateIn: (instant, zone) =>
      new Intl.DateTimeFormat(locale, { ...day, timeZone: zone }).format(new Date(instant)),
    dateTimeIn: (instant, zone) =>
      new Intl.DateTimeFormat(locale, {
        ...day,
        ...CLOCK,
        timeZone: zone,
      }).format(new Date(instant)),
    momentIn: (instant, zone) => {
      const style = { ...day, ...CLOCK, year: "numeric", timeZone: zone } as const;
      const said = new Intl.DateTimeFormat(locale, style).format(new Date(instant));
      return `${said} ${zoneLabel(offsetMinutes(new Date(instant), zone))}`;
    },
    zone: (instant, zone) => zoneLabel(offsetMinutes(new Date(instant), zone)),
  };
}

/** As exact as the date itself: to the day, the month or the year. */
function precision(iso: string): Intl.DateTimeFormatOptions {
  if (iso.length <= 4) return { year: "numeric" };
  if (iso.length <= 7) return { month: "short", year: "numeric" };
  return { day: "numeric", month: "short", year: "numeric" };
}

function dayStart(iso: string): Date {
  const [year = "1970", month = "01", day = "01"] = iso.slice(0, 10).split("-");
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
}

/** Never claims certainty that draws cannot give: "<1 %" and ">99 %" at the ends. */
function formatPercent(locale: string, share: number): string {
  const format = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  if (share > 0 && share < 0.01) return `<${format.format(0.01)}`;
  if (share < 1 && share > 0.99) return `>${format.format(0.99)}`;
  return format.format(share);
}

function zoneLabel(minutes: number): string {
  const hours = minutes / 60;
  const size = Math.abs(hours);
  const rest = Math.round((size % 1) * 60);
  return `UTC${hours < 0 ? "−" : "+"}${Math.trunc(size)}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}

/** Names that a state asks for and that Intl does not give. */
const COUNTRIES: Readonly<Record<string, string>> = { "ru-RU/KG": "Кыргызстан" };

/** Name of a country by its ISO 3166 code of two letters. */
export function countryName(lang: Lang, code: string): string {
  const locale = LANGUAGES[lang].intl;
  const asked = COUNTRIES[`${locale}/${code}`];
  if (asked !== undefined) return asked;
  try {
    return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
