import { balanceOf, type JsonObject } from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MACHINES, type Movement, type TransitState } from "../src/index.ts";
import { act, guarantee, likelyAuthor, likelyBody, OPENING, type Said } from "./support/actors.ts";
import { Model } from "./support/model.ts";
import { machine, Stage } from "./support/stage.ts";

// Random actors say random things, most of them forbidden: what holds after each of them, whatever it was.

const RUNS = 600;
const STEPS = 400;
const DAY = 86_400_000;

/** One bank's guarantee for all, or a carnet for each movement. */
type Cover = "aptta" | "tir";

/** The same message where each movement has a carnet of its own. */
function under(cover: Cover, kind: string, body: JsonObject): JsonObject {
  if (cover === "aptta" || typeof body.movement !== "string") return body;
  const own = { guarantee: `G${body.movement}` };
  if (kind === "declaration.lodge") return { ...body, ...own, regime: "tir", readings: {} };
  return "guarantee" in body ? { ...body, ...own } : body;
}

function begin(cover: Cover, model: Model): Stage {
  const stage = new Stage();
  const carnet = { ...guarantee, regime: "tir", scope: "per-operation", journeys: 1 };
  const carnets = ["A", "B", "C"].map((id): [string, JsonObject] => [
    "guarantee.register",
    { ...carnet, guarantee: `G${id}` },
  ]);
  const opening = OPENING.flatMap((one): (readonly [string, JsonObject])[] =>
    cover === "tir" && one[0] === "guarantee.register" ? carnets : [one],
  );
  for (const [kind, plain] of opening) {
    const body = under(cover, kind, plain);
    expect(stage.say("2027-01-04 05:00", "PK/lahore", kind, body), kind).toBeUndefined();
    model.learn(kind, body, Date.parse("2027-01-04T05:00:00Z"));
  }
  return stage;
}

const tableOf = (name: string) => MACHINES.find((one) => one.name === name)!.table;
function arrow(name: string, from: string | undefined, to: string): void {
  const allowed = from === undefined || from === to || Object.values(tableOf(name)[from] ?? {}).includes(to);
  expect(allowed, `${name}: ${from} to ${to}`).toBe(true);
}

/** Each thing went on by arrows of its drawing, or stayed. A guarantee may take two: settled, and free. */
function stepsOnly(before: TransitState, after: TransitState): void {
  for (const [id, now] of after.movements) {
    const was = before.movements.get(id);
    arrow("Movement", was?.state, now.state);
    for (const one of now.operations) {
      const earlier = was?.operations.find(({ sequence: n }) => n === one.sequence);
      arrow("Operation", earlier?.state, one.state);
      if (earlier?.recovery && one.recovery)
        arrow("Enquiry and claim", earlier.recovery.state, one.recovery.state);
    }
  }
  for (const [id, now] of after.seals) arrow("Seal", before.seals.get(id)?.state, now.state);
  for (const [id, now] of after.guarantees) {
    const was = before.guarantees.get(id)?.state;
    if (was === "disputed" && now.state !== "disputed") arrow("Guarantee", "in-use", now.state);
    else arrow("Guarantee", was, now.state);
  }
}

function invariants(state: TransitState): void {
  const movements = [...state.movements.values()];
  for (const [id, one] of state.guarantees) {
    const own = movements.filter((movement) => movement.guarantee === id);
    const operations = own.flatMap((movement) => movement.operations);
    expect(one.relying).toBe(own.filter(({ guaranteeAccepted }) => guaranteeAccepted).length);
    expect(one.disputes).toBe(operations.filter(({ recovery }) => recovery?.disputed).length);
    expect(one.state === "disputed").toBe(one.disputes > 0);
    if (one.relying === 0) expect(["registered", "disputed", "cancelled", "closed"]).toContain(one.state);
    const liable = operations.flatMap(({ liabilities }) => liabilities);
    const reserved = liable.reduce((sum, { amount }) => sum + amount, 0);
    if (one.scope === "total") {
      const balance = balanceOf(state.rights, `g.${id}`)!;
      expect(Math.min(balance.free, balance.reserved, balance.spent)).toBeGreaterThanOrEqual(0);
      expect(balance.free + balance.reserved + balance.spent).toBe(guarantee.amount);
      expect(reserved).toBe(balance.reserved);
    } else {
      for (const territory of one.territories) {
        const there = operations.filter((operation) => operation.territory === territory);
        const paid = there.map(({ recovery }) =>
          recovery?.state === "paid" ? (recovery.claimed?.amount ?? 0) : 0,
        );
        const sum = there
          .flatMap(({ liabilities }) => liabilities)
          .reduce((all, { amount }) => all + amount, 0);
        expect(paid.reduce((all, amount) => all + amount, sum)).toBeLessThanOrEqual(one.amount);
      }
      expect(one.relying + one.journeysDone).toBeLessThanOrEqual(1);
    }
  }
  for (const one of movements) movementHolds(one);
}

