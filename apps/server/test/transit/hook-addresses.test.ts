import { createServer, type Server } from "node:net";
import type { JsonObject } from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { guardedPost, isInside } from "../../src/hooks/guarded-post.ts";
import { embedded, openCorridor } from "../support/journey.ts";
import type { Trial } from "../support/trial.ts";

// Whoever has a key can name an address that this server then calls. It must not be made to call itself, its
// neighbours, or what only it can reach.

/** What a name server under somebody's control says. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  "inside.example": ["127.0.0.1"],
  "inside6.example": ["::1"],
  "mapped.example": ["::ffff:127.0.0.1"],
  "metadata.example": ["169.254.169.254"],
  "mixed.example": ["93.184.216.34", "127.0.0.1"],
  "private.example": ["10.0.0.7"],
  "nothing.example": [],
};

vi.mock("node:dns", async (original) => {
  const dns = await original<typeof import("node:dns")>();
  const lookup = (name: string, options: object, done: (error: Error | null, found: unknown) => void) => {
    const known = NAMES[name];
    if (!known) return dns.lookup(name, options as { all: true }, done);
    const found = known.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    queueMicrotask(() => done(null, found));
  };
  return { ...dns, lookup };
});

const storage = embedded();
let trial: Trial;
let pk: string;
let server: Server;
let port = 0;
let connections = 0;
beforeAll(async () => {
  trial = await openCorridor({ place: await storage.place(), hooksInside: false });
  pk = await trial.key("authority", "PK");
  server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterAll(async () => {
  server.close();
  await trial.remove();
});

async function fault(url: string): Promise<JsonObject> {
  const response = await trial.request("/v1/transit/hooks", pk, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url, scope: { of: "all" } }),
  });
  const { errors = [] } = (await response.json()) as { readonly errors?: readonly JsonObject[] };
  return { status: response.status, pointer: errors[0]?.pointer ?? null };
}

describe("an address to be told", () => {
  it.each([
    "http://example.org/",
    "https://user:password@example.org/",
    "https://user@example.org/",
    "https://:password@example.org/",
    "ftp://example.org/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/plain,x",
    "//example.org/",
    "https://",
    "example.org",
    `https://example.org/${"x".repeat(500)}`,
  ])("is not %s", async (url) => {
    expect(await fault(url)).toEqual({ status: 422, pointer: "/url" });
  });

  it.each([
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "１２７.０.０.１",
    "127。0。0。1",
    "0",
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.0.0.8",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:93.184.216.34]",
    "[::ffff:0:127.0.0.1]",
    "192.0.2.1",
    "192.88.99.1",
    "198.51.100.7",
    "203.0.113.5",
    "[2001:db8::1]",
    "[3fff::1]",
    "[3fff:fff::1]",
    "[5f00::1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::1]",
    "[2001:0:7f00:1::1]",
    "[2002:7f00:1::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
  ])("is not one inside, written as %s", async (host) => {
    expect(await fault(`https://${host}/`)).toEqual({ status: 422, pointer: "/url" });
    expect(await fault(`https://${host}:8443/x?y#z`)).toEqual({ status: 422, pointer: "/url" });
  });

  it.each([
    "https://93.184.216.34/",
    "https://[2606:2800:220:1:248:1893:25c8:1946]/",
    "https://hooks.example.org:8443/a",
  ])("may be %s", async (url) => {
    expect((await fault(url)).status).toBe(201);
  });

  it("tells what is outside from what is inside at the edges of the ranges", () => {
    const outside = [
      "9.255.255.255",
      "11.0.0.0",
      "100.63.255.255",
      "100.128.0.0",
      "172.15.255.255",
      "172.32.0.0",
    ];
    for (const address of [
      ...outside,
      "192.167.255.255",
      "192.0.1.255",
      "192.0.3.0",
      "192.88.98.255",
      "192.88.100.0",
      "198.51.99.255",
      "198.51.101.0",
      "203.0.112.255",
      "203.0.114.0",
      "2001:200::1",
      "2001:db7:ffff::1",
      "2001:db9::1",
      "3ffe::1",
      "3fff:1000::1",
      "5eff::1",
      "5f01::1",
      "2606:4700::1",
    ])
      expect([address, isInside(address)]).toEqual([address, false]);
    expect(isInside("no address")).toBe(true);
  });
});

describe("an address that is called", () => {
  const guard = { inside: false, timeoutMs: 2_000 };
  const call = (host: string, scheme = "https") =>
    guardedPost(`${scheme}://${host}:${port}/`, "{}", {}, guard);

  it.each([
    ...Object.keys(NAMES).filter((name) => name !== "nothing.example"),
    "localhost",
    "LOCALHOST",
    "localhost.",
  ])("is not %s, whose name leads inside", async (name) => {
    const before = connections;
    const told = await call(name);
    expect("error" in told && told.error).toMatch(/inside this network|ENOTFOUND|EAI_AGAIN/);
    expect(connections).toBe(before);
  });

  it("is none that has no address", async () => {
    expect(await call("nothing.example")).toHaveProperty("error");
  });

  it.each(["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "[::1]"])(
    "is not %s, though it was added when such were let through",
    async (host) => {
      const before = connections;
      expect(await call(host)).toEqual({ error: "is an address inside this network" });
      expect(await call(host, "http")).toEqual({ error: "is not https" });
      expect(connections).toBe(before);
    },
  );

  it("gives up on who does not answer in time, and on who is broken off", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`;
    expect(await guardedPost(url, "{}", {}, { inside: true, timeoutMs: 100 })).toEqual({
      error: "no answer in time",
    });
    const end = new AbortController();
    const told = guardedPost(url, "{}", {}, { inside: true, timeoutMs: 60_000, signal: end.signal });
    end.abort();
    expect(await told).toHaveProperty("error");
    silent.close();
  });
});
