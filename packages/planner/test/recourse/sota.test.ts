import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pmf } from "../../src/distribution/bins.ts";
import { type Rng, rng } from "../../src/random/rng.ts";
import {
  onTimePolicy,
  onTimePolicyWithout,
  type Policy,
  type PolicyArc,
  type PolicyProblem,
  STOP,
  WAIT,
} from "../../src/recourse/sota.ts";

const pmf = (offset: number, ...probs: number[]): Pmf => ({ offset, probs: Float64Array.from(probs) });

/** A random graph in which some arcs keep office hours; node 0 is the start, the last the destination. */
function randomProblem(seed: number, horizonBins = 60): PolicyProblem {
  const random = rng(seed, "graph");
  const nodes = 4 + random.below(6);
  const arcs = Array.from({ length: nodes * 3 }, (): PolicyArc => {
    const from = random.below(nodes);
    const to = (from + 1 + random.below(nodes - 1)) % nodes;
    const weights = Array.from({ length: 1 + random.below(6) }, () => random.uniform());
    const mass = weights.reduce((a, b) => a + b, 0) / (random.uniform() < 0.2 ? 0.8 : 1);
    const taken = pmf(1 + random.below(8), ...weights.map((w) => w / mass));
    return { from, to, pmf: random.uniform() < 0.4 ? (b) => (b % 24 < 9 ? null : taken) : taken };
  });
  return { nodes, arcs, destination: nodes - 1, horizonBins };
}

function draw({ offset, probs }: Pmf, random: Rng): number {
  let left = random.uniform();
  for (const [k, p] of probs.entries()) {
    left -= p;
    if (left <= 0) return offset + k;
  }
  return Infinity;
}

const pmfAt = (arc: PolicyArc, b: number) => (typeof arc.pmf === "function" ? arc.pmf(b) : arc.pmf);

/** One walk that does what the policy says; true when on time. */
function walk({ arcs, destination }: PolicyProblem, policy: Policy, random: Rng): boolean {
  let [node, b] = [0, 0];
  while (b < policy.bins) {
    if (node === destination) return true;
    const choice = policy.next[node * policy.bins + b] as number;
    if (choice === STOP) return false;
    const arc = arcs[choice];
    if (choice === WAIT || !arc) b++;
    else {
      b += draw(pmfAt(arc, b) as Pmf, random);
      node = arc.to;
    }
  }
  return false;
}

/** Chance of a fixed sequence of arcs that leaves each node at the first departure. */
function fixedPathChance(path: readonly PolicyArc[], bins: number): number {
  let arriving = new Float64Array(bins);
  arriving[0] = 1;
  for (const arc of path) {
    const after = new Float64Array(bins);
    for (let b = 0; b < bins; b++) {
      let leave = b;
      while (leave < bins && !pmfAt(arc, leave)) leave++;
      const taken = leave < bins ? pmfAt(arc, leave) : null;
      for (const [k, p] of taken?.probs.entries() ?? []) {
        const at = leave + (taken?.offset ?? 0) + k;
        if (at < bins) after[at] = (after[at] as number) + p * (arriving[b] as number);
      }
    }
    arriving = after;
  }
  return arriving.reduce((a, b) => a + b, 0);
}

