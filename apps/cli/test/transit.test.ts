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
    expect(told.out).toContain("Times are UTC.");
    expect(told.out).toContain("reason: The lorry was not produced; article: TIR Convention, Art. 19");
    expect(told.out.trimEnd().endsWith("Ends as it should.")).toBe(true);
  });

  it("gives the whole of it as JSON", async () => {
    const { code, out } = await rahdari("transit", "play", "04", "--json");
    expect(code).toBe(0);
    const { id, amiss, steps, state } = JSON.parse(out);
    expect([id, amiss]).toEqual(["04", []]);
    expect(steps.at(-1)).toMatchObject({
      by: "AF/torkham-af",
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

describe("a plan as a declaration", { timeout: 60_000 }, () => {
  const desk = new Desk();
  afterAll(() => desk.close());
  const plan = async (...more: string[]) => {
    const via = "Sost,Tashkurgan,Kashgar,Torugart port (China),Torugart (Kyrgyzstan),Bishkek";
    const args = [
      "Lahore",
      "Almaty",
      "--ready",
      "2027-05-03",
      "--as-of",
      "2026-11-24",
      "--draws",
      "200",
      "--goods",
      "640399",
    ];
    const { out } = await rahdari("plan", ...args, "--via", via, "--json", ...more);
    return desk.file("plan.json", out);
  };
  const rest = [
    "--movement",
    "Q1",
    "--holder",
    "PK/NLC",
    "--guarantee",
    "BG-1",
    "--vehicle",
    "LES-1",
    "--permit",
    "QP-1",
  ];

  it("has its offices, its regimes and its navigation seal from the way and the goods", async () => {
    const file = await plan();
    const { regimes, legs, documents } = await desk.json("transit", "declare", file);
    expect(documents.length).toBeGreaterThan(2);
    expect(documents[0]).toMatchObject({ latestStart: expect.stringMatching(/^2027-/), late: false });
    const told = await rahdari("transit", "declare", file);
    expect(told.out).toContain(documents[0].name);
    expect(legs).toEqual([
      { territory: "PK", from: "PK/lahore", to: "PK/sost" },
      { territory: "CN", from: "CN/tashkurgan", to: "CN/torugart-cn" },
      { territory: "EAEU", from: "KG/torugart-kg", to: "KZ/almaty" },
    ]);
    const serving = regimes
      .filter((one: { fault?: object }) => !one.fault)
      .map((one: { regime: string }) => one.regime);
    expect(serving).toEqual(["tir", "qtta"]);
    const body = await desk.json("transit", "declare", file, "--regime", "qtta", ...rest);
    expect(body).toMatchObject({
      legs,
      navigationSeal: true,
      permits: ["QP-1"],
      vehicle: { country: "PK", approval: null },
    });
  });

  it("is refused with the reason where the regime does not serve or something is missing", async () => {
    const file = await plan();
    const fault = (...args: string[]) => desk.fault("transit", "declare", file, ...args);
    expect(await fault("--regime", "uptt", ...rest)).toMatchObject({
      code: "regime/not-in-force",
      message: expect.stringMatching(/China, Kyrgyzstan, Kazakhstan are not bound/),
    });
    const { code, issues } = await fault("--regime", "qtta");
    expect([code, ...issues.map(({ option }) => option)]).toEqual([
      "missing-argument",
      "--movement",
      "--holder",
      "--guarantee",
      "--vehicle",
      "--permit",
    ]);
    expect(issues[1]?.message).toContain("--holder PAK/041/123");
    expect(await fault("--regime", "tir", ...rest)).toMatchObject({ code: "missing-argument" });
    expect(await fault("--regime", "qtta", ...rest.slice(0, -2))).toMatchObject({ code: "missing-argument" });
    expect((await desk.run("transit", "declare", file, "--option", "9")).code).toBe(2);
    const malformed = await fault("--regime", "tir", ...rest, "--holder", "foo", "--approval", "foo");
    expect(malformed.issues).toEqual([
      { option: "--holder", message: expect.stringContaining("PAK/041/123") },
      { option: "--approval", message: expect.stringContaining("NUMBER:YYYY-MM-DD") },
    ]);
    expect((await fault("--regime", "xyz")).issues[0]?.suggestions).toEqual([]);
    expect((await fault("--regime", "qta")).issues[0]?.suggestions).toEqual(["qtta"]);
    expect((await desk.run("transit", "declare", desk.file("no.json", "{}"))).code).toBe(2);
    for (const none of [desk.path("none.json"), desk.root])
      expect(await desk.fault("transit", "declare", none)).toMatchObject({
        code: "no-such-file",
        wayOut: expect.stringContaining("rahdari plan FROM TO"),
      });
  });

  /** A plan by hand: what a declaration is made of. */
  const drawn = (request: object, ...places: string[]) =>
    desk.file("drawn.json", {
      request: { ready: "2027-05-03T00:00Z", ...request },
      options: [
        {
          id: "a",
          name: "a way",
          places,
          documents: [],
          ...("modes" in request && { modes: request.modes }),
        },
      ],
    });
  const answer = async (regime: string, file: string) => {
    const { out } = await desk.run("transit", "declare", file);
    return out.split("\n").find((line) => line.trim().split(/\s+/)[1] === regime);
  };

  it("says what an answer depends on, and who is outside of it", async () => {
    const railed = ["lahore", "sost", "tashkurgan", "horgos-cn", "altynkol", "almaty"];
    const modes = ["road", "rail"];
    expect(await answer("tir", drawn({ modes, unit: "truck" }, ...railed))).toMatch(/ no .*--unit container/);
    expect(await answer("tir", drawn({ modes, unit: "container" }, ...railed))).toMatch(/ yes /);
    expect(await answer("tir", drawn({ modes: ["rail"], unit: "container" }, ...railed))).toMatch(/ no /);
    const union = drawn({}, "bishkek", "almaty");
    expect(await answer("national", union)).toContain("transit is that of the union (EAEU)");
    const toKandahar = drawn({}, "karachi", "chaman-bcp", "spin-boldak", "kandahar");
    expect(await answer("aptta", toKandahar)).toContain("if taken as in force (contested since 2021-11-12)");
    expect(await answer("eaeu", toKandahar)).toContain("Pakistan, Afghanistan are not bound");
    const toTashkent = drawn({}, "lahore", "torkham-pk", "torkham-af", "hairatan", "ayritom", "tashkent");
    expect(await answer("uptt", toTashkent)).toContain(
      "Afghanistan is not bound: its own transit declaration and guarantee there",
    );
  });

  it("says that a navigation seal depends on goods that are not named", async () => {
    const file = drawn({}, "bishkek", "almaty");
    expect((await desk.run("transit", "declare", file)).out).toContain("plan with --goods HS to know");
    const own = ["--movement", "E1", "--holder", "KG/C", "--guarantee", "G1", "--vehicle", "01KG1"];
    const unnamed = await desk.run("transit", "declare", file, "--regime", "eaeu", ...own);
    expect([unnamed.code, JSON.parse(unnamed.out).navigationSeal]).toEqual([0, false]);
    expect(unnamed.err).toContain("navigationSeal is false");
    const shoes = drawn({ goods: { hs: "640399" } }, "bishkek", "almaty");
    const named = await desk.run("transit", "declare", shoes, "--regime", "eaeu", ...own);
    expect([JSON.parse(named.out).navigationSeal, named.err]).toEqual([true, ""]);
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
    expect(await desk.fault(...ask, "operation.start", "-")).toMatchObject({ code: "field/missing" });
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
