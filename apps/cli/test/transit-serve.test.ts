import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Postgres, startPostgres } from "../../server/test/support/postgres.ts";
import { Desk, freePorts, ORIGIN, Process } from "./ledger-fixture.ts";

const MEMBERS = ["--member", "PK", "--member", "AF"];
const OFFICES = ["PK/lahore", "PK/torkham-pk", "AF/torkham-af"];
const GUARANTEES = "/v1/transit/messages/guarantee";

let postgres: Postgres;
const desk = new Desk();
const processes: Process[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await Promise.all(processes.map((one) => one.end()));
  await postgres.stop();
  desk.close();
});

/** A ledger for transit with a key of Pakistan's for its interface. */
async function founded(
  name: string,
  env: Desk["env"],
  origin = ORIGIN,
): Promise<{ dir: string; key: string }> {
  desk.env.DATABASE_URL = env.DATABASE_URL;
  const dir = desk.path(name);
  const offices = OFFICES.flatMap((office) => ["--office", office]);
  const own = ["--machine", "transit/1", "--origin", origin, ...MEMBERS, ...offices];
  await desk.json("ledger", "init", dir, ...own);
  const { key } = await desk.json("transit", "key", "add", dir, "--as", "PK", "--label", "all of PK");
  return { dir, key };
}

/** `rahdari transit serve` as a process; its address. */
async function serving(dir: string, env: Desk["env"]): Promise<{ url: string; process: Process }> {
  const [port] = await freePorts(1);
  const server = new Process(["transit", "serve", dir, "--port", String(port), "--json"], {
    ...desk.env,
    ...env,
  });
  processes.push(server);
  const { address } = JSON.parse(await server.start());
  return { url: address, process: server };
}

async function say(url: string, key: string, id: string, path: string, kind: string, body: object) {
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": id,
    },
    body: JSON.stringify({ kind, office: OFFICES[Number(id.length) % 2], body }),
  });
  return { status: response.status, body: await response.json() };
}

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

const STORAGES = [
  { name: "PGlite", env: async (): Promise<Desk["env"]> => ({}) },
  { name: "PostgreSQL", env: async () => ({ DATABASE_URL: await postgres.database() }) },
];