const LIABLE = [
  "started",
  "suspended",
  "terminated",
  "terminated-with-reservation",
  "discrepancy-open",
  "not-discharged",
];

function movementHolds({ operations, state, leg, legs }: Movement): void {
  expect(
    operations.filter((one) => one.state === "started" || one.state === "suspended").length,
  ).toBeLessThan(2);
  expect(operations.map(({ sequence: n }) => n)).toEqual(operations.map((_, i) => i + 1));
  const begun = operations.filter((one) => one.state !== "refused");
  if (state === "discharged") expect(leg).toBe(legs.length);
  for (const one of begun) {
    if (one.state === "discharged") expect(one.terminated).not.toBeNull();
    if (one.liabilities.length > 0) expect(LIABLE).toContain(one.state);
    if (one.recovery?.claimed) expect(one.recovery.notified).not.toBeNull();
    if (["paid", "refunded", "rejected", "ended"].includes(one.recovery?.state ?? ""))
      expect(one.liabilities).toEqual([]);
  }
}

/** An accepted declaration can be released, and its release refused. */
function hasWayOut({ state }: Stage, { id, state: now }: Movement): void {
  if (now !== "accepted") return;
  for (const [kind, body] of [
    ["release.grant", { movement: id }],
    ["release.refuse", { movement: id, because: "x", article: "law" }],
  ] as const) {
    const copy = new Stage();
    copy.state = state;
    expect(copy.say("2047-01-01 00:00", "PK/lahore", kind, body), kind).toBeUndefined();
  }
}

type World = { readonly stage: Stage; at: number; luck: number };

/** One message, as a command: the model says afterwards whether it may have been accepted. */
class Say implements fc.Command<Model, World> {
  readonly #said: Said;
  readonly #cover: Cover;
  readonly #accepted: Map<string, number>;

  constructor(said: Said, cover: Cover, accepted: Map<string, number>) {
    this.#said = said;
    this.#cover = cover;
    this.#accepted = accepted;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, world: World): void {
    const { stage } = world;
    const [kind, plain] = this.#said.what;
    world.at += this.#said.days * DAY;
    const luck = world.luck++;
    const before = stage.state;
    const body = likelyBody(before, [kind, under(this.#cover, kind, plain)], luck);
    const author = likelyAuthor(before, { ...this.#said, what: [kind, body] }, luck);
    const at = world.at as EpochMs;
    if (stage.place({ received: at, at, author, kind, body })) {
      expect(stage.state).toBe(before);
      return;
    }
    this.#accepted.set(kind, (this.#accepted.get(kind) ?? 0) + 1);
    expect(model.wrong(kind, body, author, world.at, this.#cover), `${kind} by ${author}`).toBeUndefined();
    model.learn(kind, body, world.at);
    stepsOnly(before, stage.state);
    invariants(stage.state);
    for (const own of stage.state.movements.values()) hasWayOut(stage, own);
  }

  toString(): string {
    return `${this.#said.by} ${this.#said.what[0]} ${JSON.stringify(this.#said.what[1])}`;
  }
}

/** What never was accepted was not tested. */
const WANTED = [
  "operation.start",
  "operation.terminate",
  "operation.discharge",
  "transport.resume",
  "enquiry.open",
  "enquiry.close",
  "claim.notify",
  "claim.lodge",
  "claim.pay",
  "claim.end",
  "claim.refund",
  "claim.reject",
  "discrepancy.resolve",
  "declaration.accept",
  "diversion.decide",
];

describe("random actors", () => {
  it.each<Cover>(["aptta", "tir"])(
    `of ${RUNS} journeys of ${STEPS} messages do nothing forbidden (%s)`,
    (cover) => {
      const accepted = new Map<string, number>();
      const commands = fc.commands([act.map((said) => new Say(said, cover, accepted))], {
        maxCommands: STEPS,
        size: "max",
      });
      let steps = 0;
      fc.assert(
        fc.property(commands, (all) => {
          const model = new Model();
          const real: World = { stage: begin(cover, model), at: Date.parse("2027-01-11T00:00:00Z"), luck: 0 };
          fc.modelRun(() => ({ model, real }), all);
          steps += real.luck;
          expect(machine.toJson(machine.fromJson(machine.toJson(real.stage.state)))).toEqual(
            machine.toJson(real.stage.state),
          );
        }),
        { numRuns: RUNS, seed: 20270111, endOnFailure: true },
      );
      const all = `${steps} steps: ${JSON.stringify([...accepted])}`;
      for (const kind of WANTED) expect(accepted.get(kind) ?? 0, `${kind} of ${all}`).toBeGreaterThan(2);
    },
  );
});
