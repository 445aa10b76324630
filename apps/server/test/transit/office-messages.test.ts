import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Records } from "../../src/records/records.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import type { MessageRow } from "../../src/store/tables.ts";
import { storages } from "../support/storages.ts";

// What an office is told when it goes on from an entry, held against a plain look at every row.

const MESSAGES = Array.from({ length: 1_000 }, (_, entry): MessageRow => {
  const author = `PK/of-${entry % 7}`;
  const movement = entry % 11 === 0 ? null : `M${entry % 90}`;
  const rest = { guarantee: null, body: "{}", commit: null, code: null, path: null, against: null };
  return { entry, kind: "notice.advance", author, member: "PK", at: 0, received: 0, movement, ...rest };
});
/** An office on five ways, one on all of them, one on half from late on, one on none. */
const OFFICES = Array.from({ length: 90 }, (_, i) => [
  ...(i % 18 === 0 ? [{ office: "PK/few", movement: `M${i}`, since: i }] : []),
  { office: "PK/all", movement: `M${i}`, since: i },
  ...(i % 2 === 0 ? [{ office: "PK/late", movement: `M${i}`, since: 700 }] : []),
  // What it stated itself about a movement is told once.
  ...(i % 9 === 0 ? [{ office: "PK/of-3", movement: `M${i}`, since: 0 }] : []),
]).flat();

for (const { name, place } of storages()) {
  describe(`messages of an office on ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await openStore(await place());
      await store.db.insertInto("message").values(MESSAGES).execute();
      await store.db.insertInto("movement_office").values(OFFICES).execute();
    });
    afterAll(() => store.close());

    it.each(["PK/few", "PK/all", "PK/late", "PK/of-3", "PK/of-4", "PK/none"])("%s", async (office) => {
      const records = new Records(store, () => {
        throw new Error("not asked for");
      });
      const isTheirs = ({ author, movement, entry }: MessageRow) =>
        author === office ||
        OFFICES.some((one) => one.office === office && one.movement === movement && one.since <= entry);
      for (const after of [-1, 0, 17, 500, 690, 990, 999, 5_000])
        for (const limit of [1, 10, 200]) {
          const told = await records.messages({ of: "office", office }, { after, limit });
          const all = MESSAGES.filter((row) => row.entry > after && isTheirs(row));
          expect(told).toEqual(all.slice(0, limit));
        }
    });
  });
}
