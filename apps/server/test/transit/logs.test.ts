import { sql } from "kysely";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shownError } from "../../src/http/shown-error.ts";
import { lodge, openCorridor, PAYLOAD } from "../support/journey.ts";
import { eventually } from "../support/serve.ts";
import { storages } from "../support/storages.ts";
import type { Trial } from "../support/trial.ts";

// A database that fails gives the statement with all its values: none of them may come into a log.

const HIDDEN = { ...PAYLOAD, consignor: { ...PAYLOAD.consignor, name: "TOPSECRETCO" } };

for (const { name, place } of storages()) {
  describe(`what is logged where the database fails on ${name}`, () => {
    let trial: Trial;
    let pk: string;
    let log = "";
    beforeAll(async () => {
      const write = (line: string) => {
        log += line;
      };
      trial = await openCorridor({ place: await place(), log: pino({ level: "debug" }, { write }) });
      pk = await trial.key("authority", "PK");
    });
    afterAll(() => trial.remove());

    /** What the log holds of a failure while a column of a table takes none of the values that are written to it. */
    const whileBroken = async (table: string, column: string, act: () => Promise<unknown>) => {
      const { db } = trial.store;
      for (const change of [
        { broken: `rename to hidden`, whole: `alter table hidden rename to ${table}` },
        {
          broken: `alter ${column} type bigint using 0`,
          whole: `alter table ${table} alter ${column} type text`,
        },
        {
          broken: `add constraint none check (${column} is null) not valid`,
          whole: `alter table ${table} drop constraint none`,
        },
      ]) {
        log = "";
        await sql.raw(`alter table ${table} ${change.broken}`).execute(db);
        await act();
        await sql.raw(change.whole).execute(db);
        expect(log).toMatch(/"err":\{"name":"[^"]*rror","message":".+?","code":"[0-9A-Z]{5}","stack":" +at /);
        expect(log).not.toMatch(/TOPSECRETCO|Mandarins|salt|params|whsec_|hooks\.example|"detail"|rk_\w+_/);
      }
    };

    it("is no payload, no salt and no body of a message", async () => {
      const lodged = () => trial.say(pk, { ...lodge("M1", "G1"), payload: HIDDEN });
      await whileBroken("payload", "opening", async () => expect((await lodged()).status).toBe(500));
      await whileBroken("request", "draft", async () => expect((await lodged()).status).toBe(500));
    });

    it("is no secret of a webhook", async () => {
      const body = JSON.stringify({ url: "https://hooks.example.org/", scope: { of: "all" } });
      const headers = { "content-type": "application/json" };
      await whileBroken("hook", "secret", async () => {
        const failed = await trial.request("/v1/transit/hooks", pk, { method: "POST", headers, body });
        expect(failed.status).toBe(500);
      });
    });

    it("is no message, where the tables cannot follow", async () => {
      let count = 0;
      await whileBroken("message", "body", async () => {
        const vehicle = {
          registration: "TOPSECRETCO",
          country: "PK",
          approval: { number: "1", issued: "2025-09-01" },
        };
        const lodged = await trial.say(pk, lodge(`M2-${count++}`, "G1", { vehicle }));
        expect(lodged.status).toBe(500);
        await eventually(() => log.includes('"what":"projection"'));
      });
    });
  });
}

describe("an error as it is logged", () => {
  it("keeps the message of a fault of ours and of the machine", () => {
    const error = Object.assign(new TypeError("x is not a function"), { code: "ENOSPC", secret: "s" });
    const { stack, ...shown } = shownError(error);
    expect(shown).toEqual({ name: "TypeError", message: "x is not a function", code: "ENOSPC" });
    expect(stack).toMatch(/^\s+at /);
  });

  it("quotes no text that a parser stumbled over, nor what was thrown that is no error", () => {
    let broken: unknown;
    try {
      JSON.parse('{"consignor":TOPSECRETCO}');
    } catch (error) {
      broken = error;
    }
    expect(JSON.stringify([shownError(broken), shownError("TOPSECRETCO")])).not.toContain("TOPSECRET");
  });
});
