import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PoolError } from "../src/pool/pool.ts";
import { FakeJobs, post, REQUEST, testApp } from "./fixture.ts";

async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = await response.json();
  expect(body.status).toBe(response.status);
  expect(body.type).toBe(`/docs#problem-${body.code}`);
  return body;
}

describe("POST /v1/plans", () => {
  it("hands the request with its defaults to a worker and passes its answer on", async () => {
    const jobs = new FakeJobs(() => ({ kind: "done", body: '{"options":[]}' }));
    const response = await testApp({ jobs }).request("/v1/plans", post(REQUEST));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ options: [] });
    expect(jobs.asked).toMatchObject([
      { kind: "plan", format: "json", request: { ...REQUEST, draws: 10_000 } },
    ]);
  });

  it.each([
    ["csv", "text/csv; charset=utf-8"],
    ["geojson", "application/geo+json"],
    ["text", "text/plain; charset=utf-8"],
  ])("gives %s as %s", async (format, type) => {
    const response = await testApp().request(`/v1/plans?format=${format}`, post(REQUEST));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(type);
  });

  it("plans on from where the shipment is", async () => {
    const jobs = new FakeJobs();
    await testApp({ jobs }).request("/v1/plans?at=Torkham&on=2027-01-13", post(REQUEST));
    expect(jobs.asked).toMatchObject([{ at: { place: "Torkham", on: "2027-01-13" } }]);
  });

  it("takes the time of being there as it takes that of readiness", async () => {
    const jobs = new FakeJobs();
    for (const on of ["2027-01-13T08:00Z", "2027-01-13T08:00:30%2B05:00"]) {
      const response = await testApp({ jobs }).request(`/v1/plans?at=Torkham&on=${on}`, post(REQUEST));
      expect(response.status, on).toBe(200);
    }
    expect(jobs.asked).toHaveLength(2);
  });

  it("has plans wait their turn by client", async () => {
    const owners: unknown[] = [];
    const run: FakeJobs["run"] = async (...[, , owner]: unknown[]) => {
      owners.push(owner);
      return { kind: "done", body: "{}" };
    };
    const jobs = Object.assign(new FakeJobs(), { run });
    await testApp({ jobs, clientOf: () => "10.0.0.7" }).request("/v1/plans", post(REQUEST));
    expect(owners).toEqual(["10.0.0.7"]);
  });

  it("wants place and day together", async () => {
    const body = await problemOf(await testApp().request("/v1/plans?at=Torkham", post(REQUEST)));
    expect(body).toMatchObject({ status: 400, code: "invalid-query", errors: [{ pointer: "/on" }] });
  });

  it("names every fault of the body by its pointer", async () => {
    const faulty = { from: "", to: "Kabul", ready: "soon", goods: { tonnes: -1, hs: "12" }, units: "truck" };
    const body = await problemOf(await testApp().request("/v1/plans", post(faulty)));
    expect(body).toMatchObject({ status: 422, code: "invalid-request" });
    const pointers = body.errors.map((error: { pointer: string }) => error.pointer);
    expect(new Set(pointers)).toEqual(new Set(["/from", "/ready", "/goods/tonnes", "/units"]));
  });

  it("says of a bad date what the command line says", async () => {
    const body = await problemOf(await testApp().request("/v1/plans", post({ ...REQUEST, asOf: "soon" })));
    expect(body.errors).toMatchObject([{ pointer: "/asOf", detail: "expected a date (2027-01-11)" }]);
  });

  it("offers the values that a field can have", async () => {
    const body = await problemOf(await testApp().request("/v1/plans", post({ ...REQUEST, unit: "camel" })));
    expect(body.errors).toMatchObject([{ pointer: "/unit", suggestions: ["truck", "container", "wagon"] }]);
  });

  it("passes the planner's refusals on with their suggestions", async () => {
    const said = { code: "unknown-place", params: { text: "Lahor" } } as const;
    const issues = [{ pointer: "/from", message: "no such place: Lahor", suggestions: ["Lahore"], ...said }];
    const jobs = new FakeJobs(() => ({ kind: "refused", code: "unknown-place", message: "no", issues }));
    const body = await problemOf(
      await testApp({ jobs }).request("/v1/plans", post({ ...REQUEST, from: "Lahor" })),
    );
    expect(body).toMatchObject({ status: 422, code: "unknown-place" });
    expect(body.errors).toEqual([
      { pointer: "/from", detail: "no such place: Lahor", suggestions: ["Lahore"], ...said },
    ]);
  });

  it("tells nothing of its inside when it fails", async () => {
    const jobs = new FakeJobs(() => ({ kind: "failed", error: "Error: secret\n at /home/x/plan.ts:1" }));
    const response = await testApp({ jobs }).request("/v1/plans", post(REQUEST));
    const body = await problemOf(response);
    expect(body).toMatchObject({ status: 500, code: "internal" });
    expect(JSON.stringify(body)).not.toMatch(/secret|plan\.ts/);
    expect(body.detail).toContain(response.headers.get("x-request-id"));
  });

  it("hides what an unexpected throw says", async () => {
    const jobs = new FakeJobs(() => {
      throw new Error("secret");
    });
    const body = await problemOf(await testApp({ jobs }).request("/v1/plans", post(REQUEST)));
    expect(body.code).toBe("internal");
    expect(JSON.stringify(body)).not.toContain("secret");
  });

  it.each([
    ["queue-full", 503, "busy"],
    ["closed", 503, "busy"],
    ["timeout", 504, "timeout"],
    ["crashed", 500, "internal"],
  ] as const)("turns a pool's %s into %i", async (code, status, problem) => {
    const jobs = new FakeJobs(() => Promise.reject(new PoolError(code)));
    const response = await testApp({ jobs }).request("/v1/plans", post(REQUEST));
    expect(await problemOf(response)).toMatchObject({ status, code: problem });
    if (status === 503) expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("gives the worker a signal that ends with the client", async () => {
    const gone = new AbortController();
    const jobs = new FakeJobs((_job, signal) => {
      gone.abort();
      expect(signal?.aborted).toBe(true);
      throw new PoolError("cancelled");
    });
    await testApp({ jobs }).request("/v1/plans", { ...post(REQUEST), signal: gone.signal });
    expect(jobs.asked).toHaveLength(1);
  });
});

