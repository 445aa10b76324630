import { API_VERSION } from "@rahdari/api";
import { loadNetwork, shippedDataDir } from "@rahdari/network";
import { PlanError, plan } from "@rahdari/planner";
import { describe, expect, it } from "vitest";
import { rahdari, rahdariOn } from "./fixture.ts";

const DAY = "2026-11-24";
const PLAN = ["plan", "Lahore", "Almaty", "--ready", "2027-01-11", "--draws", "300", "--as-of", DAY];
const HEALTH = { status: "ok", api: API_VERSION, places: 1, newestSource: null, workers: {} };
const network = loadNetwork({ dirs: [shippedDataDir] });

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

/** A server's answers by path; it plans as the real one does. */
function office(answers: Readonly<Record<string, () => Response>> = {}) {
  return async (url: unknown, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(String(url));
    const given = answers[pathname];
    if (given) return given();
    if (pathname === "/healthz") return json(HEALTH);
    if (pathname === "/v1/network") return json({ places: [...network.places.values()] });
    if (pathname === "/v1/geometry") return json({ features: [] });
    const [place, on] = [searchParams.get("at"), searchParams.get("on")];
    try {
      return json(plan(network, JSON.parse(String(init.body)), place && on ? { at: { place, on } } : {}));
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      const errors = error.issues.map(({ message, ...issue }) => ({ ...issue, detail: message }));
      return json({ status: 422, code: error.code, detail: error.message, errors }, 422);
    }
  };
}

const asked = (answers: Parameters<typeof office>[0], ...args: string[]) =>
  rahdariOn(office(answers) as typeof fetch, ...args, "--server", "http://office:8787/");

describe("rahdari plan --server", { timeout: 60_000 }, () => {
  it.each(["json", "csv", "text"])("prints as %s just what a plan made here prints", async (format) => {
    const here = await rahdari(...PLAN, "--format", format);
    expect(await asked({}, ...PLAN, "--format", format)).toEqual(here);
    expect(here.code).toBe(0);
  });

  it("draws the server's lines on the server's places", async () => {
    const { code, out } = await asked({}, ...PLAN, "--format", "geojson");
    expect(code).toBe(0);
    const { features } = JSON.parse(out) as GeoJSON.FeatureCollection;
    expect(features.some(({ geometry }) => geometry.type === "Point")).toBe(true);
  });

  it("plans the rest of a trip", async () => {
    const rest = [...PLAN, "--at", "Sost dry port", "--on", "2027-01-14", "--json"];
    expect((await asked({}, ...rest)).out).toBe((await rahdari(...rest)).out);
  });

  it("ends with 1 where there is no lawful way and with 2 on bad input, in the same words", async () => {
    const none = [...PLAN, "--exclude-country", "CN,AF,IR", "--exclude-mode", "sea,air"];
    expect(await asked({}, ...none)).toEqual(await rahdari(...none));
    const wrong = ["plan", "Lahore", "Almatty", "--ready", "2027-01-11", "--tonnes", "99"];
    const here = await rahdari(...wrong);
    expect(here.code).toBe(2);
    expect((await asked({}, ...wrong)).err).toBe(here.err);
  });

  it.each([
    [
      "is not there",
      { "/healthz": () => Promise.reject(refused()) as never },
      "server-unreachable",
      "ECONNREFUSED",
    ],
    [
      "is of another version",
      { "/healthz": () => json({ ...HEALTH, api: 9 }) },
      "server-unfit",
      "another version",
    ],
    ["is of an older version", { "/healthz": () => json({ status: "ok" }) }, "server-unfit", "older"],
    [
      "is something else",
      { "/healthz": () => new Response("<html>") },
      "server-unfit",
      "not a Rahdari server",
    ],
    ["is something else", { "/healthz": () => json({}, 404) }, "server-unfit", "not a Rahdari server"],
    [
      "is busy",
      { "/v1/plans": () => json({ detail: "Too many." }, 503, { "retry-after": "2" }) },
      "server-busy",
      "2 s",
    ],
    ["fails", { "/v1/plans": () => json({ detail: "Report it." }, 500) }, "server-failed", "Report it."],
    [
      "answers in another form",
      { "/v1/plans": () => json({ request: {}, options: [{}], rejected: [] }) },
      "server-unfit",
      "does not read as a plan",
    ],
  ] as const)("says that the server %s, with 69", async (_, answers, code, word) => {
    const { err, ...rest } = await asked(answers, ...PLAN);
    expect(rest).toEqual({ code: 69, out: "" });
    expect(err).toContain(`rahdari: ${code}\n  --server: `);
    expect(err).toContain(word);
    const told = await asked(answers, ...PLAN, "--json");
    expect(JSON.parse(told.err).error.code).toBe(code);
  });

  it.each(["office", "ftp://office", "http://user:secret@office", "http://office?x=1", " "])(
    "takes no address like %j",
    async (address) => {
      const { code, err } = await rahdari(...PLAN, "--server", address);
      expect(code).toBe(2);
      expect(err).toContain("--server");
    },
  );

  it("does not pretend to lay data of this machine over the server's", async () => {
    expect(await asked({}, ...PLAN, "--data", "/tmp")).toMatchObject({ code: 2, out: "" });
  });
});

function refused(): TypeError {
  const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  return new TypeError("fetch failed", { cause });
}
