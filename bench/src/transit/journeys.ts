import type { JsonObject } from "@rahdari/ledger";
import { referenceOf } from "@rahdari/transit";

export const START = Date.parse("2027-01-11T00:00:00Z");
export const MESSAGES = 9;

/** A message of a synthetic journey, before it is signed. */
export type Message = { readonly office: string; readonly kind: string; readonly body: JsonObject };

/** Offices that a journey goes through: departure and exit in one country, entry and destination in the next. */
export type Way = {
  readonly from: string;
  readonly exit: string;
  readonly entry: string;
  readonly to: string;
};
export const WAY: Way = {
  from: "PK/lahore",
  exit: "PK/torkham",
  entry: "AF/torkham",
  to: "AF/kabul",
};

/** What has to be said before the first journey. All of them rely on one guarantee, the worst case. */
export function opening({ from }: Way): Message[] {
  const say = (kind: string, body: JsonObject) => ({ office: from, kind, body });
  return [
    say("guarantor.authorise", { guarantor: "PK-BANK" }),
    say("holder.authorise", { holder: "PK/SYNTHETIC" }),
    say("guarantee.register", {
      guarantee: "G",
      regime: "aptta",
      guarantor: "PK-BANK",
      holder: "PK/SYNTHETIC",
      scope: "total",
      amount: 1_000_000_000,
      currency: "USD",
      territories: ["PK", "AF"],
      lastPresentation: "2030-01-01",
      journeys: null,
    }),
  ];
}

/** Nine messages from lodging to discharge in the first of two countries; the second is left open. */
export function journey(name: string, { from, exit, entry, to }: Way, at: number): Message[] {
  const movement = `M${name}`;
  const seals = [`K${name}`];
  const own = { movement, seals };
  const start = { liability: 100, until: null };
  return [
    {
      office: from,
      kind: "declaration.lodge",
      body: {
        movement,
        holder: "PK/SYNTHETIC",
        regime: "aptta",
        guarantee: "G",
        legs: [
          { territory: "PK", from, to: exit },
          { territory: "AF", from: entry, to },
        ],
        furtherOffices: [],
        vehicle: { registration: `S-${name}`, country: "PK", approval: null },
        permits: [],
        readings: { status: "in-force" },
        navigationSeal: false,
      },
    },
    { office: from, kind: "guarantee.accept", body: { movement, guarantee: "G" } },
    {
      office: from,
      kind: "declaration.accept",
      body: { movement, reference: referenceOf("PK", at, name) },
    },
    { office: from, kind: "seal.affix", body: { movement, seal: `K${name}`, type: "customs" } },
    { office: from, kind: "release.grant", body: { movement } },
    {
      office: from,
      kind: "operation.start",
      body: { ...own, operation: `A${name}`, sequence: 1, ...start },
    },
    {
      office: exit,
      kind: "operation.terminate",
      body: { ...own, sequence: 1, final: false, reservation: null },
    },
    { office: from, kind: "operation.discharge", body: { movement, sequence: 1 } },
    {
      office: entry,
      kind: "operation.start",
      body: { ...own, operation: `B${name}`, sequence: 2, ...start },
    },
  ];
}
