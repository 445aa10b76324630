import { z } from "zod";
import { PlanRequest, Standing } from "./request.ts";

/** A sentence for people with the code and the values it was made of, so that a face can say it in any language. */
export const Message = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
});
export type Message = z.infer<typeof Message>;

/** Hours from `ready` to delivery; capped at the horizon (`horizonHours`), see `notArrived`. */
export const HourQuantiles = z.object({
  p10: z.number(),
  p50: z.number(),
  p80: z.number(),
  p90: z.number(),
  p95: z.number(),
  mean: z.number(),
});
const Money = z.object({ low: z.number(), typical: z.number(), high: z.number() });
const BasisKind = z.enum(["published", "derived", "estimated"]);
/** A price with its basis; of a sum the weakest of what it is made of. */
const FoundedMoney = Money.extend({ basis: BasisKind });

export const Leg = z.object({
  /** Id of the link or crossing; with `#back` when used against its direction. */
  id: z.string(),
  kind: z.enum(["link", "crossing", "interchange"]),
  name: z.string(),
  from: z.string(),
  to: z.string(),
  mode: z.enum(["road", "rail", "sea", "air"]),
  countries: z.array(z.string()),
  km: z.number(),
  /** Hours spent on this leg, waiting, rest, queue and closure included. */
  hours: z.object({ p10: z.number(), p50: z.number(), p90: z.number(), mean: z.number() }),
  /** Median hours of waiting for opening hours, departures, closures within that. */
  waitHours: z.number(),
  /** Typical instant of entering and leaving (median draw), ISO 8601 UTC. */
  enter: z.string(),
  leave: z.string(),
  costUsd: Money,
  co2eKg: z.number(),
  /** Weakest basis among distance, time and price, and what swap or reload adds to them. */
  basis: BasisKind,
  notes: z.array(Message),
  sources: z.array(z.string()),
});
export type Leg = z.infer<typeof Leg>;

export const DocumentItem = z.object({
  id: z.string(),
  name: z.string(),
  /** Codes of name and issuer in the catalogues of other languages; absent where the data give none. */
  nameCode: z.string().optional(),
  kind: z.string(),
  issuer: z.string(),
  issuerCode: z.string().optional(),
  leadDays: z.object({ min: z.number(), typical: z.number(), max: z.number(), basis: BasisKind }),
  /** Last day to apply so that the longest usual lead time still fits before `ready`. */
  latestStart: z.string(),
  /** True when `latestStart` lies before `asOf`. */
  late: z.boolean(),
  costUsd: FoundedMoney.nullable(),
  because: Message,
  /** Basis of the duty to hold the paper; lead time and price have their own. */
  basis: BasisKind,
  sources: z.array(z.string()),
});

export const ClosureState = z.object({
  on: z.string(),
  name: z.string(),
  /** What the last confirmation said. */
  state: z.enum(["open", "shut", "restricted"]),
  /** Day of the last confirmation, with sources; null = never reported shut, taken as open. */
  confirmed: z.string().nullable(),
  sources: z.array(z.string()),
  /** Record of `data/network/closures` that makes the state; absent when open. */
  closure: z.string().optional(),
  /** Day on which the stop was announced, where nobody has reported since that it came about. */
  announced: z.string().optional(),
  /** Share of draws in which it is shut when the shipment gets there. */
  chanceShut: z.number(),
  assumed: Message,
});

export type ClosureState = z.infer<typeof ClosureState>;

/** The plan in one of the states that a border may be in, of which nobody knows which holds. */
export const World = z.object({
  on: z.string(),
  state: z.enum(["open", "shut"]),
  chance: z.number(),
  hours: HourQuantiles,
  onTime: z.number().nullable(),
});

export const Decision = z.object({
  /** Place of the last cheap switch before the crossing. */
  at: z.string(),
  /** Median instant of being there. */
  when: z.string(),
  crossing: z.string(),
  /** Route from `at` if the crossing is shut by then. */
  otherwise: z.array(z.string()),
  /** Expected hours lost by switching there, against having gone round from the start. */
  extraHours: z.number(),
  /** The same when turning only at the crossing itself. */
  extraHoursAtCrossing: z.number(),
  /** Chance by the deadline from there if the crossing is shut, by the options shown; null without a deadline or another way among them. */
  onTimeIfShut: z.number().nullable(),
  /** Hours worth waiting at the shut crossing before turning; 0 = turn at once, null = never turn. */
  waitHours: z.number().nullable(),
  text: Message,
});

export const Option = z.object({
  id: z.string(),
  /** Borders and modes in words, in English. */
  name: z.string(),
  labels: z.array(z.string()),
  places: z.array(z.string()),
  crossings: z.array(z.string()),
  modes: z.array(z.string()),
  km: z.number(),
  hours: HourQuantiles,
  arrival: z.object({ p10: z.string(), p50: z.string(), p80: z.string(), p95: z.string() }),
  /** Chance of delivery by the deadline; null without a deadline. */
  onTime: z.number().nullable(),
  /** Share of draws not delivered within the horizon. */
  notArrived: z.number(),
  arrivalCurve: z.array(z.object({ hours: z.number(), chance: z.number() })),
  costUsd: Money.extend({
    parts: z.array(
      FoundedMoney.extend({ what: z.enum(["line-haul", "fees", "handling", "papers", "waiting"]) }),
    ),
  }),
  co2eKg: z.number(),
  handovers: z.number(),
  legs: z.array(Leg),
  documents: z.array(DocumentItem),
  /** Hours past `ready` until all papers are in hand, when asked for on `asOf`. */
  papersHours: z.object({ p50: z.number(), p95: z.number() }),
  /** Shares of the spread of the arrival, largest first, summing to 1 with the rest. */
  drivers: z.array(z.object({ leg: z.string(), name: z.string(), share: z.number() })),
  closures: z.array(ClosureState),
  worlds: z.array(World),
  decisions: z.array(Decision),
  sources: z.array(z.string()),
});
export type Option = z.infer<typeof Option>;

export const Rejected = z.object({
  /** Id of the way, crossing or link that is out. */
  what: z.string(),
  name: z.string(),
  kind: z.enum(["access", "goods", "excluded", "not-open", "dominated", "similar", "unit"]),
  because: z.string(),
  message: Message,
  /** What was known of the rule besides. */
  notes: z.array(Message).optional(),
  rule: z.string().optional(),
  source: z.string().optional(),
});
export type Rejected = z.infer<typeof Rejected>;

/** The whole answer of a plan. Field names and meanings are stable; new fields may be added. */
export const PlanAnswer = z.object({
  request: PlanRequest,
  /** Where the shipment was when its rest was planned; absent for a trip from its beginning. */
  at: Standing.optional(),
  /** Where the options begin. */
  from: z.string(),
  to: z.string(),
  asOf: z.string(),
  seed: z.number(),
  draws: z.number(),
  horizonHours: z.number(),
  options: z.array(Option),
  rejected: z.array(Rejected),
  warnings: z.array(Message),
  /**
   * Chance by the deadline when the way is chosen anew at every place by the hour and what is open (stochastic
   * on-time arrival over the options shown); null without a deadline.
   */
  policyOnTime: z.number().nullable(),
  /** Newest dated source in the data, and how old that is at `asOf` in days. */
  data: z.object({ newest: z.string(), ageDays: z.number() }),
});
export type PlanAnswer = z.infer<typeof PlanAnswer>;
