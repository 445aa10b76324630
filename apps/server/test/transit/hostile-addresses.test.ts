import type { JsonObject } from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INJECTIONS, STRANGE, Target, UNFIT } from "../support/hostile.ts";
import { HOLDER } from "../support/journey.ts";
import { send } from "../support/serve.ts";
import { storages } from "../support/storages.ts";

// Addresses, queries, methods, keys and headers that are none of the interface.

for (const { name, place } of storages()) {
  describe(`hostile addresses on ${name}`, () => {
    let target: Target;
    beforeAll(async () => {
      target = await Target.open(await place());
    });
    afterAll(() => target.close());

    it.each([...INJECTIONS, ...STRANGE, ...UNFIT])("finds nothing by %j in an address", async (text) => {
      const holder = await target.trial.key("holder", HOLDER);
      const part = encodeURIComponent(text);
      for (const path of [
        `/v1/transit/movements/${part}`,
        `/v1/transit/movements/${part}/messages`,
        `/v1/transit/movements/${part}/payload`,
        `/v1/transit/movements/${part}/events`,
        `/v1/transit/guarantees/${part}`,
        `/v1/transit/offices/${part}/${part}/queue`,
        `/v1/transit/entries/${part}/receipt`,
        `/v1/transit/${part}`,
        `/v1/transit/movements?state=${part}`,
        `/v1/transit/movements?office=${part}`,
        `/v1/transit/movements?reference=${part}`,
        `/v1/transit/movements?after=x${part}`,
        `/v1/transit/movements/M1/messages?after=x${part}`,
        `/v1/transit/offices/PK/lahore/queue?task=${part}`,
        `/v1/transit/offices/PK/lahore/queue?after=${part}`,
        `/v1/transit/entries/20/receipt?disclose=${part}`,
      ]) {
        for (const key of [target.pk, holder]) {
          const response = await target.trial.request(path, key);
          const body = await response.text();
          expect([path, [200, 400, 403, 404].includes(response.status)]).toEqual([path, true]);
          if (response.status === 200) expect(body).toMatch(/"(movements|waiting|messages)":\[\]/);
          expect(response.headers.get("set-cookie")).toBeNull();
        }
      }
      for (const path of ["keys", "hooks"]) {
        const response = await target.trial.request(`/v1/transit/${path}/${part}`, target.pk, {
          method: "DELETE",
        });
        expect([400, 404]).toContain(response.status);
      }
    });

    it.each([
      "' or 1=1 --",
      "rk_0123456789ab",
      `rk_0123456789ab_${"A".repeat(43)}'`,
      "\u00ff".repeat(50),
      "x".repeat(5_000),
    ])("takes the key %s for none", async (key) => {
      expect((await target.trial.request("/v1/transit", key)).status).toBe(401);
    });

    it.each([
      ["movements?unknown=1", "/unknown"],
      ["movements?state=in-transitt", "/state"],
      ["movements?regime=tirr", "/regime"],
      ["movements?office=lahore", "/office"],
      ["movements?limit=1e2", "/limit"],
      ["movements?limit=0x10", "/limit"],
      ["movements?limit=", "/limit"],
      ["movements?limit=%205", "/limit"],
      ["movements?limit=1&limit=2", "/limit"],
      ["movements?limit=0", "/limit"],
      ["movements?limit=501", "/limit"],
      ["movements?after=-0", "/after"],
      ["movements?after=1.0", "/after"],
      ["movements?after=9007199254740993", "/after"],
      ["movements/M1/messages?page=2", "/page"],
      ["offices/PK/lahore/queue?task=acept", "/task"],
      ["offices/PK/lahore/queue?offset=3", "/offset"],
      ["entries/1e1/receipt", "/entry"],
      ["entries/0x1/receipt", "/entry"],
      ["entries/12/receipt?open=items", "/open"],
    ])("refuses %s with what is at fault", async (path, pointer) => {
      const { status, body } = await target.trial.get(`/v1/transit/${path}`, target.pk);
      const [error] = body.errors as JsonObject[];
      expect([status, body.code, error?.pointer]).toEqual([400, "invalid-query", pointer]);
    });

    it.each([
      ["PUT", "/v1/transit/keys", "POST, GET, HEAD"],
      ["PATCH", "/v1/transit/movements/M1", "GET, HEAD"],
      ["DELETE", "/v1/transit/movements/M1", "GET, HEAD"],
      ["GET", "/v1/transit/messages/seals", "POST"],
      ["POST", "/v1/transit/movements", "GET, HEAD"],
      ["OPTIONS", "/v1/transit/keys", "POST, GET, HEAD"],
    ])("does not know %s of %s", async (method, path, allowed) => {
      const response = await target.trial.request(path, target.pk, { method });
      expect(response.status).toBe(405);
      expect(new Set(response.headers.get("allow")?.split(", "))).toEqual(new Set(allowed.split(", ")));
      expect((await target.trial.request(path, null, { method })).status).toBe(401);
    });

    it.each([
      "/v1/transit/../../../etc/passwd",
      "/v1/transit/%2e%2e/%2e%2e/etc/passwd",
      "/docs/..%2f..%2fpackage.json",
      "/v1/transit//movements",
      "//evil.example/v1/transit",
      "/v1/transit/movements/M1/../../keys/x",
    ])("serves nothing at %s", async (path) => {
      const { status } = await send(target.served.port, {
        method: "GET",
        path,
        headers: { authorization: `Bearer ${target.pk}` },
      });
      expect([400, 404, 405]).toContain(status);
    });

    it.each([
      ["x-request-id", "a\u0001b"],
      ["x-request-id", "a%0d%0ab"],
      ["x-request-id", "x".repeat(5_000)],
      ["x-request-id", "<script>"],
      ["last-event-id", "1; drop table message"],
      ["last-event-id", "9".repeat(16)],
      ["x-http-method-override", "DELETE"],
    ])("is not moved by the header %s: %s", async (header, value) => {
      const response = await target.trial.request("/v1/transit/movements/M1/events", target.pk, {
        headers: { [header]: value },
      });
      await response.body?.cancel();
      const isCursor = header === "last-event-id";
      expect(response.status).toBe(isCursor ? 400 : 200);
      expect(response.headers.get("x-request-id")).toMatch(/^[\w\-=]{1,255}$/);
    });

    it("leaves the tables as a rebuilding makes them", () => target.whole());
  });
}
