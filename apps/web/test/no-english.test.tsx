import { loadNetwork, shippedDataDir } from "@rahdari/network";
import { type PlanRequestInput, plan } from "@rahdari/planner";
import { describe, expect, it } from "vitest";
import type { PlanAnswer } from "../src/api/contract.ts";
import { OptionDetail } from "../src/detail/option-detail.tsx";
import { RejectedList } from "../src/detail/rejected.tsx";
import { Warnings } from "../src/page/warnings.tsx";
import { markup, pageNetwork, seenTexts, withoutSources } from "./support/render.tsx";

const SHIPPED = loadNetwork({ dirs: [shippedDataDir] });
const NETWORK = pageNetwork(SHIPPED);
const NOW = new Date("2026-11-24T00:00:00Z");
const ROUND = { draws: 200, seed: 1 } as const;

/** Shipments that between them meet most rules, papers, closures and warnings. */
const REQUESTS: Readonly<Record<string, PlanRequestInput>> = {
  mandarins: {
    from: "lahore",
    to: "almaty",
    ready: "2027-01-11",
    deadline: "2027-02-01",
    goods: { tonnes: 20, hs: "080521" },
  },
  container: { from: "karachi", to: "tashkent", ready: "2027-01-11", unit: "container" },
  wagon: { from: "karachi", to: "almaty", ready: "2027-01-11", unit: "wagon" },
  kazakhVehicle: { from: "almaty", to: "lahore", ready: "2027-01-11", registration: "KZ", papers: "to-get" },
  excluded: {
    from: "lahore",
    to: "almaty",
    ready: "2027-03-19",
    exclude: { countries: ["CN", "IR"], modes: ["sea"] },
  },
  dangerous: {
    from: "lahore",
    to: "almaty",
    ready: "2027-03-19",
    goods: { tonnes: 4, hs: "290511", dangerous: true },
  },
  eid: { from: "lahore", to: "tashkent", ready: "2026-05-22", asOf: "2026-05-10" },
  turkmenTractors: { from: "mashhad", to: "bishkek", ready: "2021-03-17", asOf: "2021-03-01" },
  chineseVehicle: { from: "kashgar", to: "almaty", ready: "2021-03-17", asOf: "2021-03-01" },
  indianDriver: { from: "lahore", to: "almaty", ready: "2027-01-11", registration: "AF", driver: "IN" },
  noWay: {
    from: "lahore",
    to: "almaty",
    ready: "2027-01-11",
    exclude: { countries: ["CN", "IR", "AF"], modes: ["sea", "air"] },
  },
};
/** Names that are the same in every script: of associations, systems, agreements, units and bases. */
const NAMES =
  /\b(PNC-ICC|KAZATO|AIRCUZ|KYRGYZ AIA|CRTA|THADA|ICCIM|ACCI|GACC|IRICA|ASYCUDA|ASTANA-1|WeBOC|PSW|CarGoRuqsat|TIR|CMR|QTTA|APTTA|TAD|CPMM|UTC|USD|CO₂e|kg)\b/g;
/** Ids of rules, which are what one quotes to the data's keepers. */
const RULE_ID = /^(Правило|قاعدہ): [a-z0-9-]+$/;

describe.each(Object.entries(REQUESTS))("an answer (%s)", (_, request) => {
  const answer: PlanAnswer = plan(SHIPPED, { ...ROUND, ...request }, { now: NOW });

  it.each(["ru", "ur"] as const)("leaves nothing in English (%s)", async (lang) => {
    const shown = await markup(
      lang,
      NETWORK,
      <>
        <Warnings answer={answer} />
        {answer.options.map((option) => (
          <OptionDetail key={option.id} answer={answer} option={option} />
        ))}
        <RejectedList answer={answer} />
      </>,
    );
    expect(answer.options.length + answer.rejected.length).toBeGreaterThan(0);
    expect(seenTexts(shown).length).toBeGreaterThan(20);
    expect([...new Set(seenTexts(shown))].filter(isEnglish)).toEqual([]);
    expect(withoutSources(shown)).not.toContain('lang="en"');
  });
});

it("finds English where there is some", () => {
  const html = '<p title="A post">Пост <bdi>Customs Service, ASYCUDA</bdi></p>';
  expect(seenTexts(html).filter(isEnglish)).toEqual(["A post", "Customs Service, ASYCUDA"]);
});

/** Two or more Latin letters together, outside of names; a letter alone is the sign of a way. */
function isEnglish(text: string): boolean {
  return !RULE_ID.test(text) && /\p{Script=Latin}{2,}/u.test(text.replace(NAMES, ""));
}