describe("hostile bodies", () => {
  it("refuses 5 MB by its declared length", async () => {
    const jobs = new FakeJobs();
    const big = post({ ...REQUEST, from: "x".repeat(5_000_000) }, { "content-length": "5000100" });
    expect(await problemOf(await testApp({ jobs }).request("/v1/plans", big))).toMatchObject({ status: 413 });
    expect(jobs.asked).toEqual([]);
  });

  it("reads no more of a body without a length than the limit", async () => {
    let pulled = 0;
    const chunk = new Uint8Array(16 * 1024).fill(32);
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1;
        if (pulled > 400) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const headers = { "content-type": "application/json", "transfer-encoding": "chunked" };
    const init = { method: "POST", body, headers, duplex: "half" } as RequestInit;
    expect(await problemOf(await testApp().request("/v1/plans", init))).toMatchObject({ status: 413 });
    expect(pulled).toBeLessThan(10);
  });

  it("refuses what is not JSON", async () => {
    expect(await problemOf(await testApp().request("/v1/plans", post("{")))).toMatchObject({
      status: 400,
      code: "invalid-json",
    });
    expect(await problemOf(await testApp().request("/v1/plans", post("")))).toMatchObject({ status: 400 });
    const form = post("a=b", { "content-type": "application/x-www-form-urlencoded" });
    expect(await problemOf(await testApp().request("/v1/plans", form))).toMatchObject({ status: 415 });
  });

  it("does not let a body reach an object's prototype", async () => {
    const body =
      '{"from":"a","to":"b","ready":"2027-01-11","__proto__":{"polluted":1},"constructor":{"a":1}}';
    expect((await testApp().request("/v1/plans", post(body))).status).toBe(422);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("answers any JSON with a problem or a plan, never with a 500", async () => {
    const app = testApp({
      rates: { plans: { burst: 1e9, perSecond: 1e9 }, reads: { burst: 1e9, perSecond: 1e9 } },
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
        const { status } = await app.request("/v1/plans", post(body));
        expect([400, 422]).toContain(status);
      }),
      { numRuns: 200 },
    );
  });

  it("treats names as text", async () => {
    const from = "'; DROP TABLE places; -- \u202e<img src=x onerror=alert(1)>\u0000";
    const jobs = new FakeJobs();
    expect((await testApp({ jobs }).request("/v1/plans", post({ ...REQUEST, from }))).status).toBe(200);
    expect(jobs.asked).toMatchObject([{ request: { from } }]);
  });
});
