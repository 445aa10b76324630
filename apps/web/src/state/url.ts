import { LANGS, type Lang } from "../i18n/locales.ts";
import { defaultForm, type FormState, MODES, PREFERENCES, UNITS } from "./form.ts";

/** How the answer is looked at; together with the form it is the whole state of the page. */
interface ViewState {
  /** Null: the language that the browser asks for. */
  readonly lang: Lang | null;
  /** Id of the chosen option; null = the first. */
  readonly option: string | null;
  readonly view: "cards" | "table";
  readonly map: "auto" | "svg";
  /** Id of the crossing whose panel is open. */
  readonly crossing: string | null;
}

export interface PageState extends ViewState {
  readonly form: FormState;
}

const LISTS = { xc: "excludeCountries", xx: "excludeCrossings", xm: "excludeModes", via: "via" } as const;
const TEXTS = {
  from: "from",
  to: "to",
  ready: "ready",
  deadline: "deadline",
  hs: "hs",
  t: "tonnes",
  value: "valueUsd",
  reg: "registration",
  driver: "driver",
  asOf: "asOf",
  seed: "seed",
  draws: "draws",
} as const;
/** Written even when they equal the default: the default of tomorrow is another. */
const ALWAYS: ReadonlySet<string> = new Set(["from", "to", "ready", "deadline", "hs", "t"]);
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const MAX_TEXT = 120;
const MAX_LIST = 40;

/** The state as a query string without "?"; the same state always gives the same string. */
export function encodeState(state: PageState, now: Date): string {
  const search = new URLSearchParams();
  encodeForm(search, state.form, defaultForm(now));
  if (state.option !== null) search.set("option", state.option);
  if (state.view !== "cards") search.set("view", state.view);
  if (state.map !== "auto") search.set("map", state.map);
  if (state.crossing !== null) search.set("crossing", state.crossing);
  if (state.lang !== null) search.set("lang", state.lang);
  return search.toString();
}

function encodeForm(search: URLSearchParams, form: FormState, base: FormState): void {
  for (const [key, field] of Object.entries(TEXTS)) {
    if (ALWAYS.has(key) || form[field] !== base[field]) search.set(key, form[field]);
  }
  for (const [key, field] of Object.entries(LISTS)) for (const item of form[field]) search.append(key, item);
  if (form.unit !== base.unit) search.set("unit", form.unit);
  if (form.drivers !== base.drivers) search.set("drivers", form.drivers);
  if (form.prefer !== base.prefer) search.set("prefer", form.prefer);
  if (form.papers !== base.papers) search.set("papers", form.papers);
  if (form.reefer) search.set("reefer", "1");
  if (form.dangerous) search.set("dangerous", "1");
}

/** Reads a query string; what is missing or makes no sense takes its default. Never throws. */
export function decodeState(query: string, now: Date): PageState {
  const search = new URLSearchParams(query);
  return {
    form: decodeForm(search, defaultForm(now)),
    option: search.get("option")?.slice(0, MAX_TEXT) || null,
    view: oneOf(search.get("view"), ["cards", "table"], "cards"),
    map: oneOf(search.get("map"), ["auto", "svg"], "auto"),
    crossing: identOf(search.get("crossing")),
    lang: oneOf<Lang | null>(search.get("lang"), LANGS, null),
  };
}

function decodeForm(search: URLSearchParams, base: FormState): FormState {
  const text = (key: keyof typeof TEXTS) => search.get(key)?.slice(0, MAX_TEXT) ?? base[TEXTS[key]];
  const list = (key: keyof typeof LISTS) =>
    search
      .getAll(key)
      .slice(0, MAX_LIST)
      .map((item) => item.slice(0, MAX_TEXT));
  return {
    ...base,
    from: text("from"),
    to: text("to"),
    ready: localTime(search.get("ready"), base.ready),
    deadline: search.get("deadline") === "" ? "" : localTime(search.get("deadline"), base.deadline),
    hs: text("hs"),
    tonnes: text("t"),
    valueUsd: text("value"),
    registration: text("reg"),
    driver: text("driver"),
    asOf: text("asOf"),
    seed: text("seed"),
    draws: text("draws"),
    unit: oneOf(search.get("unit"), UNITS, base.unit),
    drivers: oneOf(search.get("drivers"), ["1", "2"], base.drivers),
    prefer: oneOf(search.get("prefer"), PREFERENCES, base.prefer),
    papers: oneOf(search.get("papers"), ["held", "to-get"], base.papers),
    reefer: search.get("reefer") === "1",
    dangerous: search.get("dangerous") === "1",
    excludeCountries: list("xc"),
    excludeCrossings: list("xx"),
    excludeModes: list("xm").flatMap((mode) => MODES.filter((known) => known === mode)),
    via: list("via"),
  };
}

function identOf(text: string | null): string | null {
  return text !== null && text.length <= MAX_TEXT && /^[a-z0-9-]+$/.test(text) ? text : null;
}

/** A bare date is accepted, as in the API: it means 08:00. */
function localTime(text: string | null, fallback: string): string {
  if (text === null) return fallback;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text}T08:00`;
  return LOCAL_TIME.test(text) ? text : fallback;
}

function oneOf<T>(text: string | null, allowed: readonly T[], fallback: T): T {
  return allowed.find((value) => value === text) ?? fallback;
}
