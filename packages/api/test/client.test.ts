import { describe, expect, it } from "vitest";
import { apiClient, PROBLEMS, RequestFailure } from "../src/index.ts";

const REQUEST = { from: "Lahore", to: "Almaty", ready: "2027-01-11" };
const ANSWER = { request: REQUEST, options: [], rejected: [] };

/** A client whose server answers as given, and what it was asked. */
function client(answer: () => Response | Promise<Response>, base = "http://office:8787") {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch = async (url: unknown, init: RequestInit = {}) => {
    asked.push({ url: String(url), init });
    return answer();
  };
  return { api: apiClient({ base, fetch: fetch as typeof globalThis.fetch }), asked };
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers });

async function failure(work: Promise<unknown>): Promise<RequestFailure> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(RequestFailure);
  return error as RequestFailure;
}

describe("apiClient", () => {
  it("asks each operation at its address, with what was given and nothing else", async () => {
    const { api, asked } = client(json(ANSWER));
    await api.plan(REQUEST);
    await api.plan(REQUEST, { at: { place: "Sost dry port", on: "2027-01-14" } });
    await api.places({ q: "لاہور", lang: "ur" });
    await api.crossing("a/b", { on: "2027-01-11" });
    await api.network();
    await api.network({ asOf: "2026-10-01" });
    await api.geometry();
    await api.claim();
    await api.health();
    expect(asked.map(({ url }) => url.replace("http://office:8787", ""))).toEqual([
      "/v1/plans",
      "/v1/plans?at=Sost+dry+port&on=2027-01-14",
      `/v1/places?${new URLSearchParams({ q: "لاہور", lang: "ur" })}`,
      "/v1/crossings/a%2Fb?on=2027-01-11",
      "/v1/network",
      "/v1/network?asOf=2026-10-01",
      "/v1/geometry",
      "/v1/claim",
      "/healthz",
    ]);
    expect(asked[0]?.init).toMatchObject({ method: "POST", body: JSON.stringify(REQUEST) });
  });

  it("tells a fault of the request with code, field and suggestions", async () => {
    const { status, title } = PROBLEMS["unknown-place"];
    const errors = [{ pointer: "/to", detail: "no place is called x", suggestions: ["Almaty"] }];
    const { api } = client(json({ status, title, detail: "d", code: "unknown-place", errors }, status));
    expect(await failure(api.plan(REQUEST))).toMatchObject({
      kind: "refused",
      code: "unknown-place",
      status: 422,
      message: "d",
      errors: [{ pointer: "/to", suggestions: ["Almaty"], said: { text: "no place is called x" } }],
    });
  });

  it.each([
    [429, "busy"],
    [503, "busy"],
    [500, "server"],
    [504, "server"],
    [404, "refused"],
  ] as const)("takes status %i for %s, whatever the body", async (status, kind) => {
    const { api } = client(() => new Response("<h1>no</h1>", { status, headers: { "retry-after": "7" } }));
    expect(await failure(api.network())).toMatchObject({
      kind,
      status,
      code: null,
      errors: [],
      retryAfter: 7,
    });
  });

  it.each(["<html>", "[]", "{}", '{"options":[]}'])("does not take %s for a plan", async (body) => {
    const { api } = client(() => new Response(body));
    expect((await failure(api.plan(REQUEST))).kind).toBe("answer");
  });

  it("says that nobody answers, and why", async () => {
    const cause = new TypeError("fetch failed");
    const { api } = client(() => Promise.reject(cause));
    expect(await failure(api.health())).toMatchObject({ kind: "network", cause });
  });

  it("lets an abort pass as it is", async () => {
    const { api } = client(() => Promise.reject(new DOMException("stopped", "AbortError")));
    await expect(api.health()).rejects.toMatchObject({ name: "AbortError" });
  });
});
