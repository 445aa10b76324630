import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import {
  isParty,
  loadRegimes,
  membersOf,
  RegimeError,
  rulesAt,
  shippedRegimesDir,
  territoryOf,
} from "../../src/index.ts";
import { NUMBERS, type ParameterName, RegimeId } from "../../src/regime/schema.ts";

const regimes = loadRegimes();
const tir = (day: string, name: ParameterName, options = {}) =>
  rulesAt(regimes, "tir", day, options).number(name)?.value;

describe("a parameter", () => {
  it("has a day from which, or up to which it holds", () => {
    const undated = [...regimes.regimes.values()].flatMap(({ id, parameters }) =>
      parameters.filter(({ from, until }) => !from && !until).map(({ name }) => `${id} ${name}`),
    );
    expect(undated).toEqual([]);
  });

  const hsCodes = fileURLToPath(
    new URL("../../../../../shared/oracles/transit/codelists/HScode.json", import.meta.url),
  );
  it.skipIf(!existsSync(hsCodes))("names goods by codes of the HS (skipped where its list is absent)", () => {
    const list = JSON.parse(readFileSync(hsCodes, "utf8")) as { code: string }[];
    const lists = [...regimes.regimes.values()]
      .flatMap(({ parameters }) => parameters)
      .filter(({ name }) => name === "goods.excluded" || name === "seal.navigation");
    const codes = lists.flatMap(({ value }) => value as string[]);
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !list.some((one) => one.code.startsWith(code)))).toEqual([]);
  });

  it("is that of the day", () => {
    expect([tir("2022-06-24", "offices.max"), tir("2022-06-25", "offices.max")]).toEqual([4, 8]);
    expect([tir("2025-05-31", "approval.years"), tir("2025-06-01", "approval.years")]).toEqual([2, 3]);
    const navigation = (day: string) =>
      rulesAt(regimes, "eaeu", day, { territory: "EAEU" }).list("seal.navigation");
    expect(navigation("2026-02-10")).toBeUndefined();
    expect(navigation("2026-02-11")?.value).toContain("64");
  });

  it("is that of the territory", () => {
    expect(tir("2027-01-01", "transit.limit-days", { territory: "PK" })).toBe(10);
    expect(tir("2027-01-01", "transit.limit-days", { territory: "UZ" })).toBeUndefined();
    expect(tir("2027-01-01", "offices.max", { territory: "PK" })).toBe(8);
  });

  it("is that of the reading that was chosen, else of the data's own choice", () => {
    const earliest = (readings = {}) => tir("2027-01-01", "claim.earliest-months", { readings });
    expect(earliest()).toBe(1);
    expect(earliest({ "claim.earliest-months": "text-2017" })).toBe(3);
  });

  it("that is not known is undefined, never a default", () => {
    const weight = (day: string) => rulesAt(regimes, "qtta", day).number("vehicle.gross-tonnes")?.value;
    expect([weight("2004-04-30"), weight("2004-05-01")]).toEqual([30, undefined]);
  });

  it("has one row at most, on any day, in any territory", () => {
    const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
    const territory = fc.constantFrom(undefined, "PK", "EAEU", "UZ");
    fc.assert(
      fc.property(day, territory, fc.constantFrom(...RegimeId.options), (at, where, id) => {
        const on = at.toISOString().slice(0, 10);
        for (const name of Object.keys(NUMBERS)) {
          const rows = regimes.regimes
            .get(id)!
            .parameters.filter(
              (row) =>
                row.name === name &&
                row.territory === where &&
                (row.from ?? "") <= on &&
                on < (row.until ?? "9999"),
            );
          expect(new Set(rows.map(({ reading }) => reading)).size).toBe(rows.length);
        }
      }),
    );
  });
});

