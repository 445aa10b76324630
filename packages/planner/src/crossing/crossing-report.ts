import {
  Cause,
  type Closure,
  type Crossing,
  closuresKnown,
  findCrossing,
  Mode,
  type Network,
  Scope,
  stateAt,
} from "@rahdari/network";
import { z } from "zod";
import { PlanError } from "../errors.ts";
import { type Known, knownOn } from "../explain/known.ts";
import { feeInForce } from "../price/leg-price.ts";
import { BasisKind } from "./founded.ts";
import { Way, wayReport } from "./way-report.ts";

/** Everything known of one crossing on a day, as known on `asOf`. */
export const CrossingReport = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["border", "internal-border", "interchange"]),
  mode: Mode,
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
  fees: z.array(
    z.object({
      name: z.string(),
      /** Absent where it is paid both ways. */
      direction: z.enum(["out", "back"]).optional(),
      low: z.number(),
      typical: z.number(),
      high: z.number(),
      basis: BasisKind,
    }),
  ),
  closures: z.array(
    z.object({
      id: z.string(),
      /** `opening`: an exception inside a longer closure. */
      kind: z.enum(["closure", "restriction", "opening"]),
      from: z.string(),
      to: z.string().nullable(),
      lastConfirmed: z.string().nullable(),
      scope: z.array(Scope),
      cause: Cause,
      reason: z.string(),
      /** Code of `reason` in the catalogues of other languages; absent where the data give none. */
      reasonCode: z.string().optional(),
      /** What the other sources say, where they disagree. */
      contested: z.string().nullable(),
      contestedCode: z.string().optional(),
      basis: BasisKind,
      sources: z.array(z.string()),
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
  const known = knownOn(network, asOf);
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
      sources: known.sources(state.sources),
    },
    ways: [wayReport(network, crossing, "out", on, known), wayReport(network, crossing, "back", on, known)],
    fees: crossing.fees.filter((fee) => feeInForce(fee, on)).map((fee) => tellFee(fee, known)),
    closures: closuresOf(network, crossing.id, known),
    traffic: (crossing.traffic ?? [])
      .filter(({ period, what, basis }) => !known.isLater(basis) && !namesLater(`${period} ${what}`, asOf))
      .map(({ period, what }) => ({ period, what })),
    sources: known.sources(crossing.sources ?? []),
  };
}

/** Whether a text names a year after the day, as not every source of a count is dated. */
function namesLater(text: string, asOf: string): boolean {
  return (text.match(/\b(19|20)\d\d\b/g) ?? []).some((year) => year > asOf.slice(0, 4));
}

function closuresOf(network: Network, id: string, known: Known): CrossingReport["closures"] {
  return closuresKnown(network, known.asOf)
    .filter(({ closure }) => "crossing" in closure.on && closure.on.crossing === id)
    .sort((a, b) => b.closure.from.localeCompare(a.closure.from))
    .map(({ closure, end }) => ({
      ...pick(closure, known),
      to: end.kind === "ended" ? end.at : null,
      lastConfirmed: end.kind === "ended" ? null : end.lastConfirmed,
    }));
}

function pick(closure: Closure, known: Known) {
  const { id, kind, from, scope, cause, reason, reasonCode, contested, contestedCode, basis } = closure;
  return {
    id,
    kind,
    from,
    scope: [...scope],
    cause,
    reason,
    ...(reasonCode && { reasonCode }),
    contested: contested ?? null,
    ...(contestedCode && { contestedCode }),
    ...known.founded(basis),
  };
}

function tellFee({ name, direction, low, typical, high, basis }: Crossing["fees"][number], known: Known) {
  return { name, ...(direction && { direction }), low, typical, high, basis: known.kind(basis) };
}
