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
import { openStore, type Store } from "../../src/store/store.ts";
import { storages } from "../support/storages.ts";
import { tablesOf } from "../support/tables.ts";
import { MEMBERS, machine, momentOf } from "../support/trial.ts";

const STEPS = 1_000;

/** Guarantees that few movements rely on: what becomes of one is seldom written again by another's message. */
const OTHERS = Array.from({ length: 8 }, (_, i) => `H${i}`);
/** Beside what the actors say: declarations that go over to another guarantee, and back. */
const amended: fc.Arbitrary<Said> = fc.record({
  by: fc.constant("PK/lahore"),
  days: fc.integer({ min: 0, max: 3 }),
  what: fc.tuple(
    fc.constantFrom("declaration.amend", "declaration.lodge"),
    fc
      .record({ movement: fc.integer({ min: 1, max: 30 }), under: fc.constantFrom(...OTHERS) })
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
      .record({ movement: fc.integer({ min: 1, max: 30 }), under: fc.constantFrom(...OTHERS) })
      .map(
        ({ movement, under }): JsonObject => ({ movement: `X${movement}`, guarantee: under, reason: "G02" }),
      ),
  ),
});
const said = fc.oneof({ weight: 2, arbitrary: act }, amended, { weight: 2, arbitrary: relied });

/** A ledger in memory on which random actors speak. */
async function spoken(acts: readonly Said[]) {
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
  const run = async (onStep: (luck: number) => Promise<void>) => {
    for (const [kind, body] of OPENING) await say("PK/lahore", kind, body);
    for (const id of OTHERS) await say("PK/lahore", "guarantee.register", { ...guarantee, guarantee: id });
    for (const [luck, one] of acts.entries()) {
      now = (now + one.days * 3_600_000) as EpochMs;
      const [kind, plain] = one.what;
      const state: TransitState = engine.state.app;
      const { reason, ...rest } = plain;
      const body = likelyBody(state, [kind, kind === "guarantee.reject" ? plain : rest], luck);
      await say(likelyAuthor(state, { ...one, what: [kind, body] }, luck), kind, body);
      await onStep(luck);
    }
  };
  return { engine, run };
}

/** The rows say what the state machine knows, each of them. */
async function agrees({ db }: Store, app: TransitState): Promise<void> {
  for (const [name, known] of [
    ["movement", app.movements],
    ["guarantee", app.guarantees],
  ] as const) {
    const rows = await db.selectFrom(name).select(["id", "detail"]).execute();
    expect(rows.length).toBe(known.size);
    for (const { id, detail } of rows) expect(JSON.parse(detail), id).toEqual(known.get(id));
  }
  const seals = await db.selectFrom("seal").select(["id", "state"]).execute();
  expect(new Map(seals.map(({ id, state }) => [id, state]))).toEqual(
    new Map([...app.seals.values()].map(({ id, state }) => [id, state])),
  );
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
      const { engine, run } = await spoken(acts);
      const projector = await Projector.open({ store, ledger: engine });
      // Lots of all sizes: at times the tables keep up with every message, at times they lag far behind.
      await run(async (luck) => {
        if (luck % 300 >= 150) return;
        await projector.until(engine.state.size);
        if (luck % 10 === 9) await agrees(store, engine.state.app);
      });
      await projector.until(engine.state.size);
      await projector.close();
      const before = await tablesOf(store);
      await agrees(store, engine.state.app);
      expect(before.message?.length).toBeGreaterThan(STEPS);
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
