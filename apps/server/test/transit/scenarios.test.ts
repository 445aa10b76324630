import type { JsonObject } from "@rahdari/ledger";
import { endFaults, loadScenarios, stepsOf } from "@rahdari/transit";
import type { EpochMs } from "@rahdari/units";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../src/store/store.ts";
import { storages } from "../support/storages.ts";
import { emptied, tablesOf } from "../support/tables.ts";
import { machine, momentOf, Trial } from "../support/trial.ts";

// Every scenario through the interface, on both kinds of storage: each step handed in by the authority of its
// office, refused where the scenario wants it, and the tables the same once they are made anew from the ledger.

const { scenarios, givens } = loadScenarios();

for (const { name, place } of storages()) {
  describe(`over HTTP on ${name}`, () => {
    // One database for all of them, emptied: a new one takes longer than a scenario.
    let store: Store;
    beforeAll(async () => {
      store = await openStore(await place());
    });
    afterAll(() => store.close());
    beforeEach(() => emptied(store));

    for (const scenario of scenarios)
      it(`${scenario.id} ${scenario.title}`, async () => {
        const steps = stepsOf(scenario, givens);
        const offices = [...new Set(steps.map(({ by }) => by))];
        const from = (momentOf(steps[0]!.at) - 60_000) as EpochMs;
        const trial = await Trial.open({ offices, place: store, from });
        try {
          for (const { at, received, by, does, with: body, goods, refused, field, tell } of steps) {
            trial.now = momentOf(received ?? at);
            const key = await trial.key("authority", by.slice(0, 2));
            const done = await trial.say(key, {
              office: by,
              kind: does,
              body: body as JsonObject,
              at: new Date(momentOf(at)).toISOString(),
              ...(goods && { payload: goods }),
            });
            const [error] = (done.body.errors ?? []) as JsonObject[];
            expect(error?.code, `${tell} ${JSON.stringify(done.body)}`).toBe(refused);
            if (field !== undefined)
              expect(error?.pointer).toBe(field.startsWith("/payload/") ? field : `/body${field}`);
            expect(done.status).toBe(refused === undefined ? 201 : done.body.status);
          }
          expect(endFaults(machine, trial.engine.state.app, scenario.ends)).toEqual([]);
          const before = await tablesOf(trial.store);
          expect(before.message?.length).toBeGreaterThan(0);
          await trial.rebuild();
          expect(await tablesOf(trial.store)).toEqual(before);
        } finally {
          await trial.remove();
        }
      });
  });
}
