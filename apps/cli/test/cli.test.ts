import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import pkg from "../package.json" with { type: "json" };
import { dataDir, rahdari } from "./fixture.ts";

/** The documented shape of an option. */
const OPTION = {
  id: expect.any(String),
  labels: expect.any(Array),
  places: expect.arrayContaining(["lahore", "almaty"]),
  crossings: expect.any(Array),
  km: expect.any(Number),
  hours: {
    p10: expect.any(Number),
    p50: expect.any(Number),
    p80: expect.any(Number),
    p95: expect.any(Number),
    mean: expect.any(Number),
  },
  onTime: null,
  costUsd: { low: expect.any(Number), typical: expect.any(Number), high: expect.any(Number) },
  co2eKg: expect.any(Number),
  legs: expect.any(Array),
  documents: expect.any(Array),
  drivers: expect.any(Array),
  sources: expect.any(Array),
};

const PLAN = ["plan", "Lahore", "Almaty", "--ready", "2027-01-11", "--draws", "500"];

describe("rahdari plan", { timeout: 60_000 }, () => {
  it("answers with 0 and prints only JSON where JSON is wanted", async () => {
    const { code, out, err } = await rahdari(...PLAN, "--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const answer = JSON.parse(out);
    expect(answer.request).toMatchObject({ from: "Lahore", to: "Almaty", draws: 500, seed: 1 });
    expect(answer).toMatchObject({ asOf: "2026-11-24", seed: 1 });
    expect(answer.options.length).toBeGreaterThan(0);
    for (const option of answer.options) expect(option).toMatchObject(OPTION);
    for (const { legs, documents, drivers } of answer.options) {
      expect(legs[0]).toMatchObject({ id: expect.any(String), basis: expect.any(String) });
      expect(documents[0]).toMatchObject({ id: expect.any(String), latestStart: expect.any(String) });
      expect(drivers[0]).toMatchObject({ leg: expect.any(String), share: expect.any(Number) });
    }
    for (const one of answer.rejected) {
      expect(one).toMatchObject({ what: expect.any(String), because: expect.any(String) });
      // Who may pass is somebody's rule; that must be named.
      if (one.kind === "access") expect(one.rule ?? one.source).toBeDefined();
    }
    for (const warning of answer.warnings) expect(warning).toMatchObject({ code: expect.any(String) });
  });

  it("repeats itself for the same seed", async () => {
    expect((await rahdari(...PLAN, "--json")).out).toBe((await rahdari(...PLAN, "--format", "json")).out);
  });

  it("tells people the same in plain text", async () => {
    const { code, out } = await rahdari(...PLAN, "--deadline", "2027-02-01");
    expect(code).toBe(0);
    expect(out).toMatch(/^Lahore to Almaty: 20 t, by truck\n/);
    expect(out).toMatch(/days p10.*on time/);
    expect(out).toContain("Why not:");
  });

  it("gives the options as CSV and as GeoJSON", async () => {
    expect((await rahdari(...PLAN, "--format", "csv")).out).toMatch(/^rank,id,labels,.*\r\n1,/);
    const collection = JSON.parse((await rahdari(...PLAN, "--format", "geojson")).out);
    expect(collection.type).toBe("FeatureCollection");
    expect(collection.features.length).toBeGreaterThan(10);
  });

  it("ends with 1 and the reasons where there is no lawful way", async () => {
    const { code, out } = await rahdari(
      ...PLAN,
      "--exclude-country",
      "CN,AF,IR",
      "--exclude-mode",
      "sea,air",
    );
    expect(code).toBe(1);
    expect(out).toContain("No lawful way was found.");
    expect(out).toContain("you excluded");
    const json = await rahdari(
      ...PLAN,
      "--exclude-country",
      "CN,AF,IR",
      "--exclude-mode",
      "sea,air",
      "--json",
    );
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out).options).toEqual([]);
  });

  it.each([
    [
      ["plan", "Lahore", "Almatty", "--ready", "2027-01-11"],
      "unknown-place",
      /TO: .*\n {4}did you mean: Almaty/,
    ],
    [["plan", "Lahore", "Lahore", "--ready", "2027-01-11"], "same-place", /TO/],
    [["plan", "Lahore", "Almaty", "--ready", "2020-01-11"], "past-date", /--ready/],
    [["plan", "Lahore", "Almaty", "--ready", "soon"], "invalid-request", /--ready/],
    [[...PLAN, "--tonnes", "55"], "too-heavy", /--tonnes/],
    [[...PLAN, "--goods", "9999"], "unknown-goods", /--goods/],
    [[...PLAN, "--exclude-country", "KZ"], "contradiction", /--exclude-country/],
    [[...PLAN, "--at", "Torkham"], "missing-argument", /--on/],
    [[...PLAN, "--at", "Kashgar", "--on", "soon"], "invalid-request", /--on: expected a date/],
    [[...PLAN, "--json", "--format", "csv"], "bad-option", /--json/],
    [["plann"], "unknown-command", /did you mean: plan\?/],
    [["crossing", "torkam"], "unknown-place", /ID: .*\n {4}did you mean: .*torkham/],
    [["crossing", "torkham", "--on", "2027-02-30"], "bad-option", /--on: expected a date \(2027-01-11\)/],
    [[...PLAN, "--as-of", "soon"], "invalid-request", /--as-of: expected a date \(2027-01-11\)/],
    [["claim", "--on", "2027-02-30"], "bad-option", /--on: expected a date \(2027-01-11\)/],
    [[...PLAN, "--at", "Kashgar", "--on", "2027-01-04"], "contradiction", /--on: .*\n {2}--ready: under way/],
    [["crossing", "torkham", "--on", "9999-12-31"], "bad-option", /--on: expected a date up to/],
    [[...PLAN, "--as-of", "9999-12-31"], "invalid-request", /--as-of: expected a date up to/],
    [["places", "x", "--limit", "0"], "bad-option", /--limit/],
    [["claim", "--write", "/nonexistent/claim.md"], "bad-option", /--write: cannot be written/],
    [["data", "chek"], "unknown-command", /data check/],
  ])("%j is bad input: %s", async (args, code, message) => {
    const result = await rahdari(...args);
    expect(result.code).toBe(2);
    expect(result.out).toBe("");
    expect(result.err).toContain(code);
    expect(result.err).toMatch(message);
  });

  it("writes bad input as JSON to standard error where JSON is wanted", async () => {
    const { code, out, err } = await rahdari("plan", "Lahore", "Almatty", "--ready", "2027-01-11", "--json");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    const { error } = JSON.parse(err);
    expect(error).toMatchObject({ code: "unknown-place", issues: [{ pointer: "/to", option: "TO" }] });
    expect(error.issues[0].suggestions).toContain("Almaty");
  });
});

