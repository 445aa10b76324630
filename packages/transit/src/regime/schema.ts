import { Basis, Sources } from "@rahdari/network";
import { z } from "zod";

const Day = z.iso.date();
/** From the first day on, up to but not on the day `until`. */
const Span = { from: Day.optional(), until: Day.optional() };
const Country = z.string().regex(/^[A-Z]{2}$/);
const Territory = z.string().regex(/^[A-Z]{2,6}$/);

/** Parameters that are numbers, with their units. */
export const NUMBERS = {
  "offices.max": "count",
  "territories.min": "count",
  "territories.max": "count",
  "guarantee.ceiling": "EUR",
  "guarantee.journeys": "count",
  "transit.limit-days": "days",
  "transit.extension-days": "days",
  "claim.notice-months": "months",
  "claim.notice-months-if-fraud": "months",
  "claim.earliest-months": "months",
  "claim.latest-months": "months",
  "claim.after-decision-months": "months",
  "claim.pay-months": "months",
  "claim.refund-months": "months",
  "approval.years": "years",
  "permit.quota": "count",
  "permit.journeys": "count",
  "vehicle.axle-tonnes": "t",
  "vehicle.gross-tonnes": "t",
  "discrepancy.weight-percent": "%",
} as const;
export type ParameterName = keyof typeof NUMBERS;
export const FLAGS = [
  "guarantee.per-operation",
  "permit.required",
  "permit.issued-at-home",
  "seal.required",
] as const;
export type FlagName = (typeof FLAGS)[number];
/**
 * Lists of HS codes without dots, two to six digits, where a code stands for all below it; of places of the network; of
 * states, ISO 3166-1 alpha-2 in lower case.
 */
export const LISTS = ["goods.excluded", "seal.navigation", "posts", "states.required"] as const;
export type ListName = (typeof LISTS)[number];

const row = {
  ...Span,
  /** Where it holds; everywhere if left out. */
  territory: Territory.optional(),
  /** Name of the reading of the text that gives this value, where readings differ. */
  reading: z.string().min(1).max(40).optional(),
  /** Article, section or rule that sets it. */
  article: z.string().min(1).max(120),
  basis: Basis,
};
const NumberRow = z.strictObject({
  name: z.enum(Object.keys(NUMBERS) as [ParameterName, ...ParameterName[]]),
  /** Null where the text was replaced by one that is not known: nothing is judged by it. */
  value: z.number().min(0).max(1e9).nullable(),
  ...row,
});
const FlagRow = z.strictObject({ name: z.enum(FLAGS), value: z.boolean(), ...row });
const ListRow = z.strictObject({
  name: z.enum(LISTS),
  value: z.array(z.string().regex(/^[a-z0-9-]+$/)).min(1),
  ...row,
});

export const STATUSES = ["in-force", "contested", "lapsed", "not-in-force"] as const;
export type Status = (typeof STATUSES)[number];

export const RegimeId = z.enum(["tir", "qtta", "uptt", "tjpk", "aptta", "eaeu", "national"]);
export type RegimeId = z.infer<typeof RegimeId>;

/** One regime of transit: whom it binds since when, its status, its parameters, each with days and source. */
export const Regime = z.strictObject({
  id: RegimeId,
  name: z.string().min(1),
  status: z.array(z.strictObject({ value: z.enum(STATUSES), ...Span, basis: Basis })).min(1),
  /** States bound; `any` for a regime that every state has of its own. */
  parties: z.union([
    z.literal("any"),
    z.array(z.strictObject({ country: Country, ...Span, basis: Basis })).min(1),
  ]),
  /** For each parameter with rival readings, the one taken where a declaration names none, and why. */
  defaults: z.record(z.string(), z.strictObject({ reading: z.string(), why: z.string().min(1) })),
  parameters: z.array(z.discriminatedUnion("name", [NumberRow, FlagRow, ListRow])),
});
export type Regime = z.infer<typeof Regime>;
export type Row = Regime["parameters"][number];

/** Customs territories of more than one state. */
export const Union = z.strictObject({
  id: Territory,
  name: z.string().min(1),
  members: z.array(z.strictObject({ country: Country, ...Span, basis: Basis })).min(2),
});
export type Union = z.infer<typeof Union>;

export { Sources };
