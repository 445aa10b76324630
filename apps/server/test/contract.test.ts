import {
  apiClient,
  CrossingReport,
  CrossingsView,
  Geometry,
  Health,
  NetworkView,
  PATHS,
  PlaceDetail,
  PlacesFound,
  Problem,
} from "@rahdari/api";
import { loadNetwork, shippedDataDir } from "@rahdari/network";
import { crossingReport } from "@rahdari/planner";
import { describe, expect, it } from "vitest";
import { FakeJobs, network as little, post, testApp } from "./fixture.ts";

const shipped = loadNetwork({ dirs: [shippedDataDir] });
const jobs = new FakeJobs((job) => {
  if (job.kind !== "crossing") throw new Error("not asked for");
  return { kind: "done", body: JSON.stringify(crossingReport(shipped, job)) };
});

const APPS = { shipped: testApp({ network: shipped, jobs }), little: testApp({ network: little }) };

describe("what is sent is what the contract says, no field less or more", () => {
  it.each([
    ["shipped", "/healthz", Health],
    ["shipped", "/v1/network", NetworkView],
    ["shipped", "/v1/network?asOf=2021-01-01", NetworkView],
    ["little", "/v1/network", NetworkView],
    ["shipped", "/v1/geometry", Geometry],
    ["shipped", "/v1/crossings", CrossingsView],
    ["shipped", "/v1/crossings/torkham", CrossingReport],
    ["shipped", "/v1/places?q=kashgar&lang=zh", PlacesFound],
    ["little", "/v1/places?q=kabul", PlacesFound],
    ["shipped", "/v1/places/almaty", PlaceDetail],
    ["shipped", "/v1/places/almatty", Problem],
    ["shipped", "/v1/nothing", Problem],
  ] as const)("by the %s data at %s", async (data, path, schema) => {
    const body: unknown = await (await APPS[data].request(path)).json();
    expect(schema.parse(body)).toEqual(body);
  });

  it("and problems with a list of faults too", async () => {
    const body: unknown = await (await APPS.little.request(PATHS.plans, post({ from: 1 }))).json();
    expect(Problem.parse(body)).toEqual(body);
  });
});

describe("the client that page and command line share", () => {
  const api = apiClient({ fetch: async (path, init) => APPS.shipped.request(String(path), init) });

  it("finds every operation where the server has it", async () => {
    expect((await api.health()).places).toBe(shipped.places.size);
    expect((await api.places({ q: "Алматы", lang: "ru" })).places[0]).toMatchObject({
      id: "almaty",
      label: "Алматы",
    });
    expect((await api.network({ asOf: "2026-10-01" })).asOf).toBe("2026-10-01");
    expect((await api.geometry()).type).toBe("FeatureCollection");
    expect((await api.crossing("torkham", { on: "2027-01-11" })).on).toBe("2027-01-11");
  });

  it("tells of what is not there", async () => {
    await expect(api.crossing("torkam")).rejects.toMatchObject({
      kind: "refused",
      code: "not-found",
      errors: [{ pointer: "/id", suggestions: ["torkham"] }],
    });
  });
});
