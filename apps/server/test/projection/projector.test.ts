import { describe, expect, it } from "vitest";
import { type Followed, Projector } from "../../src/projection/projector.ts";
import { depart, embedded, notice, openCorridor } from "../support/journey.ts";
import { tablesOf } from "../support/tables.ts";

describe("a projector", () => {
  const storage = embedded();

  it("sees an entry that comes at the very moment at which it comes to rest", async () => {
    const trial = await openCorridor({ place: await storage.place() });
    await depart(trial, "M1");
    const { engine, store } = trial;
    const earlier = engine.state;
    await trial.say(await trial.key("authority", "PK"), notice("M1"));
    const later = engine.state;
    const whole = await tablesOf(store);
    await trial.transit.close();
    for (const table of ["message", "movement_office"] as const)
      await store.db
        .deleteFrom(table)
        .where(table === "message" ? "entry" : "since", ">=", earlier.size)
        .execute();

    // A ledger that grows in the moment after it was looked at for the last time, so many turns later.
    for (let turns = 0; turns < 6; turns++) {
      await store.db.updateTable("projection").set({ entries: 0, last: "" }).execute();
      let now = earlier;
      let looks = 0;
      const listeners = new Set<(from: number, to: number) => void>();
      const grow = async () => {
        for (let i = 0; i < turns; i++) await Promise.resolve();
        now = later;
        for (const listener of listeners) listener(earlier.size, later.size);
      };
      const ledger: Followed = {
        origin: engine.origin,
        entries: (from, to) => engine.entries(from, to),
        get state() {
          // Looked at for the third time: what there was is written, and there seems to be no more.
          if (++looks === 3) queueMicrotask(() => void grow());
          return now;
        },
        subscribe: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      };
      const projector = await Projector.open({ store, ledger });
      const inTime = new Promise((_, reject) =>
        setTimeout(() => reject(new Error(`after ${turns}`)), 3_000).unref(),
      );
      await Promise.race([projector.until(later.size), inTime]);
      expect(projector.entries).toBe(later.size);
      await projector.close();
    }
    expect(await tablesOf(store)).toEqual(whole);
    await trial.remove();
  });

  it("that is closed keeps nobody waiting", async () => {
    const trial = await openCorridor({ place: await storage.place() });
    await trial.transit.close();
    const projector = await Projector.open({ store: trial.store, ledger: trial.engine });
    const waiting = projector.until(trial.engine.state.size + 10);
    await projector.close();
    await waiting;
    await projector.until(trial.engine.state.size + 10);
    expect(projector.closed).toBe(true);
    await trial.remove();
  });
});
