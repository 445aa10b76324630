import { afterEach, describe, expect, it } from "vitest";
import { Elsewhere } from "../support/elsewhere.ts";
import { lodge, openCorridor, PAYLOAD } from "../support/journey.ts";
import { storages } from "../support/storages.ts";
import type { Trial } from "../support/trial.ts";

// Private payloads: no ledger holds them, so that nothing may delete one whose message may have been stated.

const M1 = { ...lodge("M1", "G1"), payload: PAYLOAD };

for (const { name, place } of storages()) {
  describe(`the payload of a message on ${name}`, () => {
    let trial: Trial;
    let pk: string;
    afterEach(() => trial.remove());
    const open = async (elsewhere?: Elsewhere) => {
      const own = elsewhere && { ledgerOf: elsewhere.ledgerOf };
      trial = await openCorridor({ place: await place(), ...own });
      pk = await trial.key("authority", "PK");
    };
    const payloads = () => trial.store.db.selectFrom("payload").selectAll().execute();
    const requests = () => trial.store.db.selectFrom("request").selectAll().orderBy("begun").execute();
    const shown = async () => (await trial.get("/v1/transit/movements/M1/payload", pk)).body.payload;

    it("is kept by a node that starts before it has seen the message", async () => {
      const elsewhere = new Elsewhere();
      await open(elsewhere);
      elsewhere.lag();
      const lodged = trial.say(pk, M1, "lodge");
      expect((await lodged).body.level).toBe("final");
      await trial.reopen();
      expect(await payloads()).toHaveLength(1);
      elsewhere.see();
      await trial.reopen();
      expect(await shown()).toEqual(PAYLOAD);
    });

    it("goes with a request of which nothing was written down, and comes with the same again", async () => {
      await open();
      await trial.say(pk, M1, "lodge");
      const [row] = await payloads();
      const request = (await requests()).at(-1);
      if (!row || !request) throw new Error("nothing was written down");
      const broken = {
        ...request,
        key: "broken",
        digest: "0",
        draft: "0",
        seq: null,
        entry: null,
        commit: "B",
      };
      await trial.store.db.insertInto("request").values(broken).execute();
      await trial.store.db
        .insertInto("payload")
        .values({ ...row, commit: "B" })
        .execute();
      await trial.reopen();
      expect(await payloads()).toEqual([row]);
      expect((await requests()).map(({ key }) => key)).not.toContain("broken");
    });

    it("is written down when the same is handed in again and it is missing", async () => {
      await open();
      const first = await trial.say(pk, M1, "lodge");
      await trial.store.db.deleteFrom("payload").execute();
      expect(await shown()).toBeUndefined();
      expect(await trial.say(pk, M1, "lodge")).toEqual(first);
      expect(await shown()).toEqual(PAYLOAD);
    });
  });
}
