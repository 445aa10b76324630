/**
 * Writes data/network/holidays.json anew; run by hand: `node scripts/with-node.mjs scripts/holidays.ts`.
 *
 * PK, CN, KZ, UZ, IR, AE, TR come from the npm package date-holidays (data CC BY 3.0), with the corrections
 * of holiday-tables.ts; AF, KG, TJ, TM from the tables there. Islamic days are computed in the Umm al-Qura
 * calendar and may fall a day earlier or later by the sighting of the moon.
 */
import { writeFileSync } from "node:fs";
import Holidays, { type HolidaysTypes } from "date-holidays";
import type { Basis } from "../packages/network/src/schema/basis.ts";
import type { Holiday } from "../packages/network/src/schema/calendar.ts";
import { chineseLeave, corrections, type OwnRule, ownRules } from "./holiday-tables.ts";

const FIRST_YEAR = 2018;
const LAST_YEAR = 2029;
const DAY_MS = 86_400_000;
const MOON =
  /Muharram|Safar|Rabi al-awwal|Rabi al-thani|Jumada|Rajab|Shaban|Ramadan|Shawwal|Dhu al-Qidah|Dhu al-Hijjah/;
/** How the library marks a day off for a holiday that falls on a weekend. */
const SUBSTITUTE = " (substitute day)";
const LIBRARY_COUNTRIES = ["PK", "CN", "KZ", "UZ", "IR", "AE", "TR"];

const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, n) => FIRST_YEAR + n);

/** The day `count` days after an ISO date. */
function plusDays(date: string, count: number): string {
  return new Date(Date.parse(date) + count * DAY_MS).toISOString().slice(0, 10);
}

function span(first: string, days: number): string[] {
  return Array.from({ length: days }, (_, n) => plusDays(first, n));
}

function fromLibrary(country: string): Holiday[] {
  const library = new Holidays(country, { languages: ["en"] });
  return years
    .flatMap((year) => library.getHolidays(year))
    .filter((entry) => entry.type === "public" && !/^\d{4}-/.test(entry.rule))
    .flatMap((entry) => expand(country, entry));
}

function expand(country: string, entry: HolidaysTypes.Holiday): Holiday[] {
  const slug = slugOf(entry.name);
  const first = entry.date.slice(0, 10);
  const freeSince = corrections[country]?.[slug] ?? FIRST_YEAR;
  if (Number(first.slice(0, 4)) < freeSince) return [];
  // A day off in lieu has a key of its own: posts that shut on the holiday itself work on it.
  const inLieu = entry.name.endsWith(SUBSTITUTE);
  const key = `${country.toLowerCase()}-${inLieu ? "day-in-lieu" : slug}`;
  const name = inLieu ? "Day off in lieu of a holiday" : entry.name;
  const moon = MOON.test(entry.rule) ? { plusMinusDays: 1 } : {};
  return span(first, daysOf(entry.rule)).map((date) => ({ date, key, name, ...moon }));
}

/** `P3D` and `PT90H` at the end of a rule; the half day before a Turkish feast is not counted. */
function daysOf(rule: string): number {
  const [, days, hours] = /P(?:(\d+)D|T(\d+)H)$/.exec(rule) ?? [];
  if (days !== undefined) return Number(days);
  return hours === undefined ? 1 : Math.floor(Number(hours) / 24);
}

