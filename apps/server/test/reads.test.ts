import { describe, expect, it } from "vitest";
import { FakeJobs, testApp } from "./fixture.ts";

const app = testApp();
const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await app.request(path, { headers });
  return { response, status: response.status, body: await response.json() };
};

describe("GET /v1/places", () => {
  it("finds places in other scripts and labels them in the language asked for", async () => {
    const { body } = await get(`/v1/places?q=${encodeURIComponent("لاہور")}&lang=ur`);
    expect(body.places).toMatchObject([{ id: "lahore", name: "Lahore", label: "لاہور", unlocode: "PKLHE" }]);
  });

  it("falls back to the Latin name in other languages", async () => {
    for (const lang of ["fa-AF", "xx", "constructor"]) {
      const { status, body } = await get(`/v1/places?q=lahore&lang=${lang}`);
      expect(status === 400 || body.places[0].label === "Lahore").toBe(true);
    }
    expect((await get("/v1/places?q=lahore&lang=ur-PK")).body.places[0].label).toBe("لاہور");
  });

  it("gives nothing for nothing typed", async () => {
    expect((await get("/v1/places?q=")).body).toEqual({ places: [] });
  });

  it.each(["limit=0", "limit=51", "limit=x", "lang=urdu!", `q=${"x".repeat(121)}`, "limit=1&limit=2"])(
    "refuses %s",
    async (query) => {
      const { status, body } = await get(`/v1/places?${query}`);
      expect({ status, code: body.code }).toEqual({ status: 400, code: "invalid-query" });
    },
  );

  it("shows one place with what meets there", async () => {
    const { body } = await get("/v1/places/torkham-pk");
    expect(body).toMatchObject({
      id: "torkham-pk",
      links: ["lahore--torkham-pk-road"],
      crossings: ["torkham"],
    });
  });

  it("suggests ids for one that does not exist", async () => {
    const { status, body } = await get("/v1/places/Lahore%20");
    expect(status).toBe(404);
    expect(body.errors).toMatchObject([{ pointer: "/id", suggestions: ["lahore"] }]);
  });
});

describe("GET /v1/crossings", () => {
  const stateOn = async (asOf: string) => (await get(`/v1/crossings?asOf=${asOf}`)).body.crossings[0];

  it("is open before anything is known", async () => {
    expect(await stateOn("2026-02-01")).toMatchObject({
      state: "open",
      confirmed: null,
      assumed: "never-reported",
    });
  });

  it("is shut while that was confirmed lately", async () => {
    expect(await stateOn("2026-04-01")).toMatchObject({
      state: "shut",
      confirmed: "2026-04-01",
      sources: ["test-source"],
    });
  });

  it("is unknown when the last word on a stop has grown old, and says what that was", async () => {
    expect(await stateOn("2026-11-24")).toMatchObject({
      state: "unknown",
      lastKnown: "shut",
      confirmed: "2026-04-01",
    });
  });

  it("suggests the id for a name", async () => {
    const { status, body } = await get("/v1/crossings/Torkham%20border");
    expect({ status, code: body.code }).toEqual({ status: 404, code: "not-found" });
  });

  it("refuses days that do not exist", async () => {
    expect((await get("/v1/crossings?asOf=2026-02-30")).status).toBe(400);
    expect((await get("/v1/crossings/torkham?on=never")).status).toBe(400);
    expect((await get("/v1/crossings/torkham?on=9999-12-31")).status).toBe(400);
    const { errors } = (await get("/v1/crossings/torkham?on=never")).body;
    expect(errors).toMatchObject([{ pointer: "/on", detail: "expected a date (2027-01-11)" }]);
  });
});

describe("the map's data", () => {
  it("holds places, links with basis, crossings with state, and sources", async () => {
    const { body } = await get("/v1/network");
    expect(body.asOf).toBe("2026-11-24");
    expect(body.places).toHaveLength(4);
    expect(body.links).toEqual([
      { id: "lahore--torkham-pk-road", from: "lahore", to: "torkham-pk", mode: "road", basis: "estimated" },
    ]);
    expect(body.crossings[0].state).toBe("unknown");
    expect(body.sources["test-source"].date).toBe("2026-04-01");
  });

  it("gives lines as GeoJSON with the credit for OpenStreetMap", async () => {
    const { response, body } = await get("/v1/geometry");
    expect(response.headers.get("content-type")).toBe("application/geo+json");
    expect(body.attribution).toContain("OpenStreetMap");
    expect(body.features[0].properties).toEqual({ link: "lahore--torkham-pk-road", basis: "drawn" });
  });

  it("says 304 to who has it already", async () => {
    const etag = (await app.request("/v1/network")).headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    expect((await app.request("/v1/network", { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  it("compresses for who can read that", async () => {
    const response = await app.request("/v1/network", { headers: { "accept-encoding": "gzip" } });
    expect(response.headers.get("content-encoding")).toBe("gzip");
  });
});

describe("studies", () => {
  it("works each out once for all who ask", async () => {
    const studies = new FakeJobs(() => ({ kind: "done", body: '{"journeys":[]}' }));
    const own = testApp({ studies });
    const answers = await Promise.all([own.request("/v1/backtest"), own.request("/v1/backtest")]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(studies.asked).toEqual([{ kind: "backtest", format: "json" }]);
    await own.request("/v1/claim?format=text");
    expect(studies.asked).toHaveLength(2);
  });

  it("tries again after a failure", async () => {
    let times = 0;
    const studies = new FakeJobs(() =>
      times++ ? { kind: "done", body: "{}" } : { kind: "failed", error: "x" },
    );
    const own = testApp({ studies });
    expect((await own.request("/v1/claim")).status).toBe(500);
    expect((await own.request("/v1/claim")).status).toBe(200);
  });
});

describe("every answer", () => {
  it("carries a request id and the security headers", async () => {
    for (const path of ["/healthz", "/v1/network", "/nowhere", "/docs"]) {
      const { headers } = await app.request(path);
      expect(headers.get("x-request-id")).toMatch(/^[\w-]+$/);
      expect(headers.get("content-security-policy")).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it("is a problem where there is nothing", async () => {
    expect((await get("/v1/nothing")).body).toMatchObject({ status: 404, code: "not-found" });
    expect((await get("/v1/plans/1")).body).toMatchObject({ status: 404 });
  });

  it.each([
    ["GET", "/v1/plans", "POST"],
    ["POST", "/v1/places", "GET, HEAD"],
    ["DELETE", "/v1/crossings/torkham", "GET, HEAD"],
  ])("says what else can be done where %s %s cannot", async (method, path, allow) => {
    const response = await app.request(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe(allow);
    expect((await response.json()).code).toBe("method-not-allowed");
  });

  it("is refused beyond the rate of one address, and of that one only", async () => {
    let client = "a";
    const rate = { burst: 2, perSecond: 1 };
    const own = testApp({ rates: { plans: rate, reads: rate }, clientOf: () => client });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await own.request("/v1/network")).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await own.request("/v1/network");
    expect(refused.headers.get("retry-after")).toBe("1");
    client = "b";
    expect((await own.request("/v1/network")).status).toBe(200);
  });
});
