import { connect } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import type { EpochMs } from "@rahdari/units";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { utf8 } from "../../src/bytes/text.ts";
import type { Files } from "../../src/disk/files.ts";
import type { StateMachine } from "../../src/machine/state-machine.ts";
import { ledgerDirectory } from "../../src/node/ledger-config.ts";
import { LedgerNode } from "../../src/node/node.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { parseTilePath } from "../../src/tree/tile.ts";
import { sleep } from "../support/engines.ts";
import { charterOf, foundOn, keyOf, ORIGIN, Pen, tickingClock } from "../support/fixture.ts";
import { memoryFiles } from "../support/memory-files.ts";

// A node behind a real HTTP server, and clients that keep to nothing: each is answered with an error or cut off,
// and meanwhile and afterwards the node serves others.

const NESTED = `${ORIGIN}/journal`;
const trouble: string[] = [];
const unhandled: unknown[] = [];
let node: LedgerNode;
let server: ServerType;
let port: number;
let broken: string | undefined;

async function openNode(): Promise<LedgerNode> {
  const files = memoryFiles();
  for (const origin of [ORIGIN, NESTED]) {
    const charter = charterOf(["KZ", "PK"], { origin });
    const directory = `/node/${ledgerDirectory(origin)}`;
    for (const made of ["/node", directory]) await files.makeDirectory(made);
    await foundOn(files, `${directory}/log`, charter);
    const file = await files.create(`${directory}/ledger.json`);
    await file.write(utf8(JSON.stringify({ ledger: "rahdari/ledger/1", role: "alone", charter })));
  }
  const failing: Files = {
    ...delegate(files),
    create: (path) =>
      broken ? Promise.reject(Object.assign(new Error(broken), { code: broken })) : files.create(path),
    read: (path) => (broken === "EIO" ? Promise.reject(new Error("EIO")) : files.read(path)),
  };
  return LedgerNode.open({
    files: failing,
    directory: "/node",
    lock: async () => ({ release: async () => {} }),
    keys: (name) => keyOf(name.startsWith("log ") ? "log" : name),
    machines: new Map([[rightsMachine.name, rightsMachine as StateMachine<unknown>]]),
    now: tickingClock() as () => EpochMs,
    sleep,
    fetch,
    onTrouble: (origin, who, what) => trouble.push(`${origin} ${who}: ${what}`),
  });
}

function delegate(files: Files): Files {
  return {
    read: (path) => files.read(path),
    list: (directory) => files.list(directory),
    makeDirectory: (directory) => files.makeDirectory(directory),
    create: (path) => files.create(path),
    rename: (from, to) => files.rename(from, to),
    remove: (path) => files.remove(path),
    syncDirectory: (directory) => files.syncDirectory(directory),
  };
}

const note = (error: unknown) => unhandled.push(error);

