import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Postgres, startPostgres } from "../../server/test/support/postgres.ts";
import { freePorts, ORIGIN } from "./ledger-fixture.ts";
import { admit, deskOfTest, founded, get, serving } from "./transit-fixture.ts";

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());
const onPostgres = async () => ({ DATABASE_URL: await postgres.database() });

describe("drills of docs/operations.md", { timeout: 120_000 }, () => {
  const statusOf = async (url: string, key: string) => (await get(url, key, "v1/transit")).status;

  it("puts a copy of the directory back", async () => {
    const desk = deskOfTest();
    const { dir, key } = await founded(desk);
    cpSync(dir, desk.path("copy"), { recursive: true });
    renameSync(dir, `${dir}.broken`);
    cpSync(desk.path("copy"), dir, { recursive: true });
    const server = await serving(desk, dir);
    expect(await statusOf(server.url, key)).toBe(200);
    await server.process.end("SIGTERM");
  });

  it("moves from PGlite to PostgreSQL: saved, loaded, made anew", async () => {
    const old = deskOfTest();
    const { dir, key } = await founded(old);
    const file = old.path("records.jsonl");
    const { rows } = await old.json("records", "save", dir, file);
    expect(rows).toBe(1);
    const desk = old.under(await onPostgres());
    expect(await desk.json("records", "load", dir, file)).toEqual({ rows: 1 });
    expect(await desk.failure("records", "load", dir, file)).toBe("2 store/not-empty");
    await desk.json("rebuild", dir);
    const server = await serving(desk, dir);
    expect(await statusOf(server.url, key)).toBe(200);
    await server.process.end("SIGTERM");
  });

  it("refuses saved records that are cut short, changed or another ledger's, and loads none of them", async () => {
    const old = deskOfTest();
    const { dir } = await founded(old);
    const file = old.path("records.jsonl");
    await old.json("records", "save", dir, file);
    const whole = readFileSync(file, "utf8");
    const lines = whole.trimEnd().split("\n");
    const desk = old.under(await onPostgres());
    for (const [text, code] of [
      ["", "store/unreadable"],
      [lines.slice(0, -1).join("\n"), "store/unreadable"],
      [[lines[0], ...lines.slice(2)].join("\n"), "store/unreadable"],
      [whole.replace('"table"', '"tabel"'), "store/unreadable"],
      [whole.replace(ORIGIN, "example.org/other/1"), "store/other-ledger"],
      ["not json\n", "store/unreadable"],
    ] as const) {
      writeFileSync(desk.path("bad.jsonl"), text);
      expect(await desk.failure("records", "load", dir, desk.path("bad.jsonl"))).toBe(`2 ${code}`);
    }
    expect(await desk.json("records", "load", dir, file)).toEqual({ rows: 1 });
  });

  it("refuses every command on the records of another ledger, and leaves them as they are", async () => {
    const old = deskOfTest();
    const { dir } = await founded(old);
    const file = old.path("records.jsonl");
    await old.json("records", "save", dir, file);
    const desk = old.under(await onPostgres());
    const other = await founded(desk, "other", "example.org/other/1");
    const server = await serving(desk, other.dir);
    await server.process.end("SIGTERM");
    const [port] = await freePorts(1);
    for (const command of [
      ["rebuild", dir],
      ["transit", "key", "list", dir, "--as", "PK"],
      ["transit", "key", "add", dir, "--as", "PK", "--label", "x"],
      ["transit", "key", "revoke", dir, "rk_000000000000", "--as", "PK"],
      ["records", "save", dir, desk.path("other.jsonl")],
      ["records", "load", dir, file],
      ["transit", "serve", dir, "--port", String(port)],
    ])
      expect(await desk.failure(...command), command.join(" ")).toBe("2 store/other-ledger");
    const { keys } = await desk.json("transit", "key", "list", other.dir, "--as", "PK");
    expect(keys).toHaveLength(1);
    await desk.json("rebuild", other.dir);
  });

  it("finds a ledger that was put back from an older copy than its records", async () => {
    const desk = deskOfTest();
    const { dir, key } = await founded(desk);
    cpSync(dir, desk.path("copy"), { recursive: true });
    const server = await serving(desk, dir);
    expect((await admit(server.url, key, "guarantor", "PK-LATE")).status).toBe(201);
    await server.process.end("SIGTERM");
    for (const part of ["ledgers", "journals"]) {
      rmSync(`${dir}/${part}`, { recursive: true });
      cpSync(desk.path("copy", part), `${dir}/${part}`, { recursive: true });
    }
    const [port] = await freePorts(1);
    const refused = await desk.fault("transit", "serve", dir, "--port", String(port));
    expect(refused.message).toMatch(/hold entries up to \d+ that .* does not have/);
    expect(refused.wayOut).toMatch(/rahdari rebuild/);
    await desk.json("rebuild", dir);
    const again = await serving(desk, dir);
    expect(await statusOf(again.url, key)).toBe(200);
    await again.process.end("SIGTERM");
  });
});
