import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MESSAGE_GROUPS, TRANSIT_PATHS } from "@rahdari/api";
import { Pool } from "pg";
import { startPostgres } from "../../../apps/server/test/support/postgres.ts";
import { eachItsOwn, type Load } from "../ledger/setting.ts";
import { quantile } from "../measure.ts";
import { atLeast, atMost, type Check, type Report, type Suite } from "../report.ts";
import { journey, MESSAGES, type Message, type Way } from "./journeys.ts";
import { foundTransit, officesOf, openingOfAll, waysOf } from "./setting.ts";

const CLIENTS = 20;
/** Of each client. */
const JOURNEYS = 40;
const WARM = 3;
const SERVER = fileURLToPath(new URL("./server-process.ts", import.meta.url));
const ECHO = fileURLToPath(new URL("./echo-process.ts", import.meta.url));

/** Messages handed in over HTTP: each answered once its office's journal, the ledger and the tables have it. */
export const transitHttpSuite: Suite = {
  name: "transit-http",
  async run(progress) {
    const postgres = await startPostgres({ fsync: true });
    try {
      progress("PGlite");
      const pglite = await served(1);
      const pgliteApart = await served(CLIENTS);
      progress("PostgreSQL");
      const server = await served(1, await postgres.database());
      const serverApart = await served(CLIENTS, await postgres.database());
      progress("baselines");
      const echo = await echoed();
      const insert = await inserted(await postgres.database());
      return report({ pglite, pgliteApart, server, serverApart, echo, insert });
    } finally {
      await postgres.stop();
    }
  },
};

type Running = {
  readonly child: ChildProcess;
  readonly port: number;
  readonly keys: Readonly<Record<string, string>>;
};

/** All clients at the offices of so many ways; the offices of a way are four, their destination is one for all. */
async function served(count: number, url?: string): Promise<Load> {
  const directory = mkdtempSync(join(tmpdir(), "rahdari-bench-"));
  const ways = waysOf(count);
  await foundTransit(directory, officesOf(ways));
  const server = await start([SERVER, directory, String(count), ...(url ? [url] : [])]);
  try {
    for (const message of openingOfAll(ways)) await handIn(server, message);
    const lists = waysFor(ways).map((way, client) =>
      Array.from({ length: WARM + JOURNEYS }, (_, i) => journey(`${client}x${i}`, way, Date.now())),
    );
    const hand = (message: Message) => handIn(server, message);
    await eachItsOwn(
      lists.map((list) => list.slice(0, WARM).flat()),
      hand,
    );
    return await eachItsOwn(
      lists.map((list) => list.slice(WARM).flat()),
      hand,
    );
  } finally {
    await end(server);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A way for each client. */
function waysFor(ways: readonly Way[]): Way[] {
  return Array.from({ length: CLIENTS }, (_, client) => ways[client % ways.length] as Way);
}

async function echoed(): Promise<Load> {
  const server = await start([ECHO]);
  try {
    const lists = waysOf(CLIENTS).map((way, client) =>
      Array.from({ length: JOURNEYS }, (_, i) => journey(`${client}x${i}`, way, Date.now())).flat(),
    );
    return await eachItsOwn(lists, (message) => handIn(server, message));
  } finally {
    await end(server);
  }
}

/** A row for each message, committed with fsync before the next one of its client. */
async function inserted(connectionString: string): Promise<Load> {
  const pool = new Pool({ connectionString, max: CLIENTS });
  try {
    await pool.query("create table bare (id bigint generated always as identity primary key, body text)");
    const lists = waysOf(CLIENTS).map((way, client) =>
      Array.from({ length: JOURNEYS }, (_, i) => journey(`${client}x${i}`, way, Date.now())).flat(),
    );
    return await eachItsOwn(lists, (message) =>
      pool.query("insert into bare (body) values ($1)", [JSON.stringify(message)]),
    );
  } finally {
    await pool.end();
  }
}

function start(args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (chunk: Buffer) =>
      resolve({ child, ...(JSON.parse(chunk.toString()) as Omit<Running, "child">) }),
    );
    child.once("exit", (code) => reject(new Error(`a server ended with ${code}`)));
  });
}

function end({ child }: Running): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
const PATHS = new Map(
  MESSAGE_GROUPS.flatMap(({ name, kinds }) =>
    kinds.map((kind) => [kind, `${TRANSIT_PATHS.messages}/${name}`]),
  ),
);
let count = 0;

function handIn({ port, keys }: Running, message: Message): Promise<void> {
  const body = JSON.stringify(message);
  const headers = {
    authorization: `Bearer ${keys[message.office.slice(0, 2)]}`,
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    "idempotency-key": `bench-${count++}`,
  };
  const options = { agent, host: "127.0.0.1", port, path: PATHS.get(message.kind), method: "POST", headers };
  return new Promise((resolve, reject) => {
    const call = request(options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      response.once("end", () =>
        response.statusCode === 201 ? resolve() : reject(new Error(`${message.kind}: ${text}`)),
      );
    });
    call.once("error", reject);
    call.end(body);
  });
}

type Loads = Readonly<Record<"pglite" | "pgliteApart" | "server" | "serverApart" | "echo" | "insert", Load>>;

function report({ pglite, pgliteApart, server, serverApart, echo, insert }: Loads): Report {
  const row = (name: string, { perSecond, ms }: Load) => [
    name,
    perSecond,
    quantile(ms, 0.5),
    quantile(ms, 0.99),
  ];
  return {
    suite: "transit-http",
    what: "messages of transit handed in over HTTP, final on an embedded ledger and in the tables before the answer",
    size: { clients: CLIENTS, messages: CLIENTS * JOURNEYS * MESSAGES },
    columns: ["", "messages/s", "p50 ms", "p99 ms"],
    rows: [
      row("PGlite, at 4 offices", pglite),
      row("PGlite, at 61 offices", pgliteApart),
      row("PostgreSQL with fsync, at 4 offices", server),
      row("PostgreSQL with fsync, at 61 offices", serverApart),
      row("bare HTTP echo of the same bodies", echo),
      row("bare insert of the same bodies, PostgreSQL, fsync", insert),
    ],
    checks: [
      ...limits("PGlite, at 4 offices", pglite),
      ...limits("PGlite, at 61 offices", pgliteApart),
      ...limits("PostgreSQL, at 4 offices", server),
      ...limits("PostgreSQL, at 61 offices", serverApart),
    ],
    notes: [
      "server, clients and database share the cores; each office has a journal of its own to wait for",
      "PGlite does not wait for the disk: what it holds beyond the ledger is safe from a killed process, not from a power cut",
    ],
  };
}

function limits(name: string, { perSecond, ms }: Load): Check[] {
  return [
    atLeast(`messages/s, ${name}`, perSecond, 300),
    atMost(`p99, ${name}`, quantile(ms, 0.99), 150, " ms"),
  ];
}
