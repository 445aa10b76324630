import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { dataKinds, recordSchemas } from "../src/data-kind.ts";
import { type Issue, loadNetwork, NetworkError, shippedDataDir } from "../src/index.ts";
import { closure, link, place } from "./fixture.ts";

const made: string[] = [];
const shipped = loadNetwork({ dirs: [shippedDataDir] });

afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

function directory(files: Readonly<Record<string, unknown>>): string {
  const dir = mkdtempSync(join(tmpdir(), "rahdari-network-"));
  made.push(dir);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    const raw = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(join(dir, name), raw ? content : JSON.stringify(content));
  }
  return dir;
}

/** Issues of loading, file names without the temporary directory. */
function issuesOf(files: Readonly<Record<string, unknown>>): readonly Issue[] {
  return issuesIn(directory(files));
}

function failures(dir: string): readonly (readonly [file: string, reason: string])[] {
  return issuesIn(dir).map(({ file, reason }) => [file, reason]);
}

function issuesIn(dir: string): readonly Issue[] {
  try {
    loadNetwork({ dirs: [dir] });
    return [];
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return error.issues.map((issue) => ({ ...issue, file: issue.file.replace(`${dir}/`, "") }));
  }
}

describe("layers", () => {
  test("a file without records is an empty network", () => {
    const network = loadNetwork({ dirs: [directory({ "places.json": [] })] });
    expect(network.places.size).toBe(0);
    expect(network.newestSource).toBeNull();
  });

  test("a directory without data is a slip: another was meant", () => {
    expect(() => loadNetwork({ dirs: [directory({ "README.md": "no data" })] })).toThrow(/holds no data/);
  });

  test("a file of the kind and the files in its folder are read together", () => {
    const dir = directory({
      "places.json": [place("a"), place("b")],
      "links.json": [link("a--b", "a", "b")],
      "links/east.json": [link("b--a", "b", "a")],
    });
    expect([...loadNetwork({ dirs: [dir] }).links.keys()]).toEqual(["a--b", "b--a"]);
  });

  test("a later directory replaces by id and adds, and says where each record came from", () => {
    const shipped = directory({
      "places.json": [place("a"), place("b")],
      "closures/pk.json": [closure("x")],
    });
    const mine = directory({
      "places.json": [place("b", { name: "B, mine" }), place("c")],
      "closures.json": [closure("x", { to: "2025-03-19" }), closure("y")],
    });
    const network = loadNetwork({ dirs: [shipped, mine] });
    expect([...network.places.values()].map(({ name }) => name)).toEqual(["a", "B, mine", "c"]);
    expect(network.closures.map(({ id, to }) => [id, to])).toEqual([
      ["x", "2025-03-19"],
      ["y", undefined],
    ]);
    expect(network.origins.get("places/b")).toEqual({ file: join(mine, "places.json"), path: "/0" });
  });

  test("the newest source counts a bare month from its first day", () => {
    const dir = directory({
      "sources.json": {
        a: { url: "x", date: "2026-06" },
        b: { url: "y", date: "2026-05-30" },
        c: { note: "z" },
      },
    });
    expect(loadNetwork({ dirs: [dir] }).newestSource).toBe("2026-06-01");
  });

  test("a byte order mark is no content", () => {
    expect(issuesOf({ "places.json": `\ufeff${JSON.stringify([place("a")])}` })).toEqual([]);
  });
});