function slugOf(name: string): string {
  return name
    .replace(SUBSTITUTE, "")
    .replaceAll(/['’]/g, "")
    .replace(/^.*\(Eid al-(Fitr|Adha)\)$/, "Eid al-$1")
    .replace(/^.*\(Mawlid\)$/, "Mawlid")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function fromTable(country: string, rules: readonly OwnRule[]): Holiday[] {
  const prefix = country.toLowerCase();
  return rules.flatMap((rule) =>
    years
      .filter((year) => year >= (rule.since ?? FIRST_YEAR) && year <= (rule.until ?? LAST_YEAR))
      .flatMap((year) => datesOf(rule, year))
      .map((date) => ({
        date,
        key: `${prefix}-${rule.key}`,
        name: rule.name,
        ...(rule.hijri === undefined ? {} : { plusMinusDays: 1 }),
      })),
  );
}

function datesOf(rule: OwnRule, year: number): string[] {
  const { civil, hijri } = rule;
  if (civil !== undefined) return [`${year}-${civil}`];
  if (hijri === undefined) return [];
  return span(`${year}-01-01`, 366)
    .filter((date) => date.startsWith(`${year}-`) && isHijri(date, hijri.month, hijri.day))
    .flatMap((date) => span(date, hijri.days));
}

const hijriFormat = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura", {
  timeZone: "UTC",
  month: "numeric",
  day: "numeric",
});

function isHijri(date: string, month: number, day: number): boolean {
  const parts = hijriFormat.formatToParts(Date.parse(date));
  const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return value("month") === month && value("day") === day;
}

/** Statutory days as the law counts them since 2014 and since 2025, then the ordered leave around them. */
function chinese(): Holiday[] {
  const statutory = fromLibrary("CN").filter((day) => day.key !== "cn-spring-festival");
  const known = [...statutory, ...years.flatMap(springFestival), ...secondOfMay()];
  const taken = new Set(known.map((day) => day.date));
  const leave = chineseLeave.flatMap(([key, from, to]) =>
    span(from, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1)
      .filter((date) => !taken.has(date))
      .map((date) => ({ date, key: `cn-${key}-leave`, name: "Leave by order of the State Council" })),
  );
  return [...known, ...leave];
}

/** First three days of the lunar year; with New Year's Eve since 2025. */
function springFestival(year: number): Holiday[] {
  const days = new Holidays("CN").getHolidays(year).filter((day) => day.rule === "chinese 01-0-01");
  return days.flatMap(({ date }) => {
    const first = plusDays(date.slice(0, 10), year < 2025 ? 0 : -1);
    const length = year < 2025 ? 3 : 4;
    return span(first, length).map((day) => ({
      date: day,
      key: "cn-spring-festival",
      name: "Spring Festival",
    }));
  });
}

function secondOfMay(): Holiday[] {
  return years
    .filter((year) => year >= 2025)
    .map((year) => ({ date: `${year}-05-02`, key: "cn-labour-day", name: "Labour Day" }));
}

/** One entry a date and festival, in the order of dates; a day in lieu only where nothing else is kept. */
function tidy(days: readonly Holiday[]): Holiday[] {
  const inLieu = ({ key }: Holiday) => key.endsWith("-day-in-lieu");
  const kept = new Set(days.filter((day) => !inLieu(day)).map(({ date }) => date));
  const wanted = days.filter((day) => !inLieu(day) || !kept.has(day.date));
  const byKey = new Map(wanted.map((day) => [`${day.date} ${day.key}`, day]));
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day);
}

const tableNote =
  "own table of fixed civil days from general knowledge; Islamic days by the Umm al-Qura calendar";
const ownBasis: Readonly<Record<string, Basis>> = {
  KG: {
    estimated: `${tableNote}; since 2025 the days that the Labour Code of that year leaves free, the New Year holidays since 2026`,
    sources: ["kabar-2025-02-04", "sayasat-2025-12-12"],
  },
};
const libraryNote =
  "rules of the npm package date-holidays 3.37 (data CC BY 3.0); Islamic days may differ by one";
const table = [
  ...LIBRARY_COUNTRIES.map((country) => ({
    country,
    basis: {
      derived:
        country === "CN"
          ? `${libraryNote}; Spring Festival, 2 May and the ordered leave of 2018-2026 from own tables`
          : libraryNote,
    },
    days: country === "CN" ? chinese() : fromLibrary(country),
  })),
  ...Object.entries(ownRules).map(([country, rules]) => ({
    country,
    basis: ownBasis[country] ?? { estimated: tableNote },
    days: fromTable(country, rules),
  })),
];

const lines = table
  .toSorted((a, b) => (a.country < b.country ? -1 : 1))
  .map(({ country, basis, days }) => {
    const rows = tidy(days).map((day) => `      ${JSON.stringify(day)}`);
    return `  "${country}": {\n    "basis": ${JSON.stringify(basis)},\n    "days": [\n${rows.join(",\n")}\n    ]\n  }`;
  });
writeFileSync(new URL("../data/network/holidays.json", import.meta.url), `{\n${lines.join(",\n")}\n}\n`);
