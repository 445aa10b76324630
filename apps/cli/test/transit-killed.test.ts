import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Postgres, startPostgres } from "../../server/test/support/postgres.ts";
import { ORIGIN } from "./ledger-fixture.ts";
import { admit, deskOfTest, founded, get, OFFICES, say, serving } from "./transit-fixture.ts";

// `rahdari transit serve` as a process: killed, started again, and beside others.

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

const guarantee = (id: string) => ({
  guarantee: id,
  regime: "aptta",
  guarantor: "PK-BANK-1",
  holder: "PK/SYNTHETIC",
  scope: "total",
  amount: 1_000,
  currency: "USD",
  territories: ["PK"],
  lastPresentation: "2099-01-01",
  journeys: null,
});

type Asked = { readonly id: string; readonly office: string };

function register(url: string, key: string, { id, office }: Asked) {
  const message = { office, kind: "guarantee.register", body: guarantee(id) };
  return say(url, { key, id, group: "guarantee" }, message);
}

async function admitBoth(url: string, key: string): Promise<void> {
  await admit(url, key, "guarantor", "PK-BANK-1");
  await admit(url, key, "holder", "PK/SYNTHETIC");
}

/** Acknowledgements after which a server is killed, while as many clients wait for the next one. */
const ENOUGH = 100;
const CLIENTS = 20;

const STORAGES = [
  { name: "PGlite", env: async (): Promise<Record<string, string>> => ({}) },
  { name: "PostgreSQL", env: async () => ({ DATABASE_URL: await postgres.database() }) },
];

describe.each(STORAGES)("the interface of transit on $name", { timeout: 120_000 }, ({ env }) => {
  const fresh = async () => {
    const desk = deskOfTest(await env());
    return { desk, ...(await founded(desk)) };
  };

  it("has all that it acknowledged after it was killed, and takes the rest once", async () => {
    const { desk, dir, key } = await fresh();
    const first = await serving(desk, dir);
    await admitBoth(first.url, key);
    const acknowledged = new Map<Asked, { entry: number }>();
    const asked: Asked[] = [];
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        for (let i = 0; ; i++) {
          const one = { id: `G-${client}-${i}`, office: OFFICES[client % 2] as string };
          asked.push(one);
          const done = await register(first.url, key, one).catch(() => undefined);
          if (!done) return;
          expect(done.status).toBe(201);
          acknowledged.set(one, done.body);
          if (acknowledged.size === ENOUGH) await first.process.end("SIGKILL");
        }
      }),
    );
    expect(asked.length).toBe(acknowledged.size + CLIENTS);

    const second = await serving(desk, dir);
    for (const [one, { entry }] of acknowledged) {
      const again = await register(second.url, key, one);
      expect(again, one.id).toMatchObject({ status: 201, body: { entry, outcome: { status: "accepted" } } });
    }
    const entries = new Set<number>();
    for (const one of asked) {
      const { status, body } = await register(second.url, key, one);
      expect(status, `${one.id} ${JSON.stringify(body)}`).toBe(201);
      entries.add(body.entry);
      expect((await get(second.url, key, `v1/transit/guarantees/${one.id}`)).status).toBe(200);
    }
    expect(entries.size).toBe(asked.length);
    expect(await second.process.end("SIGTERM")).toBe(0);
    expect((await desk.json("ledger", "fsck", dir)).faults ?? []).toEqual([]);
  });

  it("refuses a second server, and commands that would write beside it, with the way out", async () => {
    const { desk, dir, key } = await fresh();
    const server = await serving(desk, dir);
    const second = await desk.fault("transit", "serve", dir, "--port", "1");
    expect([second.code, second.issues[0]?.message]).toEqual([
      "locked",
      expect.stringMatching(/in use by process/),
    ]);
    expect(second.wayOut).toMatch(/stop that process/);
    for (const command of [
      ["rebuild", dir],
      ["transit", "key", "list", dir, "--as", "PK"],
      ["records", "save", dir, desk.path("busy.jsonl")],
    ]) {
      const refused = await desk.fault(...command);
      expect(refused.code, command.join(" ")).toBe("store/in-use");
      expect(refused.message).toMatch(/open in (?:another )?process/);
      expect(refused.wayOut).toMatch(/stop that process/);
    }
    expect(await server.process.end("SIGTERM")).toBe(0);
    expect(server.process.err).not.toContain(key);
  });

  it("shows the ledger to nobody on the port of the interface, and to other nodes on theirs", async () => {
    const { desk, dir, key } = await fresh();
    const server = await serving(desk, dir);
    const paths = [
      "checkpoint",
      "bundle",
      "receipts/3",
      "tile/entries/000.p/3",
      "chains/PK/lahore",
      "events",
    ];
    for (const path of [...paths.map((one) => `${ORIGIN}/${one}`), ORIGIN, "metrics", ""]) {
      const answer = await get(server.url, key, path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ code: "not-found" });
    }
    expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: "ok" });
    const node = readFileSync(`${dir}/address`, "utf8").trim();
    expect(node).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const path of [`${ORIGIN}/checkpoint`, `${ORIGIN}/receipts/3`, "metrics", "health"])
      expect((await fetch(`${node}/${path}`)).status, path).toBe(200);
    // Commands beside the server find the node by themselves.
    expect(
      (await desk.json("ledger", "checkpoint", dir, "--node", `${node}/${ORIGIN}`)).size,
    ).toBeGreaterThan(0);
    await server.process.end("SIGTERM");
  });

  it("is the same after its tables are made anew", async () => {
    const { desk, dir, key } = await fresh();
    const before = await serving(desk, dir);
    await admitBoth(before.url, key);
    expect((await register(before.url, key, { id: "G1", office: "PK/lahore" })).status).toBe(201);
    await before.process.end("SIGTERM");
    const { entries } = await desk.json("rebuild", dir);
    expect(entries).toBe((await desk.json("ledger", "checkpoint", dir)).size);
    const server = await serving(desk, dir);
    const kept = await get(server.url, key, "v1/transit/guarantees/G1");
    expect(await kept.json()).toMatchObject({ guarantee: "G1", state: "registered" });
    await server.process.end("SIGTERM");
  });
});
