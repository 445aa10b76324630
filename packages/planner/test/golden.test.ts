import { describe, expect, it } from "vitest";
import { type PlanAnswer, type PlanRequestInput, plan } from "../src/index.ts";
import { shipped } from "./shipped.ts";

/**
 * Whole itineraries as text. A change of data or model shows here as a changed line: read the difference,
 * and when it is meant, update with `npx vitest run -u packages/planner/test/golden.test.ts`.
 */
const CASES: Readonly<Record<string, PlanRequestInput>> = {
  "lahore-almaty": {
    from: "Lahore",
    to: "Almaty",
    ready: "2027-01-11",
    asOf: "2026-11-24",
    deadline: "2027-02-01",
  },
  "karachi-almaty": { from: "Karachi", to: "Almaty", ready: "2027-01-11", asOf: "2026-11-24" },
  "almaty-karachi-return": {
    from: "Almaty",
    to: "Karachi",
    ready: "2027-03-01",
    asOf: "2026-11-24",
    registration: "KZ",
  },
  "karachi-tashkent-2021": { from: "Karachi", to: "Tashkent", ready: "2021-04-29", asOf: "2021-04-29" },
  "islamabad-almaty-winter-2023": {
    from: "Islamabad",
    to: "Almaty",
    ready: "2023-12-10",
    asOf: "2023-12-05",
  },
  "gwadar-astana-container": {
    from: "Gwadar",
    to: "Astana",
    ready: "2027-05-03",
    asOf: "2026-11-24",
    unit: "container",
  },
  "qingdao-almaty-wagon": {
    from: "Qingdao",
    to: "Almaty",
    ready: "2027-05-03",
    asOf: "2026-11-24",
    unit: "wagon",
  },
};

function printed(answer: PlanAnswer): string {
  const options = answer.options.map((option) => {
    const { p10, p50, p95 } = option.hours;
    const late = option.onTime === null ? "" : `, on time ${Math.round(option.onTime * 100)} %`;
    const worlds = option.worlds.map(
      ({ on, state, chance, hours }) =>
        `  if ${on} ${state} (${Math.round(chance * 100)} %): ${Math.round(hours.p50)} h`,
    );
    return [
      `${option.id} [${option.labels.join(", ")}]`,
      `  ${option.places.join(" > ")}`,
      `  ${Math.round(option.km)} km; ${Math.round(p10)} / ${Math.round(p50)} / ${Math.round(p95)} h${late}; USD ${option.costUsd.typical}; ${option.handovers} handovers`,
      ...worlds,
    ].join("\n");
  });
  const rejected = answer.rejected.map(
    ({ what, kind, rule }) => `${kind}: ${what}${rule ? ` (${rule})` : ""}`,
  );
  return `${options.join("\n\n")}\n\nNot shown:\n${rejected.sort().join("\n")}\n`;
}

describe("golden itineraries", () => {
  it.each(Object.entries(CASES))("%s", async (name, request) => {
    const answer = plan(shipped, { ...request, draws: 4_000 });
    await expect(printed(answer)).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});
