import type { Link } from "@rahdari/network";
import { describe, expect, it } from "vitest";
import { type Option, type PlanRequestInput, plan } from "../src/index.ts";
import { shipped } from "./shipped.ts";
import { syntheticNetwork } from "./synthetic-network.ts";

const request = { from: "start", to: "goal", ready: "2027-01-11", asOf: "2026-11-24", draws: 200 };
const published = { published: ["synthetic"] };
const printed = { per: "truck", low: 300, typical: 400, high: 500, basis: published } as const;

function lineHaul(cost: Link["cost"] | null, goods: PlanRequestInput["goods"] = {}) {
  const links = [...syntheticNetwork().links.values()].map(({ cost: _, ...link }) => ({
    ...link,
    ...(cost && { cost }),
  }));
  const { options } = plan(syntheticNetwork({ links }), { ...request, goods });
  return partOf(options[0], "line-haul");
}

function partOf(option: Option | undefined, what: Option["costUsd"]["parts"][number]["what"]) {
  return option?.costUsd.parts.find((part) => part.what === what);
}

describe("the basis of each part of the price", () => {
  it("is that of the prices when all of them are printed with their range", () => {
    expect(lineHaul(printed)).toMatchObject({ typical: 800, basis: "published" });
  });

  it("is an estimate where our own share, range or price by the kilometre takes part", () => {
    expect(lineHaul(printed, { reefer: true })).toMatchObject({ typical: 960, basis: "estimated" });
    expect(lineHaul({ per: "truck", typical: 400, basis: published })?.basis).toBe("estimated");
    expect(lineHaul(null)?.basis).toBe("estimated");
  });

  it("is never better than that of any leg's own price", () => {
    const { options } = plan(shipped, { ...request, from: "Lahore", to: "Almaty" });
    for (const option of options) {
      expect(partOf(option, "waiting")?.basis ?? "estimated").toBe("estimated");
      const unpriced = option.legs.some(
        ({ kind, id }) => kind === "link" && !shipped.links.get(id.replace("#back", ""))?.cost,
      );
      if (unpriced) expect(partOf(option, "line-haul")?.basis).toBe("estimated");
    }
  });

  it("is the paper's price's own, apart from the duty to hold it", () => {
    const [option] = plan(shipped, { ...request, from: "Lahore", to: "Almaty" }).options;
    const differing = option?.documents.filter(({ basis, costUsd }) => costUsd && costUsd.basis !== basis);
    expect(differing?.length).toBeGreaterThan(0);
    const priced = option?.documents.flatMap(({ costUsd }) => (costUsd ? [costUsd.basis] : []));
    expect(partOf(option, "papers")?.basis).toBe(priced?.includes("estimated") ? "estimated" : "derived");
  });
});

describe("the basis of a leg", () => {
  it("counts the price that is used when the link has none of its own", () => {
    const bare = [...syntheticNetwork().links.values()].map(({ cost: _, ...link }) => ({
      ...link,
      distanceKm: { value: link.distanceKm.value, basis: published },
      hours: { ...link.hours, basis: published },
    }));
    const priced = bare.map((link) => ({ ...link, cost: printed }));
    const first = (links: readonly Link[]) =>
      plan(syntheticNetwork({ links }), request).options[0]?.legs[0]?.basis;
    expect(first(bare)).toBe("estimated");
    expect(first(priced)).toBe("published");
  });
});
