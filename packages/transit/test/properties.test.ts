import { balanceOf } from "@rahdari/ledger";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MACHINES, type Movement, type TransitState } from "../src/index.ts";
import { act, guarantee, likelyAuthor, likelyBody, OPENING } from "./support/actors.ts";
import { machine, Stage } from "./support/stage.ts";

// Random actors say random things, most of them forbidden: what holds after each of them, whatever it was.

const RUNS = 100;
const STEPS = 100;

function begin(): Stage {
  const stage = new Stage();
  for (const [kind, body] of OPENING)
    expect(stage.say("2027-01-04 05:00", "PK/lahore", kind, body), kind).toBeUndefined();
  return stage;
}

const tableOf = (name: string) => MACHINES.find((one) => one.name === name)!.table;
const allows = (name: string, from: string, to: string) =>
  from === to || Object.values(tableOf(name)[from] ?? {}).includes(to);

/** Each thing went on by one arrow of its drawing, or stayed. */
function stepsOnly(before: TransitState, after: TransitState): void {
  for (const [id, now] of after.movements) {
    const was = before.movements.get(id);
    if (was) expect(allows("Movement", was.state, now.state), `${was.state} to ${now.state}`).toBe(true);
    for (const one of now.operations) {
      const earlier = was?.operations.find(({ sequence: n }) => n === one.sequence);
      if (earlier)
        expect(allows("Operation", earlier.state, one.state), `${earlier.state} to ${one.state}`).toBe(true);
    }
  }
  for (const [id, now] of after.seals) {
    const was = before.seals.get(id);
    if (was) expect(allows("Seal", was.state, now.state)).toBe(true);
  }
}

function invariants(state: TransitState): void {
  const balance = balanceOf(state.rights, "g.G1")!;
  expect(Math.min(balance.free, balance.reserved, balance.spent)).toBeGreaterThanOrEqual(0);
  expect(balance.free + balance.reserved + balance.spent).toBe(guarantee.amount);
  const movements = [...state.movements.values()];
  const relying = movements.filter(({ guaranteeAccepted }) => guaranteeAccepted).length;
  expect(state.guarantees.get("G1")?.relying).toBe(relying);
  const liable = movements.flatMap(({ operations }) => operations.flatMap(({ liabilities }) => liabilities));
  expect(liable.reduce((sum, { amount }) => sum + amount, 0)).toBe(balance.reserved);
  for (const one of movements) {
    expect(
      one.operations.filter(({ state: is }) => is === "started" || is === "suspended").length,
    ).toBeLessThan(2);
    expect(one.operations.map(({ sequence: n }) => n)).toEqual(one.operations.map((_, i) => i + 1));
    for (const operation of one.operations) {
      if (operation.state === "discharged" && operation.terminated === null)
        expect(operation.recovery).not.toBeNull();
      if (operation.state === "discharged") expect(operation.liabilities).toEqual([]);
    }
  }
}

/** An accepted declaration can be released, or its release refused. */
function hasWayOut(stage: Stage, { id, state }: Movement): void {
  if (state !== "accepted" && state !== "under-control") return;
  const copy = new Stage();
  copy.state = stage.state;
  const refusal = { movement: id, because: "x", article: "law" };
  expect(copy.say("2028-01-01 00:00", "PK/lahore", "release.refuse", refusal)).toBeUndefined();
}

describe("random actors", () => {
  it(`of ${RUNS} journeys of ${STEPS} messages take no forbidden step and overdraw no guarantee`, () => {
    const accepted = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(act, { minLength: STEPS, maxLength: STEPS }), (acts) => {
        const stage = begin();
        let day = Date.parse("2027-01-11T00:00:00Z");
        for (const [luck, one] of acts.entries()) {
          day += one.days * 3_600_000;
          const before = stage.state;
          const [kind] = one.what;
          const body = likelyBody(before, one.what, luck);
          const author = likelyAuthor(before, { ...one, what: [kind, body] }, luck);
          const refused = stage.place({ received: day as never, at: day as never, author, kind, body });
          if (refused) expect(stage.state).toBe(before);
          else {
            accepted.set(kind, (accepted.get(kind) ?? 0) + 1);
            stepsOnly(before, stage.state);
            invariants(stage.state);
            for (const own of stage.state.movements.values()) hasWayOut(stage, own);
          }
        }
        expect(machine.toJson(machine.fromJson(machine.toJson(stage.state)))).toEqual(
          machine.toJson(stage.state),
        );
      }),
      { numRuns: RUNS, seed: 20270111, endOnFailure: true },
    );
    // What never was accepted was not tested.
    for (const kind of [
      "operation.start",
      "operation.terminate",
      "operation.discharge",
      "transport.resume",
      "claim.notify",
    ])
      expect(accepted.get(kind) ?? 0, `${kind} of ${JSON.stringify([...accepted])}`).toBeGreaterThan(10);
  });
});
