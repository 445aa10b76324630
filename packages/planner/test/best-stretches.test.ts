import type { Link, Network, Place } from "@rahdari/network";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextFor } from "../src/context.ts";
import { type Option, plan } from "../src/index.ts";
import { resolveShipment } from "../src/resolve.ts";
import { shipped } from "./shipped.ts";
import { syntheticNetwork } from "./synthetic-network.ts";

const basis = { estimated: "synthetic" };
const request = {
  from: "start",
  to: "goal",
  via: ["short"],
  ready: "2026-07-01T08:00Z",
  asOf: "2026-06-20",
  draws: 200,
};

/** All roads have one shape, so that their mean hours are as their typical ones. */
function road(from: string, to: string, hours: number, usd: number): Link {
  return {
    id: `${from}--${to}`,
    from,
    to,
    mode: "road",
    countries: [],
    distanceKm: { value: hours * 50, basis },
    hours: { min: hours * 0.8, typical: hours, max: hours * 1.6, basis },
    cost: { per: "truck", typical: usd, basis },
  };
}

/** The synthetic corridor, its road from `start` to the short border replaced by chains of roads. */
function withChains(chains: readonly (readonly (readonly [number, number])[])[]): Network {
  const plain = syntheticNetwork();
  const kept = [...plain.links.values()].filter(({ id }) => id !== "start--short-a");
  const like = plain.places.get("start") as Place;
  const stops = chains.flatMap((chain, c) => chain.slice(1).map((_, i) => `stop-${c}-${i}`));
  const links = chains.flatMap((chain, c) =>
    chain.map(([hours, usd], i) => {
      const from = i === 0 ? "start" : `stop-${c}-${i - 1}`;
      const link = road(from, i === chain.length - 1 ? "short-a" : `stop-${c}-${i}`, hours, usd);
      return { ...link, id: `${link.id}-${c}` };
    }),
  );
  const places = new Map([
    ...plain.places,
    ...stops.map((id): [string, Place] => [id, { ...like, id, name: id }]),
  ]);
  return { ...plain, places, links: new Map([...kept, ...links].map((one) => [one.id, one])) };
}

function legsToBorder(options: readonly Option[]): string[] {
  const short = options.find(({ crossings }) => crossings.includes("short"));
  return (short?.legs ?? [])
    .slice(
      0,
      short?.legs.findIndex(({ id }) => id === "short"),
    )
    .map(({ id }) => id);
}

describe("roads between crossings", () => {
  it("takes the quicker and cheaper road, though a detour in more pieces has less spread", () => {
    const piece = (share: number): [number, number] => [20.2 * share, 1010 * share];
    const network = withChains([[[20, 1000]], Array.from({ length: 8 }, () => piece(1 / 8))]);
    expect(legsToBorder(plan(network, request).options)).toEqual(["start--short-a-0"]);
  });

  it("keeps none that another between the same crossings beats in expected time and in price", () => {
    const chain = fc.array(
      fc.tuple(fc.double({ min: 5, max: 6, noNaN: true }), fc.double({ min: 250, max: 300, noNaN: true })),
      { minLength: 4, maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.array(chain, { minLength: 2, maxLength: 4 }), (chains) => {
        const [leg = ""] = legsToBorder(plan(withChains(chains), request).options);
        const sums = chains.map((pieces) =>
          pieces.reduce(([hours, usd], [h, u]) => [hours + h, usd + u], [0, 0] as [number, number]),
        );
        const taken = sums[Number(leg.split("-").at(-1))] as [number, number];
        expect(sums.some(([hours, usd]) => hours < taken[0] && usd < taken[1])).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it("goes up the Grand Trunk Road, by whichever border", () => {
    const { options } = plan(shipped, {
      from: "Lahore",
      to: "Almaty",
      ready: "2027-01-11",
      asOf: "2026-11-24",
      draws: 500,
    });
    expect(options.flatMap(({ places }) => places)).not.toContain("sialkot");
  });

  it("goes round a pass that is announced shut, and over it as long as it was not", () => {
    const passes = (asOf: string) => {
      const to = { from: "Kabul", to: "Tashkent", via: ["hairatan-ayritom"], ready: asOf, asOf, draws: 500 };
      return plan(shipped, to).options[0]?.places.includes("salang");
    };
    expect(passes("2026-06-20")).toBe(true);
    expect(passes("2026-11-24")).toBe(false);
  });

  it("gives a road in pieces the variance of the road in one", () => {
    const variance = (network: Network) => {
      const shipment = resolveShipment(network, request, "2026-06-20");
      const context = contextFor(network, shipment.asOf);
      const { edges, weights } = context.waySpace(network, shipment, context.samples(200, 1));
      return edges.reduce((sum, { arc }, id) => {
        const onChain = arc.direction === "out" && arc.id.endsWith("-0");
        return sum + (onChain ? (weights[2]?.[id] as number) : 0);
      }, 0);
    };
    const inOne = variance(withChains([[[24, 1000]]]));
    const inSix = variance(withChains([Array.from({ length: 6 }, (): [number, number] => [4, 200])]));
    expect(inSix).toBeCloseTo(inOne, 6);
  });
});
