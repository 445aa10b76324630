import { afterAll, describe, expect, it } from "vitest";
import { rahdari } from "./fixture.ts";
import { Desk } from "./ledger-fixture.ts";

describe("rahdari transit", () => {
  it("lists the scenarios and tells one line by line", async () => {
    const list = await rahdari("transit", "list");
    expect(list.code).toBe(0);
    expect(list.out).toMatch(/^01 {2}Lahore to Almaty under one carnet/);
    const told = await rahdari("transit", "play", "4");
    expect(told.code).toBe(0);
    expect(told.out).toContain("refused: operation/first-refused at /sequence");
    expect(told.out.trimEnd().endsWith("Ends as it should.")).toBe(true);
  });

  it("gives the whole of it as JSON", async () => {
    const { code, out } = await rahdari("transit", "play", "04", "--json");
    expect(code).toBe(0);
    const { id, amiss, steps, state } = JSON.parse(out);
    expect([id, amiss]).toEqual(["04", []]);
    expect(steps.at(-1)).toMatchObject({
      by: "AF/torkham",
      does: "operation.start",
      outcome: { status: "accepted" },
    });
    expect(new Map(state.movements).get("M1")).toMatchObject({ state: "in-transit" });
  });

  it("refuses what is no scenario and no verb", async () => {
    expect((await rahdari("transit", "play", "99")).err).toMatch(/there are 01 to \d\d/);
    for (const args of [["play"], ["plya", "1"], [], ["play", "1", "2"], ["play", "../1"]])
      expect((await rahdari("transit", ...args)).code, args.join(" ")).toBe(2);
  });
});

describe("a ledger of transit", { timeout: 60_000 }, () => {
  const desk = new Desk();
  afterAll(() => desk.close());

  it("keeps what an office states, and refuses before it is written what is not allowed", async () => {
    const dir = desk.path("transit");
    await desk.json(
      "ledger",
      "init",
      dir,
      "--machine",
      "transit/1",
      "--origin",
      "rahdari.test/transit/1",
      "--member",
      "PK",
      "--member",
      "AF",
      "--office",
      "PK/lahore",
    );
    await desk.accepted(dir, "PK/lahore", "holder.authorise", { holder: "PAK/041/123" });
    desk.input = JSON.stringify({ movement: "M1" });
    const ask = ["ledger", "append", dir, "--as", "PK/lahore"] as const;
    expect(await desk.fault(...ask, "release.grant", "-")).toMatchObject({ code: "movement/unknown" });
    expect(await desk.fault(...ask, "declaration.burn", "-")).toMatchObject({ code: "kind/unknown" });
    expect(await desk.fault(...ask, "operation.start", "-")).toMatchObject({ code: "body/malformed" });
    const other = await desk.run(
      "ledger",
      "init",
      desk.path("x"),
      "--machine",
      "transit/2",
      "--origin",
      "a.b/1",
      "--member",
      "PK",
    );
    expect(other.code).toBe(2);
  });
});
