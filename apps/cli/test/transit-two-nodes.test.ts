import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Desk, freePorts, ORIGIN, Process } from "./ledger-fixture.ts";
import { MEMBERS, type Server } from "./transit-fixture.ts";

describe("two states, each with its own node and records", { timeout: 180_000 }, () => {
  const desk = new Desk();
  const parts = ["sequencer", "pk", "af"];
  const keys = new Map<string, string>();
  const servers = new Map<string, Server>();
  const processes: Process[] = [];
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
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.end()));
    desk.close();
  });

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
    await state("af", "b", "AF/torkham-af", "guarantor.authorise", { guarantor: "AF-BANK-1" });
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