describe.each(STORAGES)("the interface of transit on $name", { timeout: 120_000 }, ({ name, env: envOf }) => {
  let env: Desk["env"] = {};
  let dir = "";
  let key = "";
  beforeAll(async () => {
    env = await envOf();
    ({ dir, key } = await founded(name, env));
  }, 120_000);

  it("has all that it acknowledged after it was killed, and takes the rest once", async () => {
    const first = await serving(dir, env);
    const parties = "/v1/transit/messages/holders-and-guarantors";
    await say(first.url, key, "g", parties, "guarantor.authorise", { guarantor: "PK-BANK-1" });
    await say(first.url, key, "h", parties, "holder.authorise", { holder: "PK/SYNTHETIC" });
    const acknowledged = new Map<string, { entry: number }>();
    const asked: string[] = [];
    const kill = setTimeout(() => first.process.end("SIGKILL"), 1_500);
    await Promise.all(
      Array.from({ length: 20 }, async (_, client) => {
        for (let i = 0; ; i++) {
          const id = `G-${client}-${i}`;
          asked.push(id);
          const done = await say(first.url, key, id, GUARANTEES, "guarantee.register", guarantee(id)).catch(
            () => undefined,
          );
          if (!done) return;
          expect(done.status).toBe(201);
          acknowledged.set(id, done.body);
        }
      }),
    );
    clearTimeout(kill);
    expect(acknowledged.size).toBeGreaterThan(50);

    const second = await serving(dir, env);
    for (const [id, { entry }] of acknowledged) {
      const again = await say(second.url, key, id, GUARANTEES, "guarantee.register", guarantee(id));
      expect(again, id).toMatchObject({ status: 201, body: { entry, outcome: { status: "accepted" } } });
    }
    const entries = new Set<number>();
    for (const id of asked) {
      const { status, body } = await say(
        second.url,
        key,
        id,
        GUARANTEES,
        "guarantee.register",
        guarantee(id),
      );
      expect(status, `${id} ${JSON.stringify(body)}`).toBe(201);
      entries.add(body.entry);
      const kept = await fetch(`${second.url}/v1/transit/guarantees/${id}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(kept.status).toBe(200);
    }
    expect(entries.size).toBe(asked.length);
    expect(await second.process.end("SIGTERM")).toBe(0);
    expect((await desk.json("ledger", "fsck", dir)).faults ?? []).toEqual([]);
  });

  it("refuses a second server, and commands that would write beside it, with the way out", async () => {
    const server = await serving(dir, env);
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
    const server = await serving(dir, env);
    const paths = [
      "checkpoint",
      "bundle",
      "receipts/3",
      "tile/entries/000.p/3",
      "chains/PK/lahore",
      "events",
    ];
    for (const path of [...paths.map((one) => `${ORIGIN}/${one}`), ORIGIN, "metrics", ""]) {
      const answer = await fetch(`${server.url}/${path}`, { headers: { authorization: `Bearer ${key}` } });
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
    const { entries } = await desk.json("rebuild", dir);
    expect(entries).toBe((await desk.json("ledger", "checkpoint", dir)).size);
    const server = await serving(dir, env);
    const kept = await fetch(`${server.url}/v1/transit/guarantees/G-0-0`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(await kept.json()).toMatchObject({ guarantee: "G-0-0", state: "registered" });
    await server.process.end("SIGTERM");
  });
});

describe("drills of docs/operations.md", { timeout: 120_000 }, () => {
  let dir = "";
  let key = "";
  beforeAll(async () => {
    ({ dir, key } = await founded("drill", {}));
  }, 120_000);
  const isGood = async (url: string) =>
    (await fetch(`${url}/v1/transit`, { headers: { authorization: `Bearer ${key}` } })).status;

  it("puts a copy of the directory back", async () => {
    cpSync(dir, desk.path("copy"), { recursive: true });
    renameSync(dir, `${dir}.broken`);
    cpSync(desk.path("copy"), dir, { recursive: true });
    const server = await serving(dir, {});
    expect(await isGood(server.url)).toBe(200);
    await server.process.end("SIGTERM");
  });

  it("moves from PGlite to PostgreSQL: saved, loaded, made anew", async () => {
    desk.env.DATABASE_URL = undefined;
    const file = desk.path("records.jsonl");
    const { rows } = await desk.json("records", "save", dir, file);
    expect(rows).toBe(1);
    const env = { DATABASE_URL: await postgres.database() };
    desk.env.DATABASE_URL = env.DATABASE_URL;
    expect(await desk.json("records", "load", dir, file)).toEqual({ rows: 1 });
    expect(await desk.failure("records", "load", dir, file)).toBe("2 store/not-empty");
    await desk.json("rebuild", dir);
    const server = await serving(dir, env);
    expect(await isGood(server.url)).toBe(200);
    await server.process.end("SIGTERM");
    desk.env.DATABASE_URL = undefined;
  });

  it("refuses saved records that are cut short, changed or another ledger's, and loads none of them", async () => {
    const whole = readFileSync(desk.path("records.jsonl"), "utf8");
    const lines = whole.trimEnd().split("\n");
    desk.env.DATABASE_URL = await postgres.database();
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
    expect(await desk.json("records", "load", dir, desk.path("records.jsonl"))).toEqual({ rows: 1 });
    desk.env.DATABASE_URL = undefined;
  });

  it("refuses every command on the records of another ledger, and leaves them as they are", async () => {
    const env = { DATABASE_URL: await postgres.database() };
    const other = await founded("other", env, "example.org/other/1");
    const server = await serving(other.dir, env);
    await server.process.end("SIGTERM");
    desk.env.DATABASE_URL = env.DATABASE_URL;
    const [port] = await freePorts(1);
    for (const command of [
      ["rebuild", dir],
      ["transit", "key", "list", dir, "--as", "PK"],
      ["transit", "key", "add", dir, "--as", "PK", "--label", "x"],
      ["transit", "key", "revoke", dir, "rk_000000000000", "--as", "PK"],
      ["records", "save", dir, desk.path("other.jsonl")],
      ["records", "load", dir, desk.path("records.jsonl")],
      ["transit", "serve", dir, "--port", String(port)],
    ])
      expect(await desk.failure(...command), command.join(" ")).toBe("2 store/other-ledger");
    const { keys } = await desk.json("transit", "key", "list", other.dir, "--as", "PK");
    expect(keys).toHaveLength(1);
    await desk.json("rebuild", other.dir);
    desk.env.DATABASE_URL = undefined;
  });

  it("finds a ledger that was put back from an older copy than its records", async () => {
    const server = await serving(dir, {});
    const parties = "/v1/transit/messages/holders-and-guarantors";
    const said = await say(server.url, key, "late", parties, "guarantor.authorise", { guarantor: "PK-LATE" });
    expect(said.status).toBe(201);
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
    const again = await serving(dir, {});
    expect(await isGood(again.url)).toBe(200);
    await again.process.end("SIGTERM");
  });
});

describe("keys of the interface on the command line", { timeout: 60_000 }, () => {
  const add = (dir: string, ...more: string[]) =>
    desk.failure("transit", "key", "add", dir, "--label", "x", ...more);

  it("are for members, and for holders and guarantors that they admitted", async () => {
    const { dir } = await founded("keys", {});
    expect(await add(dir, "--as", "ZZ")).toBe("2 not-a-member");
    expect(await add(dir, "--as", "KZ", "--office", "KZ/almaty")).toBe("2 not-a-member");
    expect(await add(dir, "--as", "PK", "--holder", "PAK/041/123")).toBe("2 not-admitted");
    expect(await add(dir, "--as", "PK", "--guarantor", "PK-BANK-1")).toBe("2 not-admitted");
    await desk.accepted(dir, "PK/lahore", "holder.authorise", { holder: "PAK/041/123" });
    await desk.accepted(dir, "PK/lahore", "guarantor.authorise", { guarantor: "PK-BANK-1" });
    for (const [who, id] of [
      ["--holder", "PAK/041/123"],
      ["--guarantor", "PK-BANK-1"],
    ] as const) {
      await desk.json("transit", "key", "add", dir, "--as", "PK", who, id, "--label", "x");
      expect(await add(dir, "--as", "AF", who, id)).toBe("2 not-admitted");
    }
    const { keys } = await desk.json("transit", "key", "list", dir, "--as", "PK");
    expect(keys).toHaveLength(3);
  });
});

describe("two states, each with its own node and records", { timeout: 180_000 }, () => {
  const parts = ["sequencer", "pk", "af"];
  const keys = new Map<string, string>();
  const servers = new Map<string, { url: string; process: Process }>();
  let top = "";
  let ports: number[] = [];
  const partOf = (name: string) => `${top}/${name}`;

  const start = async (name: string, verb: readonly string[]) => {
    // The ledger's configuration names the port of the node; that of the interface is any other.
    const node = String(ports[parts.indexOf(name)]);
    const isNode = verb[0] === "ledger";
    const listen = isNode ? ["--port", node] : ["--port", "0", "--node-port", node];
    const process = new Process([...verb, partOf(name), ...listen, "--json"], desk.env);
    processes.push(process);
    const { address } = JSON.parse(await process.start());
    servers.set(name, { url: address, process });
  };

  beforeAll(async () => {
    desk.env.DATABASE_URL = undefined;
    top = desk.path("cosigned");
    const [port] = await freePorts(1);
    ports = [0, 1, 2].map((i) => (port as number) + i);
    const offices = ["--office", "PK/lahore", "--office", "AF/torkham-af"];
    const own = ["--machine", "transit/1", "--engine", "cosigned", "--port", String(port)];
    await desk.json("ledger", "init", top, "--origin", ORIGIN, ...own, ...MEMBERS, ...offices);
    for (const [name, id] of [
      ["pk", "PK"],
      ["af", "AF"],
    ] as const) {
      const { key } = await desk.json("transit", "key", "add", partOf(name), "--as", id, "--label", "all");
      keys.set(name, key);
    }
    await Promise.all([
      start("sequencer", ["ledger", "serve"]),
      start("pk", ["transit", "serve"]),
      start("af", ["transit", "serve"]),
    ]);
  }, 120_000);

  const state = (name: string, id: string, office: string, kind: string, body: object) =>
    fetch(`${servers.get(name)?.url}/v1/transit/messages/holders-and-guarantors`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${keys.get(name)}`,
        "content-type": "application/json",
        "idempotency-key": id,
      },
      body: JSON.stringify({ kind, office, body }),
    });
  const entriesOf = async (name: string) => {
    const response = await fetch(`${servers.get(name)?.url}/v1/transit`, {
      headers: { authorization: `Bearer ${keys.get(name)}` },
    });
    return ((await response.json()) as { entries: number }).entries;
  };

  it("state through their own nodes, final once both have cosigned, and see each other's messages", async () => {
    const said = await state("pk", "a", "PK/lahore", "guarantor.authorise", { guarantor: "PK-BANK-1" });
    const text = await said.clone().text();
    expect(said.status, text).toBe(201);
    const { entry, level } = (await said.json()) as { entry: number; level: string };
    expect(level).toBe("final");
    const other = await state("af", "b", "AF/torkham-af", "guarantor.authorise", { guarantor: "AF-BANK-1" });
    expect(other.status).toBe(201);
    for (const name of ["pk", "af"]) {
      const receipt = await fetch(`${servers.get(name)?.url}/v1/transit/entries/${entry}/receipt`, {
        headers: { authorization: `Bearer ${keys.get(name)}` },
      });
      expect(receipt.status, name).toBe(200);
      expect(await receipt.json()).toMatchObject({ receipt: "rahdari/receipt/1", level: "final" });
    }
    // Neither speaks for the other's offices.
    const foreign = await state("pk", "c", "AF/torkham-af", "guarantor.authorise", { guarantor: "AF-X" });
    expect(foreign.status).toBe(422);
  });

  it("do not start without a port at which other nodes find them", async () => {
    const refused = await desk.fault("transit", "serve", partOf("pk"), "--port", "0");
    expect(refused.issues[0]?.option).toBe("--node-port");
  });

  it("make their records anew, and give out keys, from what they have cosigned", async () => {
    await servers.get("af")?.process.end("SIGTERM");
    const { entries } = await desk.json("rebuild", partOf("af"));
    expect(entries).toBeGreaterThan(0);
    expect(await desk.failure("transit", "key", "add", partOf("af"), "--as", "ZZ", "--label", "x")).toBe(
      "2 not-a-member",
    );
    const own = ["transit", "key", "add", partOf("af"), "--as", "AF", "--label", "x"];
    await desk.json(...own, "--guarantor", "AF-BANK-1");
    expect(await desk.failure(...own, "--guarantor", "AF-BANK-9")).toBe("2 not-admitted");
    await start("af", ["transit", "serve"]);
    expect(await entriesOf("af")).toBe(entries);
  });

  it("go on while the sequencer is away: provisional at once, final when it is back", async () => {
    await servers.get("sequencer")?.process.end("SIGKILL");
    const said = await state("pk", "d", "PK/lahore", "guarantor.authorise", { guarantor: "PK-BANK-2" });
    expect(said.status).toBe(202);
    expect(await said.json()).toMatchObject({ level: "provisional", entry: null });
    const last = (await entriesOf("pk")) - 1;
    const proof = await fetch(`${servers.get("pk")?.url}/v1/transit/entries/${last}/receipt`, {
      headers: { authorization: `Bearer ${keys.get("pk")}` },
    });
    expect([proof.status, proof.headers.get("retry-after")]).toEqual([503, "10"]);
    await servers.get("pk")?.process.end("SIGKILL");
    await start("pk", ["transit", "serve"]);
    const before = await entriesOf("af");
    await start("sequencer", ["ledger", "serve"]);
    await expect.poll(() => entriesOf("af"), { timeout: 30_000 }).toBeGreaterThan(before);
    // One node may show it before the other: the same message again has its answer when this one does.
    const again = () => state("pk", "d", "PK/lahore", "guarantor.authorise", { guarantor: "PK-BANK-2" });
    await expect.poll(async () => (await again()).status, { timeout: 30_000 }).toBe(201);
    expect(await (await again()).json()).toMatchObject({ level: "final", entry: before });
  });
});
