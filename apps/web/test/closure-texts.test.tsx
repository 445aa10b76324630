import { type Closure, loadNetwork, shippedDataDir } from "@rahdari/network";
import { crossingReport } from "@rahdari/planner";
import { describe, expect, it } from "vitest";
import { History } from "../src/crossing/history.tsx";
import { loadCrossingPhrases } from "../src/i18n/crossing-phrases.ts";
import type { Lang } from "../src/i18n/locales.ts";
import { ruClosures } from "../src/i18n/ru-closures.ts";
import { urClosures } from "../src/i18n/ur-closures.ts";
import { syntheticCrossing } from "./fixtures/synthetic-crossing.ts";
import { markup, pageNetwork, seenTexts } from "./support/render.tsx";
import { figures, latinFaults } from "./support/said.ts";

const SHIPPED = loadNetwork({ dirs: [shippedDataDir] });
const NETWORK = pageNetwork(SHIPPED);
const STOPS = SHIPPED.closures.filter(({ on }) => "crossing" in on);

/** The texts of a closure that the panel shows: kind, code and English. */
function shown(stop: Closure) {
  const reason = { kind: "reasons", id: stop.id, code: stop.reasonCode, english: stop.reason } as const;
  const { contested } = stop;
  if (contested === undefined) return [reason];
  return [reason, { kind: "contested", id: stop.id, code: stop.contestedCode, english: contested } as const];
}

const SHOWN = STOPS.flatMap(shown);

describe.each([
  ["ru", ruClosures],
  ["ur", urClosures],
] as const)("texts of closures (%s)", (_, texts) => {
  const said = ({ kind, code = "" }: (typeof SHOWN)[number]) => texts[kind][code];

  it("are all there, and none that no closure asks for", () => {
    expect(SHOWN.filter((text) => said(text) === undefined)).toEqual([]);
    for (const kind of ["reasons", "contested"] as const) {
      const asked = SHOWN.filter((text) => text.kind === kind).map(({ code }) => code);
      expect(Object.keys(texts[kind]).filter((code) => !asked.includes(code))).toEqual([]);
    }
  });

  it("never say the same under two codes", () => {
    const all = [...Object.values(texts.reasons), ...Object.values(texts.contested)];
    expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([]);
  });

  it("keep the figures of the English text", () => {
    const differing = SHOWN.filter(
      (text) => figures(text.english).join() !== figures(said(text) ?? "").join(),
    );
    expect(differing.map(({ id, kind }) => `${id} ${kind}`)).toEqual([]);
  });

  it("begin with a letter of the language and hold Latin only in names", () => {
    const all = [...Object.values(texts.reasons), ...Object.values(texts.contested)];
    expect(latinFaults(all)).toEqual({ latin: [], prose: [] });
  });
});

it("Urdu puts no dash between two numbers, which would show them the wrong way round", () => {
  const all = [...Object.values(urClosures.reasons), ...Object.values(urClosures.contested)];
  expect(all.filter((text) => /\d\s*[-–]\s*\d/.test(text))).toEqual([]);
});

describe("the history in the panel of a crossing", () => {
  const history = async (lang: Lang, report: Parameters<typeof History>[0]["report"]) =>
    markup(lang, NETWORK, <History report={report} phrases={await loadCrossingPhrases(lang)} />);

  it.each(
    [...SHIPPED.crossings.keys()].flatMap((id) => (["ru", "ur"] as const).map((lang) => [id, lang] as const)),
  )("of %s leaves nothing in English (%s)", async (id, lang) => {
    const report = crossingReport(SHIPPED, { id, on: "2027-01-15", asOf: "2026-11-25" });
    // Stop by stop: the panel shows the first ones until it is asked for more.
    for (const stop of report.closures) {
      const html = await history(lang, { ...report, closures: [stop] });
      expect(html).not.toContain('lang="en"');
      expect(latinFaults(seenTexts(html)).prose).toEqual([]);
    }
  });

  it("shows the data's own words, marked as English, where there is no code or an unknown one", async () => {
    const report = syntheticCrossing("khunjerab", "2027-01-15");
    const coded = report.closures.map((stop) => ({
      ...stop,
      reasonCode: "my-stop",
      contestedCode: "my-doubt",
    }));
    for (const one of [report, { ...report, closures: coded }]) {
      const html = await history("ur", one);
      expect(html).toContain('<bdi lang="en">A synthetic stop</bdi>');
      expect(html).toContain('<bdi lang="en">The other side names another day</bdi>');
    }
  });
});