describe("treaties and territories", () => {
  it("bind a state from its day on", () => {
    expect(isParty(regimes, "tir", "CN", "2017-01-04")).toBe(false);
    expect(isParty(regimes, "tir", "CN", "2017-01-05")).toBe(true);
    expect(isParty(regimes, "qtta", "UZ", "2027-01-01")).toBe(false);
    expect(isParty(regimes, "national", "UZ", "2027-01-01")).toBe(true);
  });

  it("know the union's one territory", () => {
    expect(["KG", "KZ", "UZ"].map((country) => territoryOf(regimes, country, "2027-01-01"))).toEqual([
      "EAEU",
      "EAEU",
      "UZ",
    ]);
    expect(territoryOf(regimes, "KG", "2015-08-11")).toBe("KG");
    expect(membersOf(regimes, "EAEU", "2015-06-01")).not.toContain("KG");
  });
});

type Loose = Record<string, never> & { parameters: object[]; defaults: Record<string, unknown> } & {
    members: unknown[];
  }[];

const LAW = fileURLToPath(
  new URL("../../../../../shared/oracles/law/tir-convention-2017.md", import.meta.url),
);

describe.skipIf(!existsSync(LAW))("the text of 2017 (skipped where shared/oracles/law is absent)", () => {
  const text = existsSync(LAW) ? readFileSync(LAW, "utf8").replace(/\s+/g, " ") : "";

  it("has the numbers that we have for its day", () => {
    const says = (words: string) => text.includes(words);
    expect(says("offices of departure and destination shall not exceed four")).toBe(true);
    expect(says("with a maximum period of one year from the date of acceptance")).toBe(true);
    expect(says("at the earliest three months after the date")).toBe(true);
    expect(says("within a period of three months from the date when a claim for payment is made")).toBe(true);
    expect(says("Road vehicles shall be produced every two years")).toBe(true);
    expect([tir("2017-05-01", "offices.max"), tir("2017-05-01", "claim.notice-months")]).toEqual([4, 12]);
    expect([tir("2017-05-01", "claim.pay-months"), tir("2017-05-01", "approval.years")]).toEqual([3, 2]);
  });
});

describe("data that cannot be used", () => {
  const made: string[] = [];
  afterEach(() => {
    for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
  });

  function issuesOf(file: string, change: (data: Loose) => void) {
    const dir = mkdtempSync(join(tmpdir(), "rahdari-regimes-"));
    made.push(dir);
    cpSync(shippedRegimesDir, dir, { recursive: true });
    const data = JSON.parse(readFileSync(join(dir, file), "utf8"));
    change(data);
    writeFileSync(join(dir, file), JSON.stringify(data));
    try {
      loadRegimes(dir);
    } catch (error) {
      if (error instanceof RegimeError) return error.issues.map(({ path, reason }) => `${path} ${reason}`);
      throw error;
    }
    return [];
  }

  it("is told with file, path and reason, all at once", () => {
    expect(issuesOf("tir.json", () => {})).toEqual([]);
    const row = (change: object) =>
      issuesOf("tir.json", (data) => Object.assign(data.parameters[0] ?? {}, change));
    expect(row({ from: "2022-13-01" })).toEqual([expect.stringMatching(/^\/parameters\/0/)]);
    expect(row({ from: "2023-01-01" })).toEqual(["/parameters/0 ends before it begins"]);
    expect(row({ until: "2022-07-01" })).toEqual([
      "/parameters/1 overlaps an earlier row of its name and reading",
    ]);
    expect(row({ colour: "red" })).toEqual([expect.stringMatching(/^\/parameters\/0/)]);
    expect(row({ basis: { published: ["nowhere"] } })).toEqual([
      "/parameters/0/basis no source nowhere in sources.json",
    ]);
    expect(issuesOf("tir.json", (data) => delete data.defaults["claim.earliest-months"])).toContainEqual(
      expect.stringMatching(/no default says which reading/),
    );
    expect(issuesOf("qtta.json", (data) => Object.assign(data, { id: "tir" }))).toEqual([
      "/id the file is named qtta",
    ]);
    expect(issuesOf("unions.json", (data) => Object.assign(data[0] ?? {}, { members: [] }))).toEqual([
      expect.stringMatching(/members/),
    ]);
    expect(issuesOf("sources.json", (data) => delete data["tir-text-2017"]).length).toBeGreaterThan(5);
  });
});
