import { expect, it } from "vitest";
import { startingResponse } from "../../src/http/problem.ts";

it("a server that is starting says so, in the form of every refusal, and when to ask again", async () => {
  const refused = startingResponse(new Request("http://x.example/v1/transit/movements"));
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(refused.headers.get("content-type")).toBe("application/problem+json");
  expect(await refused.json()).toEqual({
    type: "/docs#problem-starting",
    title: "The server is starting",
    status: 503,
    detail: "The records are being brought up to the ledger.",
    code: "starting",
  });
  const health = startingResponse(new Request("http://x.example/health"));
  expect([health.status, await health.json()]).toEqual([503, { status: "starting" }]);
});
