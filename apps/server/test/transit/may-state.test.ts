import { MESSAGE_GROUPS } from "@rahdari/api";
import type { JsonObject } from "@rahdari/ledger";
import { declaresGoods } from "@rahdari/transit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Called, type Caller, NAMES, openCalled, send } from "../support/callers.ts";
import { declared, embedded, lodge, OTHER_HOLDER, PAYLOAD, register } from "../support/journey.ts";
import { SAMPLE_BODIES } from "../support/sample-bodies.ts";
import { pathOf } from "../support/trial.ts";

// Who may have PK/lahore state what, kind by kind.

/** What others than the authority hand in, written by hand. */
const HANDED_IN: Readonly<Record<string, Caller>> = {
  "guarantee.register": "guarantor",
  "guarantee.cancel": "guarantor",
  "claim.contest": "guarantor",
  "reconcile.request": "guarantor",
  "declaration.lodge": "holder",
  "declaration.amend": "holder",
  "declaration.withdraw": "holder",
  "declaration.present": "holder",
  "incident.report": "holder",
  "diversion.request": "holder",
  "enquiry.hear": "holder",
};
const KINDS = MESSAGE_GROUPS.flatMap((group) => group.kinds);

/** All else is the authority's; a desk of another office, another state, another party never may. */
function mayState(kind: string): readonly Caller[] {
  const other = HANDED_IN[kind];
  return other ? ["authority", other] : ["authority"];
}

const storage = embedded();
let called: Called;
beforeAll(async () => {
  called = await openCalled(await storage.place());
});
afterAll(() => called.trial.remove());

describe("who may have an office state what", () => {
  it("is told for every kind of every group", () => {
    expect(Object.keys(SAMPLE_BODIES).toSorted()).toEqual(KINDS.toSorted());
    expect(KINDS).toEqual(expect.arrayContaining(Object.keys(HANDED_IN)));
  });

  describe.each(KINDS)("%s", (kind) => {
    const goods = declaresGoods(kind) ? { payload: PAYLOAD } : {};
    const message = () => ({ office: "PK/lahore", kind, body: SAMPLE_BODIES[kind] as JsonObject, ...goods });

    it("is not taken from a stranger", async () => {
      for (const [who, key] of called.strangers) {
        const response = await send(called, "POST", pathOf(kind), key, message());
        expect(response.status, who).toBe(401);
      }
    });

    it("is taken from those of the table and from nobody else", async () => {
      const before = called.trial.engine.state.size;
      const denied = NAMES.filter((name) => !mayState(kind).includes(name));
      for (const name of denied) {
        const { status, body } = await called.trial.say(called.keys.get(name) as string, message());
        expect([name, status, body.code]).toEqual([name, 403, "not-allowed"]);
      }
      expect(called.trial.engine.state.size).toBe(before);
      for (const name of mayState(kind)) {
        const { status, body } = await called.trial.say(called.keys.get(name) as string, message());
        const rest = [name, [401, 403].includes(status), body.code === "invalid-request"];
        expect(rest, JSON.stringify(body)).toEqual([name, false, false]);
      }
    });
  });

  it("is refused to a holder who names another movement's holder as its own", async () => {
    const body = declared("M1", "G2", { holder: OTHER_HOLDER });
    const key = called.keys.get("otherHolder") as string;
    const done = await called.trial.say(key, { office: "PK/lahore", kind: "declaration.amend", body });
    expect(done.status).toBe(403);
  });

  it("is refused to a holder who leaves the goods out", async () => {
    const key = called.keys.get("holder") as string;
    const { status, body } = await called.trial.say(key, lodge("M9", "G1"));
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer: "/payload" })]]);
  });

  it("is refused to a guarantor who registers in another's name, and to a holder who lodges so", async () => {
    const guarantor = called.keys.get("otherGuarantor") as string;
    expect((await called.trial.say(guarantor, register("G9"))).status).toBe(403);
    expect((await called.trial.say(called.keys.get("otherHolder") as string, lodge("M9", "G1"))).status).toBe(
      403,
    );
  });

  it("is for offices of this authority alone, whatever the name looks like", async () => {
    for (const office of ["PK/karachi", "PK/lahore-2", "PK/torkham2"]) {
      const done = await called.trial.say(called.keys.get("authority") as string, {
        ...lodge("M9", "G1"),
        office,
      });
      expect([office, done.status, done.body.code]).toEqual([office, 422, "office-not-here"]);
    }
    for (const office of ["PK", "PK/", "PK//lahore", "pk/lahore", "PK/lahore/", "PK/Lahore", "PK/lahore\n"]) {
      const done = await called.trial.say(called.keys.get("authority") as string, {
        ...lodge("M9", "G1"),
        office,
      });
      expect([office, done.status, done.body.code]).toEqual([office, 422, "invalid-request"]);
    }
  });
});
