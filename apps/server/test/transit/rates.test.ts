import type { EpochMs } from "@rahdari/units";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { embedded, HOLDER, openCorridor } from "../support/journey.ts";
import type { Trial } from "../support/trial.ts";

// How often who may ask; and what is open to everybody.

const storage = embedded();

describe("the rate of requests", () => {
  let trial: Trial;
  let pk: string;
  let holder: string;
  beforeAll(async () => {
    const rates = { strangers: { burst: 5, perSecond: 1 }, actors: { burst: 40, perSecond: 1 } };
    trial = await openCorridor({ place: await storage.place(), rates });
    pk = await trial.key("authority", "PK", ["PK/lahore"]);
    holder = await trial.key("holder", HOLDER);
  });
  afterAll(() => trial.remove());
  const ask = (key: string | null) => trial.request("/v1/transit/movements", key);
  const statuses = async (key: string | null, times: number) => {
    const all = [];
    for (let i = 0; i < times; i++) all.push((await ask(key)).status);
    return all;
  };
  const wait = (seconds: number) => {
    trial.now = (trial.now + seconds * 1_000) as EpochMs;
  };

  it("is low for whoever tries keys, and says when to try again", async () => {
    expect(await statuses(null, 3)).toEqual([401, 401, 401]);
    const wrong = `rk_0123456789ab_${"A".repeat(43)}`;
    expect(await statuses(wrong, 3)).toEqual([401, 401, 429]);
    const refused = await ask(wrong);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await refused.json()).toMatchObject({ code: "too-many-requests" });
    wait(2);
    expect(await statuses(wrong, 3)).toEqual([401, 401, 429]);
  });

  it("is each key's own, whatever strangers do", async () => {
    expect(await statuses(pk, 41)).toEqual([...Array(40).fill(200), 429]);
    expect(await statuses(holder, 1)).toEqual([200]);
    wait(1);
    expect(await statuses(pk, 2)).toEqual([200, 429]);
  });
});

describe("without a key", () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await openCorridor({ place: await storage.place() });
  });
  afterAll(() => trial.remove());

  it.each(["/openapi.json", "/docs", "/docs/style.css"])("%s is there to be read", async (path) => {
    expect((await trial.request(path, null)).status).toBe(200);
  });

  it.each([
    "/v1/transit",
    "/v1/transit/",
    "/v1/transit/nothing",
    "/v1/transit/movements/",
    "/v1/transit/messages/nothing",
    "/v1/transit/%6devements",
  ])("%s tells nothing", async (path) => {
    for (const method of ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
      expect([method, (await trial.request(path, null, { method })).status]).toEqual([method, 401]);
  });

  it.each(["/", "/v1", "/v2/transit", "/V1/transit", "/v1/Transit/movements", "/healthz/..", "/v1//transit"])(
    "%s is not there",
    async (path) => {
      expect((await trial.request(path, null)).status).toBe(404);
    },
  );
});