describe("bad files are refused with file, path and reason", () => {
  test("all issues of all files come together", () => {
    const issues = issuesOf({
      "places.json": [place("a", { lat: 95, colour: "red" }), place("b", { zone: 7 })],
      "closures/pk.json": "[{",
      "links.json": {},
    });
    expect(issues).toEqual([
      { file: "places.json", path: "/0/lat", reason: expect.stringContaining("90") },
      { file: "places.json", path: "/0/colour", reason: "unknown field" },
      { file: "places.json", path: "/1/zone", reason: expect.stringContaining("expected string") },
      { file: "links.json", path: "", reason: "expected a list [...]" },
      { file: "closures/pk.json", path: "", reason: expect.stringContaining("not JSON") },
    ]);
  });

  test("figures and days that no plan could be made with", () => {
    const hours = { min: -1, typical: 2, max: 3, basis: { estimated: "made up" } };
    const none = { value: 0, basis: { estimated: "made up" } };
    const issues = issuesOf({
      "places.json": [place("a", { zone: "Mars/Olympus" }), place("b", { zone: "UTC+5" })],
      "links.json": [
        link("a--b", "a", "b", { hours, distanceKm: { ...none, value: -1 }, departuresPerWeek: none }),
      ],
      "closures.json": [closure("x", { to: "9999-12-31" })],
    });
    expect(issues.map(({ file, path }) => `${file}${path}`)).toEqual([
      "places.json/0/zone",
      "places.json/1/zone",
      "links.json/0/distanceKm/value",
      "links.json/0/hours/min",
      "links.json/0/departuresPerWeek/value",
      "closures.json/0/to",
    ]);
    expect(issues.map(({ reason }) => reason)).toContain("no such time zone in the IANA database");
    expect(issues.at(-1)?.reason).toMatch(/an open end is left out/);
  });

  test("of a union the alternative that was meant is judged", () => {
    const issues = issuesOf({
      "places.json": [place("a", { coordinates: { accuracyKm: 1, basis: { published: [] } } })],
      "closures.json": [closure("x", { on: { crossing: "No Such Id" } })],
    });
    expect(issues.map(({ path }) => path)).toEqual(["/0/coordinates/basis/published", "/0/on/crossing"]);
  });

  test("the same id twice in one layer, in whatever files", () => {
    const issues = issuesOf({
      "links/a.json": [link("a--b", "a", "b"), link("a--b", "a", "b")],
      "links/b.json": [link("a--b", "a", "b")],
      "sources.json": '{"s": {"url": "x"}, "t": {"note": "s: {}"}, "s": {"url": "y"}}',
    });
    expect(issues.map(({ file, path }) => `${file}${path}`)).toEqual([
      "sources.json/s",
      "links/a.json/1",
      "links/b.json/0",
    ]);
  });

  test.each([
    ["a prototype key", `[{"__proto__": {"admin": true}}]`, "/0/__proto__", /prototype/],
    ["a nested prototype key", `[{"names": {"constructor": {}}}]`, "/0/names/constructor", /prototype/],
    [
      "a bidirectional override",
      JSON.stringify([place("a", { name: "Lahore\u202e" })]),
      "/0/name",
      /U\+202E/,
    ],
    ["a control character", JSON.stringify([place("a", { name: "La\u0000hore" })]), "/0/name", /U\+0000/],
    [
      "an escape sequence",
      JSON.stringify([place("a", { aliases: ["\u001b[2J"] })]),
      "/0/aliases/0",
      /U\+001B/,
    ],
    ["half a surrogate pair", `[{"name": "\\ud800"}]`, "/0/name", /surrogate/],
    ["an endless string", JSON.stringify([place("a", { name: "x".repeat(10_001) })]), "/0/name", /10000/],
    ["deep nesting", `${"[".repeat(50_000)}${"]".repeat(50_000)}`, "/0".repeat(20), /nested/],
  ])("%s", (_, text, path, reason) => {
    expect(issuesOf({ "places.json": text })).toEqual([
      { file: "places.json", path, reason: expect.stringMatching(reason) },
    ]);
  });

  test("joiners that Persian and Urdu need pass", () => {
    expect(issuesOf({ "places.json": [place("a", { names: { fa: "می\u200cخوش" } })] })).toEqual([]);
  });

  test("nothing of the prototype is changed", () => {
    issuesOf({ "sources.json": '{"__proto__": {"polluted": "yes"}}' });
    expect("polluted" in {}).toBe(false);
  });

  test("a file past 20 MB, text that is not UTF-8, a strange name, a missing directory", () => {
    const issues = issuesOf({
      "places.json": " ".repeat(20 * 1024 * 1024 + 1),
      "papers.json": new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d]),
      "closure/mine.json": "[]",
      "README.md": "not data",
    });
    expect(issues.map(({ file }) => file).toSorted()).toEqual(["closure", "papers.json", "places.json"]);
    const missing = () => loadNetwork({ dirs: ["/no/such/directory"] });
    expect(missing).toThrow(NetworkError);
    expect(missing).toThrow(/no such directory/);
  });

  test("what is no file is named and never waited for: broken and circular links, a device, a directory", () => {
    const dir = directory({ "closures/mine.json": "[]", "papers.json/x": "" });
    symlinkSync("/no/such/file", join(dir, "places.json"));
    symlinkSync("links.json", join(dir, "links.json"));
    symlinkSync("/dev/null", join(dir, "calendars.json"));
    expect(failures(dir)).toEqual([
      ["papers.json", expect.stringContaining("not a name of data")],
      ["places.json", "cannot be read: a link that leads nowhere"],
      ["links.json", "cannot be read: a link that leads nowhere"],
      ["calendars.json", "not a file"],
      ["papers.json", "not a file"],
    ]);
  });

  test("line ends of Windows are white space", () => {
    const dir = directory({ "places.json": JSON.stringify([place("a")], null, 1).replaceAll("\n", "\r\n") });
    expect(loadNetwork({ dirs: [dir] }).places.has("a")).toBe(true);
  });

  test("records repeated throughout are not listed to the last", () => {
    const issues = issuesOf({ "places.json": Array.from({ length: 500 }, () => place("a")) });
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)?.reason).toBe("and 399 more records that are given twice");
  });

  test("a file that is wrong throughout is not listed to its last line", () => {
    const issues = issuesOf({ "places.json": Array.from({ length: 5000 }, () => 1) });
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)?.reason).toBe("and 4900 more issues");
  });
});

describe("numbers beyond reason", () => {
  const records = dataKinds.flatMap((kind) => {
    const held = shipped[kind];
    return [...(Array.isArray(held) ? held : held.values())].map((record) => ({ kind, record }));
  });

  /** Each place of a number in a record, indexes of lists left out, with the record where it was 1e308. */
  function* overflown(value: unknown, path = ""): Generator<readonly [path: string, changed: unknown]> {
    if (typeof value === "number") yield [path, 1e308];
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      const step = Array.isArray(value) ? path : `${path}/${key}`;
      for (const [at, changed] of overflown(item, step)) {
        const copy = Array.isArray(value) ? [...value] : { ...value };
        Object.assign(copy, { [key]: changed });
        yield [at, copy];
      }
    }
  }

  test("are refused wherever the data have a number", () => {
    const accepted = new Set<string>();
    const tried = new Set<string>();
    for (const { kind, record } of records) {
      for (const [path, changed] of overflown(record)) {
        if (tried.has(kind + path)) continue;
        tried.add(kind + path);
        if (recordSchemas[kind].safeParse(changed).success) accepted.add(kind + path);
      }
    }
    expect(tried.size).toBeGreaterThan(40);
    expect([...accepted]).toEqual([]);
  });
});
