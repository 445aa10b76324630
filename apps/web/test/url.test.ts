import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANGS } from "../src/i18n/locales.ts";
import {
  COUNTRIES,
  defaultForm,
  type FormState,
  MODES,
  nextMonday,
  PREFERENCES,
  UNITS,
} from "../src/state/form.ts";
import { decodeState, encodeState, type PageState } from "../src/state/url.ts";

const NOW = new Date(2026, 10, 24, 12);
const text = fc.string({ maxLength: 60, unit: "grapheme" }).filter((value) => value.length <= 120);
const list = fc.array(text, { maxLength: 5 });
const day = fc
  .integer({ min: 0, max: 4000 })
  .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
const moment = fc.tuple(day, fc.integer({ min: 0, max: 1439 })).map(([date, minute]) => {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date}T${two(Math.trunc(minute / 60))}:${two(minute % 60)}`;
});

const form: fc.Arbitrary<FormState> = fc.record({
  from: text,
  to: text,
  ready: moment,
  deadline: fc.oneof(moment, fc.constant("")),
  hs: text,
  tonnes: text,
  valueUsd: text,
  reefer: fc.boolean(),
  dangerous: fc.boolean(),
  unit: fc.constantFrom(...UNITS),
  registration: fc.constantFrom("", ...COUNTRIES),
  driver: fc.constantFrom("", ...COUNTRIES),
  drivers: fc.constantFrom("1", "2"),
  prefer: fc.constantFrom(...PREFERENCES),
  excludeCountries: list,
  excludeCrossings: list,
  excludeModes: fc.uniqueArray(fc.constantFrom(...MODES)),
  via: list,
  papers: fc.constantFrom("held", "to-get"),
  asOf: fc.oneof(day, fc.constant("")),
  seed: text,
  draws: text,
});

const state: fc.Arbitrary<PageState> = fc.record({
  form,
  lang: fc.constantFrom(null, ...LANGS),
  option: fc.oneof(
    fc.constant(null),
    text.filter((value) => value !== ""),
  ),
  view: fc.constantFrom("cards", "table"),
  map: fc.constantFrom("auto", "svg"),
  crossing: fc.constantFrom(null, "torkham", "ak-tilek-karasu"),
});

describe("the address", () => {
  it("holds the whole state", () => {
    fc.assert(
      fc.property(state, (page) => {
        expect(decodeState(encodeState(page, NOW), NOW)).toEqual(page);
      }),
    );
  });

  it("keeps its meaning on another day", () => {
    const later = new Date(2027, 4, 3);
    const shared = encodeState(decodeState("", NOW), NOW);
    expect(decodeState(shared, later).form).toEqual(defaultForm(NOW));
  });

  it("reads anything without failing", () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        const once = decodeState(query, NOW);
        expect(decodeState(encodeState(once, NOW), NOW)).toEqual(once);
      }),
    );
  });

  it("accepts a bare date, which means 08:00", () => {
    expect(decodeState("ready=2027-01-11", NOW).form.ready).toBe("2027-01-11T08:00");
  });

  it("falls back where a value makes no sense", () => {
    const {
      form: read,
      view,
      lang,
    } = decodeState("ready=soon&unit=camel&view=globe&lang=xx&xm=teleport", NOW);
    expect([read.ready, read.unit, view, lang, read.excludeModes]).toEqual([
      "2026-11-30T08:00",
      "truck",
      "cards",
      null,
      [],
    ]);
  });
});

describe("the default shipment", () => {
  it("is ready on the next Monday and due 21 days later", () => {
    expect(defaultForm(NOW)).toMatchObject({
      ready: "2026-11-30T08:00",
      deadline: "2026-12-21T08:00",
      from: "lahore",
      to: "almaty",
    });
  });

  it("takes the Monday after, never today", () => {
    const days = [23, 24, 28, 29, 30].map((date) => nextMonday(new Date(2026, 10, date)).getDate());
    expect(days).toEqual([30, 30, 30, 30, 7]);
  });
});
