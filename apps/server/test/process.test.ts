import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { dataDir, post } from "./fixture.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const children: ChildProcess[] = [];

/** Starts the server as a process; resolves to its address when it has printed it. */
async function start(environment: Record<string, string> = {}, ...args: string[]) {
  const env = { ...process.env, RAHDARI_LOG: "silent", RAHDARI_WORKERS: "1", PORT: "0", ...environment };
  const child = spawn(process.execPath, [main, ...args], { env });
  children.push(child);
  let [out, err] = ["", ""];
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const line = new Promise<string>((resolve) => {
    child.stdout.on("data", (chunk) => {
      out += chunk;
      if (out.includes("\n")) resolve(out);
    });
  });
  const first = await Promise.race([line, exited.then((code) => `exit ${code}: ${err}`)]);
  const base = /^Rahdari is at (http:\/\/localhost:\d+)\n$/.exec(first)?.[1];
  return { child, base, first, exited };
}

async function serving(...args: Parameters<typeof start>) {
  const { base, first, ...rest } = await start(...args);
  if (base === undefined) throw new Error(first);
  return { base, ...rest };
}

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.kill("SIGKILL")) await once(child, "exit");
  }
});

const PLAN = { from: "Lahore", to: "Almaty", ready: "2027-01-11", draws: 500, asOf: "2026-11-24" };

describe("the server as a process", { timeout: 60_000 }, () => {
  it("prints one address line, plans in a worker, and stops on SIGTERM", async () => {
    const { base, child, exited } = await serving();
    const health = await (await fetch(`${base}/healthz`)).json();
    expect(health).toMatchObject({ status: "ok", workers: { size: 1 } });
    const response = await fetch(`${base}/v1/plans`, post(PLAN));
    expect(response.status).toBe(200);
    expect((await response.json()).options.length).toBeGreaterThan(0);
    const unknown = await fetch(`${base}/v1/plans`, post({ ...PLAN, to: "Almatty" }));
    expect(unknown.status).toBe(422);
    expect((await unknown.json()).errors[0]).toMatchObject({
      pointer: "/to",
      suggestions: expect.arrayContaining(["Almaty"]),
    });
    child.kill("SIGTERM");
    expect(await exited).toBe(0);
  });

  it("answers light reads while heavy plans run and wait", async () => {
    const { base } = await serving();
    const stop = new AbortController();
    const heavy = (seed: number) =>
      fetch(`${base}/v1/plans`, { ...post({ ...PLAN, seed, draws: 50_000 }), signal: stop.signal }).catch(
        () => undefined,
      );
    const plans = [1, 2, 3, 4, 5, 6].map(heavy);
    const busy = async () => (await (await fetch(`${base}/healthz`)).json()).workers.busy as number;
    while ((await busy()) === 0);
    let whileBusy = 0;
    for (let i = 0; i < 5; i++) {
      expect((await fetch(`${base}/v1/places?q=lah`)).status).toBe(200);
      whileBusy += await busy();
    }
    expect(whileBusy).toBeGreaterThan(0);
    stop.abort();
    await Promise.all(plans);
    expect((await fetch(`${base}/v1/plans`, post(PLAN))).status).toBe(200);
  });

  it("turns away what its queue cannot hold and says when to come again", async () => {
    const { base } = await serving({ RAHDARI_TRUST_PROXY: "1" });
    const one = (i: number) =>
      fetch(`${base}/v1/plans`, post({ ...PLAN, draws: 200 }, { "x-forwarded-for": `10.0.0.${i}` }));
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => one(i)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    const busy = answers.filter(({ status }) => status === 503);
    for (const { headers } of busy) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await one(200)).status).toBe(200);
  });

  it("gives who still waits a last word before it stops", async () => {
    const { base, child, exited } = await serving();
    const plan = fetch(`${base}/v1/plans`, post({ ...PLAN, draws: 50_000, via: Array(20).fill("Kashgar") }));
    const busy = async () => (await (await fetch(`${base}/healthz`)).json()).workers.busy as number;
    while ((await busy()) === 0);
    child.kill("SIGTERM");
    expect([200, 503]).toContain((await plan).status);
    expect(await exited).toBe(0);
  });

  it("refuses 5 MB without reading them", async () => {
    const { base } = await serving();
    const headers = { "content-type": "application/json", "content-length": String(5 * 1024 * 1024) };
    const sent = request(`${base}/v1/plans`, { method: "POST", headers });
    sent.on("error", () => {});
    sent.flushHeaders();
    const [response] = await once(sent, "response");
    expect(response.statusCode).toBe(413);
    expect(response.headers["content-type"]).toBe("application/problem+json");
    sent.destroy();
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });

  it("takes a port of its own choice only where none was asked for", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const { base, first } = await start({ PORT: port });
    expect(base).toBeUndefined();
    expect(first).toMatch(/^exit 1: .*EADDRINUSE/);
    expect(first).not.toMatch(/\n {4}at /);
    taken.close();
  });

  it("names what is wrong with its settings and data", async () => {
    expect((await start({ PORT: "eighty" })).first).toMatch(/exit 1: .*PORT/s);
    expect((await start({}, "--data", dataDir({ places: [{ id: 1 }] }))).first).toMatch(
      /exit 1: .*places\.json/s,
    );
  });

  it("lays further data over its own", async () => {
    const { base } = await serving({}, "--data", dataDir());
    expect((await (await fetch(`${base}/v1/places/kabul`)).json()).name).toBe("<script>alert(1)</script>");
  });
});