beforeAll(async () => {
  process.on("unhandledRejection", note);
  node = await openNode();
  port = await new Promise((resolve) => {
    const fetchIt = (request: Request) => node.handle(request);
    server = serve({ fetch: fetchIt, port: 0, hostname: "127.0.0.1" }, (info) => resolve(info.port));
  });
});
afterAll(async () => {
  server.close();
  await node.close();
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

/** Sends bytes as they are; gives what comes back until the connection ends or some time is over. */
function raw(text: string, ms = 1_000): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(end, ms);
    socket.on("data", (chunk) => {
      answer += chunk;
      if (answer.includes("\r\n\r\n")) end();
    });
    socket.on("error", end);
    socket.on("close", end);
  });
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}/${path}`, init);
const post = (body: BodyInit) => get(`${ORIGIN}/events`, { method: "POST", body });

async function isWell(): Promise<void> {
  const response = await get(`${ORIGIN}/checkpoint`);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain(ORIGIN);
}

describe("a node on the open network", () => {
  it.each([
    ["POST", "checkpoint", 405],
    ["PUT", "events", 405],
    ["GET", "events", 405],
    ["DELETE", "bundle", 405],
    ["POST", "receipts/1", 405],
    ["PATCH", "tile/0/000", 405],
    ["OPTIONS", "events", 405],
    ["HEAD", "checkpoint", 200],
  ])("answers %s %s with %i", async (method, path, status) => {
    expect((await get(`${ORIGIN}/${path}`, { method })).status).toBe(status);
  });

  it.each([
    "tile/0/../../head",
    "tile/entries/..%2f..%2fledger.json",
    "../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "tile/0/000%00",
    "tile/0/%e0%a4%a",
    "tile/0/x000/000",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/64/000",
    "tile/-1/000",
    "tile//000",
    "checkpoint/",
    "checkpoint.tmp",
    "snapshot",
    "head",
    "receipts/-1",
    "receipts/1e9",
    "receipts/99999999999999999999",
    "receipts/007",
    "bundle?x=/../..",
    "EVENTS",
  ])("gives out nothing for %s", async (path) => {
    const answer = await raw(`GET /${ORIGIN}/${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect([400, 404]).toContain(path.startsWith("bundle") ? 404 : statusOf(answer));
    expect(answer).not.toContain("root:");
  });

  it("gives out nothing for a tile deeper than a disk's paths are long", async () => {
    const path = `tile/0/${"x001/".repeat(2_000)}000`;
    expect((await get(`${ORIGIN}/${path}`)).status).toBe(404);
    expect((await get(`${ORIGIN}/${path.replace("0/", "entries/")}`)).status).toBe(404);
  });

  it.each([
    ["a header of 100 kB", `GET / HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(100_000)}\r\n\r\n`],
    ["10,000 headers", `GET / HTTP/1.1\r\nhost: x\r\n${"a: b\r\n".repeat(10_000)}\r\n`],
    ["no HTTP", "EHLO x\r\n\r\n"],
    ["no host", `GET /${ORIGIN}/checkpoint HTTP/1.1\r\n\r\n`],
    [
      "two lengths",
      `POST /${ORIGIN}/events HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
    ],
    [
      "a length and chunks",
      `POST /${ORIGIN}/events HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`,
    ],
    ["a length below nothing", `POST /${ORIGIN}/events HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n`],
    [
      "chunks of no size",
      `POST /${ORIGIN}/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
    ],
    [
      "a length of 10^15",
      `POST /${ORIGIN}/events HTTP/1.1\r\nhost: x\r\ncontent-length: 999999999999999\r\n\r\n{}`,
    ],
    ["an address of another", "GET http://elsewhere.example/x HTTP/1.1\r\nhost: x\r\n\r\n"],
    ["a target that is none", "GET *x HTTP/1.1\r\nhost: x\r\n\r\n"],
  ])("is not troubled by %s", async (_name, text) => {
    const status = statusOf(await raw(text));
    expect(status === 0 || (status >= 400 && status < 500), String(status)).toBe(true);
    await isWell();
  });

  it("reads no further than an event may be long, whatever is sent", async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(0x20)),
    });
    const sent = get(`${ORIGIN}/events`, { method: "POST", body: endless, duplex: "half" } as RequestInit);
    expect(
      await sent.then(
        ({ status }) => status,
        () => 413,
      ),
    ).toBe(413);
    expect((await post("x".repeat(40_000))).status).toBe(413);
    await isWell();
  });

  it("waits for slow senders without keeping others waiting", async () => {
    const slow = Array.from({ length: 200 }, () =>
      raw(`POST /${ORIGIN}/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{`, 1_500),
    );
    await sleep(200, new AbortController().signal);
    const begin = performance.now();
    for (let i = 0; i < 20; i++) await isWell();
    expect(performance.now() - begin).toBeLessThan(10_000);
    await Promise.all(slow);
    await isWell();
  });

  it.each(["", "{}", "[]", "null", "\ufeff{}", '{"event":1}', "\u0000", "{{{", '"""', "[[["])(
    "refuses what is no event, with where it is wrong: %j",
    async (body) => {
      const response = await post(/^(.)\1\1$/.test(body) ? body.repeat(10_000) : body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: "malformed", status: 400 });
    },
  );

  it("serves a ledger whose name begins with another's", async () => {
    const response = await get(`${NESTED}/checkpoint`);
    expect(response.status).toBe(200);
    expect((await response.text()).split("\n")[0]).toBe(NESTED);
  });

  it("says that it could not, where its disk is full or broken, and goes on when that is over", async () => {
    const pk = new Pen("PK");
    const event = await pk.addOffice("torkham");
    for (const code of ["ENOSPC", "EIO"]) {
      broken = code;
      const response = await post(new Uint8Array(event.bytes));
      expect(response.status, code).toBe(500);
      expect(await response.json()).toMatchObject({ code: "failed" });
      broken = undefined;
    }
    expect(trouble.join("\n")).toContain("ENOSPC");
    const done = await post(new Uint8Array(event.bytes));
    expect(await done.json()).toMatchObject({ status: "final", outcome: { status: "accepted" } });
    expect(unhandled).toEqual([]);
  });
});

describe("the path of a tile", () => {
  it("is that of a tile that a log can have", () => {
    expect(parseTilePath("tile/0/x001/x234/x567/x890/x123/x456/789")?.index).toBe(1234567890123456789n);
    expect(parseTilePath(`tile/0/${"x001/".repeat(7)}000`)).toBeUndefined();
  });
});