describe("on-time policy", () => {
  it("turns from the sure to the fast way when time runs short", () => {
    const arcs = [
      { from: 0, to: 1, pmf: pmf(4, 1) },
      { from: 0, to: 1, pmf: pmf(1, 0.5, 0, 0, 0, 0, 0.5) },
    ];
    const policy = onTimePolicy({ nodes: 2, arcs, destination: 1, horizonBins: 10 });
    expect([...policy.chance.slice(0, 10)]).toEqual([1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0]);
    expect([policy.next[5], policy.next[6], policy.next[9]]).toEqual([0, 1, STOP]);
  });

  it("waits for an office to open, then goes", () => {
    const arcs = [{ from: 0, to: 1, pmf: (b: number) => (b < 5 ? null : pmf(2, 1)) }];
    const policy = onTimePolicy({ nodes: 2, arcs, destination: 1, horizonBins: 8 });
    expect([...policy.next.slice(0, 8)]).toEqual([WAIT, WAIT, WAIT, WAIT, WAIT, 0, STOP, STOP]);
    expect(policy.chance[0]).toBe(1);
  });

  it("goes straight when there is time for everything", () => {
    const arcs = [
      { from: 0, to: 2, pmf: pmf(3, 1) },
      { from: 2, to: 1, pmf: pmf(3, 1) },
      { from: 0, to: 1, pmf: pmf(2, 1) },
      { from: 2, to: 0, pmf: pmf(1, 1) },
    ];
    const policy = onTimePolicy({ nodes: 3, arcs, destination: 1, horizonBins: 50 });
    expect(policy.next[0]).toBe(2);
  });

  it("promises what walking it gives (20,000 walks, 3.5 sigma over 12 graphs)", () => {
    for (let seed = 0; seed < 12; seed++) {
      const problem = randomProblem(seed);
      const policy = onTimePolicy(problem);
      const random = rng(seed, "walks");
      let onTime = 0;
      for (let i = 0; i < 20_000; i++) if (walk(problem, policy, random)) onTime++;
      const p = policy.chance[0] as number;
      expect(Math.abs(onTime / 20_000 - p)).toBeLessThanOrEqual(
        3.5 * Math.sqrt((p * (1 - p)) / 20_000) + 1e-9,
      );
    }
  });

  it("is at least as good as any fixed path", () => {
    let [compared, undecided] = [0, 0]; // paths compared; of them, where neither chance is trivial
    fc.assert(
      fc.property(fc.nat(5000), (seed) => {
        const problem = randomProblem(seed);
        const policy = onTimePolicy(problem);
        const random = rng(seed, "paths");
        for (let tried = 0; tried < 30; tried++) {
          const path: PolicyArc[] = [];
          for (let node = 0; node !== problem.destination && path.length < 8; node = path.at(-1)?.to ?? 0) {
            const out = problem.arcs.filter((a) => a.from === node);
            if (out.length === 0) break;
            path.push(out[random.below(out.length)] as PolicyArc);
          }
          if (path.at(-1)?.to !== problem.destination) continue;
          const fixed = fixedPathChance(path, policy.bins);
          expect(policy.chance[0]).toBeGreaterThanOrEqual(fixed - 1e-7);
          compared++;
          if (fixed > 0 && (policy.chance[0] as number) < 1) undecided++;
        }
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(300);
    expect(undecided).toBeGreaterThan(10);
  });

  it("never loses chance by a later deadline, nor gains by a later start", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 40 }), (seed, more) => {
        const [near, far] = [onTimePolicy(randomProblem(seed)), onTimePolicy(randomProblem(seed, 60 + more))];
        for (let v = 0; v < near.chance.length / 60; v++) {
          for (let b = 0; b < 60; b++) {
            const now = near.chance[v * 60 + b] as number;
            expect(far.chance[v * far.bins + b]).toBeGreaterThanOrEqual(now - 1e-7);
            if (b > 0) expect(now).toBeLessThanOrEqual(near.chance[v * 60 + b - 1] as number);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("without some arcs is what solving the rest anew gives", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.array(fc.nat(20), { maxLength: 4 }), (seed, barred) => {
        const problem = randomProblem(seed);
        const out = new Set(barred.filter((index) => index < problem.arcs.length));
        const rest = { ...problem, arcs: problem.arcs.filter((_, index) => !out.has(index)) };
        const without = onTimePolicyWithout(problem, onTimePolicy(problem), out);
        const anew = onTimePolicy(rest).chance;
        const gaps = without.chance.map((chance, i) => Math.abs(chance - (anew[i] as number)));
        expect(Math.max(...gaps)).toBeLessThanOrEqual(1e-7);
        for (const choice of without.next) expect(out.has(choice)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it("refuses arcs under one bin and unknown nodes", () => {
    const solve = (arc: PolicyArc, destination = 1) =>
      onTimePolicy({ nodes: 2, arcs: [arc], destination, horizonBins: 5 });
    expect(() => solve({ from: 0, to: 1, pmf: pmf(0, 1) })).toThrow(/under one bin/);
    expect(() => solve({ from: 0, to: 1, pmf: () => pmf(0, 1) })).toThrow(/under one bin/);
    expect(() => solve({ from: 0, to: 2, pmf: pmf(1, 1) })).toThrow(/no such node/);
    expect(() => solve({ from: 0, to: 1, pmf: pmf(1, 1) }, 7)).toThrow(/no such node/);
  });
});
