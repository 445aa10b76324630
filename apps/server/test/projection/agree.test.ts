import { type JsonObject, openEmbedded, type StateMachine } from "@rahdari/ledger";
import type { TransitState } from "@rahdari/transit";
import { type EpochMs, instantText } from "@rahdari/units";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryFiles } from "../../../../packages/ledger/test/support/engines.ts";
import { charterOf, foundOn, keyOf, ORIGIN, Pen } from "../../../../packages/ledger/test/support/fixture.ts";
import {
  act,
  declared,
  guarantee,
  likelyAuthor,
  likelyBody,
  OFFICES,
  OPENING,
  type Said,
} from "../../../../packages/transit/test/support/actors.ts";
import { forgetProjections, Projector } from "../../src/projection/projector.ts";
import { openStore } from "../../src/store/store.ts";
import { storages } from "../support/storages.ts";
import { tablesOf } from "../support/tables.ts";
import { MEMBERS, machine, momentOf } from "../support/trial.ts";

const STEPS = 1_500;

/** Beside what the actors say: declarations that go over to another guarantee, and back. */
const amended: fc.Arbitrary<Said> = fc.record({
  by: fc.constant("PK/lahore"),
  days: fc.integer({ min: 0, max: 3 }),
  what: fc.tuple(
    fc.constantFrom("declaration.amend", "declaration.lodge"),
    fc
      .record({ movement: fc.integer({ min: 1, max: 40 }), under: fc.constantFrom("G1", "G2") })
      .map(
        ({ movement, under }): JsonObject => ({ movement: `X${movement}`, ...declared, guarantee: under }),
      ),
  ),
});
const relied: fc.Arbitrary<Said> = fc.record({
  by: fc.constant("PK/lahore"),
  days: fc.constant(0),
  what: fc.tuple(
    fc.constantFrom("guarantee.accept", "guarantee.reject"),
    fc
      .record({ movement: fc.integer({ min: 1, max: 40 }), under: fc.constantFrom("G1", "G2") })
      .map(
        ({ movement, under }): JsonObject => ({ movement: `X${movement}`, guarantee: under, reason: "G02" }),
      ),
  ),
});
const said = fc.oneof({ weight: 5, arbitrary: act }, amended, relied);

/** A ledger in memory on which random actors speak. */
async function spoken(acts: readonly Said[], onStep: () => Promise<void>) {
  let now = momentOf("2027-01-04 05:00");
  const files = memoryFiles();
  const clock = () => now;
  await foundOn(files, "/log", charterOf(MEMBERS, { machine: machine.name }), {
    machine: machine as StateMachine<unknown>,
    now: clock,
  });
  const engine = await openEmbedded({
    files,
    directory: "/log",
    origin: ORIGIN,
    signer: keyOf("log"),
    machine,
    now: clock,
  });
  const pens = new Map([...OFFICES, ...MEMBERS].map((author) => [author, new Pen(author)]));
  const penOf = (author: string) => pens.get(author) as Pen;
  for (const office of OFFICES) {
    const [member, name] = office.split("/") as [string, string];
    await engine.submit((await penOf(member).addOffice(name)).bytes);
  }
  const say = async (author: string, kind: string, body: JsonObject) => {
    const envelope = await penOf(author).write(kind, body, { at: instantText(now) });
    await engine.submit(envelope.bytes);
  };
  const run = async () => {
    for (const [kind, body] of OPENING) await say("PK/lahore", kind, body);
    await say("PK/lahore", "guarantee.register", { ...guarantee, guarantee: "G2" });
    for (const [luck, one] of acts.entries()) {
      now = (now + one.days * 3_600_000) as EpochMs;
      const [kind, plain] = one.what;
      const state: TransitState = engine.state.app;
      const { reason, ...rest } = plain;
      const body = likelyBody(state, [kind, kind === "guarantee.reject" ? plain : rest], luck);
      await say(likelyAuthor(state, { ...one, what: [kind, body] }, luck), kind, body);
      if (luck % 7 === 0) await onStep();
    }
  };
  return { engine, run };
}

const KINDS = storages();

describe("tables that follow a ledger", () => {
  for (const { name, place } of KINDS)
    it(`are those made anew, after ${STEPS} messages of random actors (${name})`, {
      timeout: 120_000,
    }, async () => {
      const [acts] = fc.sample(fc.array(said, { minLength: STEPS, maxLength: STEPS }), {
        numRuns: 1,
        seed: 20270111,
      }) as [Said[]];
      const store = await openStore(await place());
      // Now and then the tables lag behind, so that they are written in lots of all sizes.
      const { engine, run } = await spoken(acts, () => new Promise((resolve) => setTimeout(resolve, 1)));
      const projector = await Projector.open({ store, ledger: engine });
      await run();
      await projector.until(engine.state.size);
      await projector.close();
      const before = await tablesOf(store);
      const { app } = engine.state;
      expect(before.movement?.length).toBe(app.movements.size);
      expect(before.message?.length).toBeGreaterThan(STEPS);
      const rows = before.movement as { id: string; detail: string }[];
      for (const { id, detail } of rows) expect(JSON.parse(detail)).toEqual(app.movements.get(id));
      await forgetProjections(store);
      await (await Projector.open({ store, ledger: engine })).close();
      expect(await tablesOf(store)).toEqual(before);
      // Nothing is shown where nothing happened.
      const accepted = (before.message as { code: string | null; kind: string }[]).filter(
        ({ code }) => !code,
      );
      for (const kind of ["declaration.amend", "guarantee.reject", "operation.discharge"])
        expect(accepted.filter((one) => one.kind === kind).length, kind).toBeGreaterThan(0);
      await store.close();
      await engine.close();
    });
});
