import { sql } from "kysely";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shownError } from "../../src/http/shown-error.ts";
import { Condition, isStorageFull } from "../../src/transit/condition.ts";
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
        expect(log).toMatch(/"(?:err|fault)":\{"name":"[^"]*rror","message":".+?","code":"[0-9A-Z]{5}"/);
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

    it("is one line for each request that fails, and the place of the same fault not every time", async () => {
      log = "";
      await sql`alter table request rename to hidden`.execute(trial.store.db);
      const failed = await Promise.all(Array.from({ length: 50 }, () => trial.say(pk, lodge("M9", "G1"))));
      await sql`alter table hidden rename to request`.execute(trial.store.db);
      expect(new Set(failed.map(({ status }) => status))).toEqual(new Set([500]));
      const lines = log.split("\n").filter((line) => line.includes('"level":50'));
      expect(lines).toHaveLength(50);
      expect(lines.every((line) => line.includes("42P01") && line.includes('"status":500'))).toBe(true);
      expect(lines.filter((line) => line.includes('"stack"')).length).toBeLessThan(2);
    });

    it("tells trouble that repeats itself once a minute, with how often it came", () => {
      const lines: string[] = [];
      const write = (line: string) => lines.push(line);
      let now = 0;
      const condition = new Condition(pino({}, { write }), () => now);
      const fail = (times: number, what = "hooks") => {
        for (let i = 0; i < times; i++) condition.trouble(what, new Error("down"));
      };
      fail(1_000);
      fail(1, "desk");
      now = 61_000;
      fail(1_000);
      expect(lines.map((line) => [JSON.parse(line).what, JSON.parse(line).repeated])).toEqual([
        ["hooks", undefined],
        ["desk", undefined],
        ["hooks", 999],
      ]);
    });

    it("is a full disk, told apart from other faults, and seen by whoever asks for the health", async () => {
      const health = async () => (await trial.request("/health", null)).json();
      trial.now = (trial.now + 120_000) as typeof trial.now;
      expect(await health()).toEqual({ status: "ok" });
      const { db } = trial.store;
      await sql`create function full_disk() returns trigger language plpgsql as
        $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`.execute(db);
      await sql`create trigger full_disk before insert on request execute function full_disk()`.execute(db);
      const failed = await trial.say(pk, lodge("M9", "G1"), "full");
      expect([failed.status, failed.body.code]).toEqual([507, "storage-full"]);
      expect(await health()).toEqual({ status: "degraded", reasons: ["storage-full"] });
      await sql`drop trigger full_disk on request`.execute(db);
      expect((await trial.say(pk, lodge("M9", "G1"), "full")).status).toBe(201);
      trial.now = (trial.now + 120_000) as typeof trial.now;
      expect(await health()).toEqual({ status: "ok" });
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

describe("a full disk", () => {
  it("is known by the word of the database and of the system, also as a cause", () => {
    const error = (code: string) => Object.assign(new Error("x"), { code });
    for (const code of ["53100", "ENOSPC", "EDQUOT"]) {
      expect(isStorageFull(error(code))).toBe(true);
      expect(isStorageFull(new Error("y", { cause: error(code) }))).toBe(true);
    }
    expect([error("53200"), error("EIO"), "ENOSPC", undefined].some(isStorageFull)).toBe(false);
  });
});

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
