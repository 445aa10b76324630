import type { JsonObject } from "@rahdari/ledger";
import { describe } from "vitest";
import {
  accept,
  CARNET,
  type Case,
  DECLARED,
  exclude,
  lahore,
  M1,
  refused,
  WAY,
} from "../support/refusals.ts";

// What each check of an act keeps out: one message that this check alone refuses.

const BY_PESHAWAR = [
  { territory: "PK", from: "PK/lahore", to: "PK/peshawar" },
  { territory: "PK", from: "PK/peshawar", to: "PK/torkham-pk" },
  { territory: "AF", from: "AF/torkham-af", to: "AF/kabul" },
  { territory: "AF", from: "AF/kabul", to: "AF/hairatan" },
];
const lodgeBy = (legs: readonly JsonObject[], furtherOffices: readonly JsonObject[] = []) =>
  lahore("declaration.lodge", {
    ...DECLARED,
    movement: "M9",
    legs: [...legs],
    furtherOffices: [...furtherOffices],
  });

describe("before departure", () => {
  refused([
    {
      what: "a carnet is good for one journey",
      given: "tir-under-way",
      first: [lahore("declaration.lodge", { movement: "M2", ...DECLARED })],
      said: lahore("guarantee.accept", { movement: "M2", guarantee: "XB25000071" }),
      code: "guarantee/state",
      path: "/guarantee",
    },
    {
      what: "a guarantee of another regime does not serve",
      given: "qtta-lodged",
      first: [
        lahore("guarantor.authorise", { guarantor: "PK-PNC-ICC" }, "2027-05-04 05:00"),
        lahore("holder.authorise", { holder: "PAK/041/123" }, "2027-05-04 05:00"),
        lahore(
          "declaration.lodge",
          { movement: "Q5", ...DECLARED, holder: "PK/NLC", guarantee: "BG-2027-5" },
          "2027-05-04 05:00",
        ),
      ],
      said: lahore("guarantee.accept", { movement: "Q5", guarantee: "BG-2027-5" }, "2027-05-04 05:10"),
      code: "guarantee/other-regime",
      path: "/guarantee",
    },
    {
      what: "an excluded holder is not accepted",
      given: "tir-lodged",
      first: [lahore("guarantee.accept", { ...M1, guarantee: "XB25000071" }, "2027-01-11 03:00"), exclude],
      said: lahore("declaration.accept", accept("M1")),
      code: "holder/unauthorised",
      path: "/movement",
    },
    {
      what: "an excluded holder is not released",
      given: "tir-lodged",
      first: [
        lahore("guarantee.accept", { ...M1, guarantee: "XB25000071" }, "2027-01-11 03:00"),
        lahore("declaration.accept", accept("M1"), "2027-01-11 03:05"),
        exclude,
      ],
      said: lahore("release.grant", M1),
      code: "holder/unauthorised",
      path: "/movement",
    },
    {
      what: "the guarantor is asked for when the guarantee is accepted",
      given: "tir-lodged",
      first: [
        lahore(
          "guarantor.revoke",
          { guarantor: "PK-PNC-ICC", reason: "x", from: "2027-01-11" },
          "2027-01-11 03:00",
        ),
      ],
      said: lahore("guarantee.accept", { ...M1, guarantee: "XB25000071" }),
      code: "guarantor/unauthorised",
      path: "/guarantee",
    },
    {
      what: "no other office releases",
      given: "tir-lodged",
      first: [
        lahore("guarantee.accept", { ...M1, guarantee: "XB25000071" }, "2027-01-11 03:00"),
        lahore("declaration.accept", accept("M1"), "2027-01-11 03:05"),
      ],
      said: ["2027-01-11 05:00", "PK/karachi", "release.grant", M1],
      code: "office/not-concerned",
      path: "/movement",
    },
    {
      what: "what is lodged only is not sealed",
      given: "tir-lodged",
      said: lahore("seal.affix", { ...M1, seal: "K9", type: "customs" }),
      code: "movement/state",
      path: "/movement",
    },
    {
      what: "two legs of one territory do not follow one another",
      given: "tir-lodged",
      said: lahore("declaration.lodge", {
        ...DECLARED,
        movement: "M2",
        legs: [
          { territory: "PK", from: "PK/lahore", to: "PK/peshawar" },
          { ...WAY[0], from: "PK/peshawar" },
          WAY[1],
        ],
      } as JsonObject),
      code: "itinerary/broken",
      path: "/legs/1/territory",
    },
    {
      what: "a state that the regime does not bind is not on the way",
      given: "tir-lodged",
      said: lahore("declaration.lodge", {
        ...DECLARED,
        movement: "M2",
        regime: "uptt",
        legs: [WAY[0], WAY[1], { territory: "TM", from: "TM/serhetabat", to: "TM/mary" }],
      } as JsonObject),
      code: "regime/not-in-force",
      path: "/legs/2/territory",
    },
    {
      what: "TIR crosses a frontier",
      given: "tir-lodged",
      said: lahore("declaration.lodge", { ...DECLARED, movement: "M2", legs: [WAY[0]] } as JsonObject),
      code: "itinerary/territories",
      path: "/legs",
    },
    {
      what: "a reading that there is not switches no rule off",
      given: "tir-lodged",
      said: lahore("declaration.lodge", {
        ...DECLARED,
        movement: "M2",
        readings: { "claim.earliest-months": "none" },
      }),
      code: "value/unknown",
      path: "/readings/claim.earliest-months",
    },
    {
      what: "a certificate of next year is none",
      given: "tir-lodged",
      said: lahore("declaration.lodge", {
        ...DECLARED,
        movement: "M2",
        vehicle: { ...DECLARED.vehicle, approval: { number: "A1", issued: "2028-01-01" } },
      }),
      code: "hour/in-future",
      path: "/vehicle/approval/issued",
    },
    ...(
      [
        [{ journeys: null }, "/journeys"],
        [{ journeys: 2 }, "/journeys"],
        [{ scope: "total" }, "/scope"],
        [{ currency: "USD" }, "/currency"],
      ] as const
    ).map(
      ([own, path]): Case => ({
        what: `a carnet is for one journey, each country anew, in euro: ${path}`,
        given: "tir-lodged",
        said: lahore("guarantee.register", { ...CARNET, ...own, guarantee: "X9" }),
        code: "guarantee/form",
        path,
      }),
    ),
    {
      what: "a carnet is not above its ceiling",
      given: "tir-lodged",
      said: lahore("guarantee.register", { ...CARNET, amount: 10_000_001, guarantee: "X9" }),
      code: "guarantee/above-ceiling",
      path: "/amount",
    },
    {
      what: "an outage is not reported years later",
      given: "tir-lodged",
      said: lahore("node.unavailable", {
        planned: false,
        from: "2026-01-01T00:00:00.000Z",
        until: null,
      }),
      code: "hour/too-old",
      path: "/from",
    },
    {
      what: "an outage that ended is not made longer",
      given: "tir-lodged",
      first: [
        lahore("node.unavailable", {
          planned: true,
          from: "2027-01-11T01:00:00.000Z",
          until: "2027-01-11T02:00:00.000Z",
        }),
      ],
      said: lahore("node.available", { from: "2027-01-11T04:00:00.000Z" }),
      code: "outage/none",
      path: "/from",
    },
    {
      what: "two legs of a territory that meet nowhere",
      given: "tir-lodged",
      said: lodgeBy([
        { territory: "PK", from: "PK/lahore", to: "PK/peshawar" },
        { territory: "PK", from: "PK/jamrud", to: "PK/torkham-pk" },
      ]),
      code: "itinerary/broken",
      path: "/legs/1/territory",
    },
    {
      what: "two legs that meet where nothing is taken in or off",
      given: "tir-lodged",
      said: lodgeBy(BY_PESHAWAR),
      code: "itinerary/broken",
      path: "/legs/1/territory",
    },
    {
      what: "offices that are not in the order of the way",
      given: "tir-lodged",
      said: lodgeBy(BY_PESHAWAR, [
        { office: "AF/kabul", role: "destination" },
        { office: "PK/peshawar", role: "destination" },
      ]),
      code: "itinerary/order",
      path: "/furtherOffices/1",
    },
    {
      what: "an office of departure after one of destination",
      given: "tir-lodged",
      said: lodgeBy(BY_PESHAWAR, [
        { office: "PK/peshawar", role: "destination" },
        { office: "AF/kabul", role: "departure" },
      ]),
      code: "itinerary/order",
      path: "/furtherOffices/1",
    },
    {
      what: "the first office as a further one",
      given: "tir-lodged",
      said: lodgeBy(WAY, [{ office: "PK/lahore", role: "departure" }]),
      code: "office/unknown",
      path: "/furtherOffices/0/office",
    },
  ]);
});