describe("the other commands", { timeout: 60_000 }, () => {
  it("finds places in another script", async () => {
    const { code, out } = await rahdari("places", "Алматы");
    expect(code).toBe(0);
    expect(out).toMatch(/^almaty +KZ/m);
    expect(JSON.parse((await rahdari("places", "Алматы", "--json")).out).places[0].id).toBe("almaty");
  });

  it("ends with 1 where no place matches, and obeys no escapes", async () => {
    const { code, out } = await rahdari("places", "\u001b[31mxyzzy");
    expect(code).toBe(1);
    expect(out).not.toContain("\u001b");
  });

  it("reports a crossing on a day", async () => {
    const { code, out } = await rahdari("crossing", "Torkham", "--on", "2027-01-13");
    expect(code).toBe(0);
    expect(out).toContain("last confirmed");
    const json = JSON.parse(
      (await rahdari("crossing", "torkham", "--on", "2020-01-13", "--as-of", "2020-01-13", "--json")).out,
    );
    expect(json).toMatchObject({ id: "torkham", on: "2020-01-13", asOf: "2020-01-13" });
  });

  it("finds the shipped data sound and says what is wrong with others", async () => {
    expect(await rahdari("data", "check")).toEqual({ code: 0, out: "The data are sound.\n", err: "" });
    const dir = dataDir("places", '[{"id":"BAD ID"}]');
    const { code, out } = await rahdari("data", "check", "--data", dir);
    expect(code).toBe(2);
    expect(out).toContain("places.json");
    expect(JSON.parse((await rahdari("data", "check", "--json", "--data", dir)).out).issues[0]).toMatchObject(
      {
        file: `${dir}/places.json`,
        path: expect.any(String),
        reason: expect.any(String),
      },
    );
  });

  it("names records that nothing uses, and calls the data sound all the same", async () => {
    const dir = dataDir("sources", '{"spare":{"note":"a page that nobody cites"}}');
    const { code, out } = await rahdari("data", "check", "--data", dir);
    expect(code).toBe(0);
    expect(out).toBe(
      `The data are sound.\n${dir}/sources.json\n  /spare: spare: no value rests on it\n1 unused record.\n`,
    );
  });

  it("will not plan on data that cannot be read", async () => {
    const { code, err } = await rahdari(...PLAN, "--data", dataDir("places", "{"));
    expect(code).toBe(2);
    expect(err).toContain("bad-data");
  });

  it("will not plan where ids lead nowhere or prices run backwards in data of one's own", async () => {
    const link = {
      id: "lahore--nowhere",
      from: "lahore",
      to: "nowhere",
      mode: "road",
      countries: ["PK"],
      distanceKm: { value: 10, basis: { estimated: "test" } },
      hours: { min: 1, typical: 2, max: 3, basis: { estimated: "test" } },
      cost: { per: "truck", low: 9, typical: 5, high: 1, basis: { estimated: "test" } },
    };
    const dir = dataDir("links", JSON.stringify([link]));
    for (const command of [PLAN, ["crossing", "torkham"]]) {
      const { code, out, err } = await rahdari(...command, "--data", dir);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain(`${dir}/links.json#/0/to: lahore--nowhere: no nowhere in places`);
      expect(err).toContain("#/0/cost/low: lahore--nowhere: lies after `typical`");
    }
  });

  it("helps, and tells its version", async () => {
    expect((await rahdari("help")).code).toBe(0);
    expect((await rahdari("plan", "--help")).out).toBe((await rahdari("help")).out);
    expect((await rahdari("--version")).out).toBe(`${pkg.version}\n`);
    expect(await rahdari()).toMatchObject({ code: 2, out: "" });
  });
});

describe("rahdari claim", { timeout: 60_000 }, () => {
  it("says the same of the same day, and refuses what is none", async () => {
    const { code, out } = await rahdari("claim", "--on", "2026-11-26");
    const published = readFileSync(new URL("../../../docs/claim.md", import.meta.url), "utf8");
    expect({ code, out }).toEqual({ code: 0, out: published });
    expect(await rahdari("claim", "--on", "2026-02-30")).toMatchObject({ code: 2 });
  });
});
