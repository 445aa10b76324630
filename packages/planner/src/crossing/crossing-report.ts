import {
  accessFor,
  type Closure,
  type Crossing,
  closuresKnown,
  type Direction,
  findCrossing,
  type Network,
  openIntervals,
  stateAt,
} from "@rahdari/network";
import { type EpochHours, hoursToInstant } from "@rahdari/units";
import { z } from "zod";
import { contextFor } from "../context.ts";
import { quantile } from "../distribution/delay.ts";
import { PlanError } from "../errors.ts";
import { localInstant } from "../local-time.ts";

const Way = z.object({
  direction: z.enum(["out", "back"]),
  from: z.string(),
  to: z.string(),
  /** Open spans that touch the day, ISO 8601 UTC. */
  open: z.array(z.object({ start: z.string(), end: z.string() })),
  /** Border hours, queue included, while open. */
  hours: z.object({ p10: z.number(), p50: z.number(), p90: z.number() }),
  /** Chance of being shut at noon UTC of the day. */
  chanceShut: z.number(),
  /** `becauseCode`: code of the text in the catalogues of other languages; absent where the data give none. */
  rules: z.array(
    z.object({
      id: z.string(),
      effect: z.string(),
      because: z.string(),
      becauseCode: z.string().optional(),
    }),
  ),
});

/** Everything known of one crossing on a day, as known on `asOf`. */
export const CrossingReport = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  mode: z.string(),
  countries: z.array(z.string()),
  on: z.string(),
  asOf: z.string(),
  state: z.object({
    state: z.enum(["open", "shut", "restricted"]),
    confirmed: z.string().nullable(),
    assumed: z.enum(["none", "still-so", "reopened", "never-reported"]),
    sources: z.array(z.string()),
  }),
  ways: z.array(Way),
  fees: z.array(z.object({ name: z.string(), low: z.number(), typical: z.number(), high: z.number() })),
  closures: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.string().nullable(),
      lastConfirmed: z.string().nullable(),
      scope: z.array(z.string()),
      cause: z.string(),
      reason: z.string(),
      contested: z.string().nullable(),
    }),
  ),
  traffic: z.array(z.object({ period: z.string(), what: z.string() })),
  sources: z.array(z.string()),
});
export type CrossingReport = z.infer<typeof CrossingReport>;

export interface CrossingQuery {
  /** Id or name. */
  readonly id: string;
  readonly on: string;
  readonly asOf: string;
}

const DRAWS = 4_000;

/** The state and the rules of a crossing on a day (YYYY-MM-DD). Throws PlanError `unknown-place`. */
export function crossingReport(network: Network, { id, on, asOf }: CrossingQuery): CrossingReport {
  const match = findCrossing(network, id);
  if (match.kind !== "found") {
    const suggestions = match.suggestions.map((crossing) => crossing.id);
    throw new PlanError("unknown-place", [
      {
        pointer: "/id",
        message: `no one crossing is called "${id}"`,
        suggestions,
        code: "unknown-crossing",
        params: { text: id },
      },
    ]);
  }
  const { crossing } = match;
  const state = stateAt(network, { on: { crossing: crossing.id }, date: on, asOf });
  return {
    id: crossing.id,
    name: crossing.name,
    kind: crossing.kind,
    mode: crossing.mode,
    countries: crossing.countries,
    on,
    asOf,
    state: {
      state: state.state,
      confirmed: state.confirmed,
      assumed: state.assumed,
      sources: [...state.sources],
    },
    ways: [wayReport(network, crossing, "out", on, asOf), wayReport(network, crossing, "back", on, asOf)],
    fees: crossing.fees.map(({ name, low, typical, high }) => ({ name, low, typical, high })),
    closures: closuresOf(network, crossing.id, asOf),
    traffic: (crossing.traffic ?? []).map(({ period, what }) => ({ period, what })),
    sources: crossing.sources ?? [],
  };
}

function wayReport(network: Network, crossing: Crossing, direction: Direction, on: string, asOf: string) {
  const { outlook } = contextFor(network, asOf);
  const [from, to] = direction === "out" ? [crossing.from, crossing.to] : [crossing.to, crossing.from];
  const zone = network.places.get(from)?.zone ?? "UTC";
  const start = localInstant(on, zone, "00:00");
  const end = localInstant(on, zone, "end");
  const calendar = direction === "out" ? crossing.calendarOut : crossing.calendarBack;
  const delay = outlook.delay(crossing, direction, start);
  const rules = accessFor(network, { crossing: crossing.id, direction, on, asOf });
  return {
    direction,
    from,
    to,
    open: openIntervals(network, calendar, { from: start, to: end, asOf }).map((span) => ({
      start: hoursToInstant(span.start),
      end: hoursToInstant(span.end),
    })),
    hours: {
      p10: tenth(quantile(delay, 0.1)),
      p50: tenth(quantile(delay, 0.5)),
      p90: tenth(quantile(delay, 0.9)),
    },
    chanceShut: chanceShut(outlook, crossing, direction, ((start + end) / 2) as EpochHours),
    rules: rules.map(({ id, effect, because, becauseCode }) => ({
      id,
      effect,
      because,
      ...(becauseCode && { becauseCode }),
    })),
  };
}

function chanceShut(
  outlook: ReturnType<typeof contextFor>["outlook"],
  crossing: Crossing,
  direction: Direction,
  at: EpochHours,
): number {
  const window = { from: at, to: (at + 1) as EpochHours };
  const spells = outlook.closures({ subject: crossing.id, direction, mode: crossing.mode }, window, DRAWS, 1);
  if (!spells) return 0;
  let shut = 0;
  for (let k = 0; k < spells.starts.length; k++) {
    if ((spells.starts[k] as number) <= at && at < (spells.ends[k] as number)) shut++;
  }
  return Math.round((shut / DRAWS) * 1000) / 1000;
}

function closuresOf(network: Network, id: string, asOf: string): CrossingReport["closures"] {
  return closuresKnown(network, asOf)
    .filter(({ closure }) => "crossing" in closure.on && closure.on.crossing === id)
    .sort((a, b) => b.closure.from.localeCompare(a.closure.from))
    .map(({ closure, end }) => ({
      ...pick(closure),
      to: end.kind === "ended" ? end.at : null,
      lastConfirmed: end.kind === "ended" ? null : end.lastConfirmed,
    }));
}

function pick({ id, from, scope, cause, reason, contested }: Closure) {
  return { id, from, scope: [...scope], cause, reason, contested: contested ?? null };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
