import { type Network, type State, stateAt } from "@rahdari/network";
import type { z } from "zod";
import type { ClosureState, Option, World } from "../answer.ts";
import type { Spells } from "../closures/spells.ts";
import type { Shipment } from "../resolve.ts";
import { quantilesOf } from "../simulate/statistics.ts";
import type { LegDraws, Trip } from "../simulate/trips.ts";
import { hourQuantiles, onTimeShare, round4 } from "./hours.ts";
import type { Known } from "./known.ts";
import { legName } from "./legs.ts";
import { message } from "./message.ts";

/** Draws that find a leg shut on getting there: 1 shut, 0 open, and their share. */
export interface ShutDraws {
  readonly shut: Uint8Array;
  readonly share: number;
}

/** Draws that the two worlds are told from. */
const WORLD_SAMPLE = 4_000;

/** Draws that the median of the open world is taken from. */
const OPEN_SAMPLE = 2_000;

/** Below this chance of being shut, an open border makes no second world. */
const WORTH_A_WORLD = 0.05;

/** Marks the draws in which one of the spells holds when the leg is reached. */
export function shutDraws(leg: LegDraws, spellsOnLeg: readonly Spells[], origin: number): ShutDraws {
  const shut = new Uint8Array(leg.before.length);
  let count = 0;
  for (const { drawOf, starts, ends } of spellsOnLeg) {
    for (let k = 0; k < starts.length; k++) {
      const i = drawOf[k] as number;
      const at = origin + (leg.before[i] as number);
      if ((starts[k] as number) > at || at >= (ends[k] as number) || shut[i] === 1) continue;
      shut[i] = 1;
      count++;
    }
  }
  return { shut, share: count / shut.length };
}

export interface KnownState {
  readonly state: State;
  readonly asOf: string;
}

/** What is known of each leg's crossing or road, and of the pass at its end, looked up once. */
export function stateLookup(network: Network, shipment: Shipment): (leg: LegDraws) => KnownState {
  const known = new Map<string, KnownState>();
  return ({ edge: { arc } }) => {
    const found = known.get(arc.key);
    if (found) return found;
    const traffic = { unit: shipment.request.unit, mode: arc.mode, direction: arc.direction };
    const query = { date: shipment.asOf, asOf: shipment.asOf, traffic };
    const own = stateAt(network, { ...query, on: arc.crossing ? { crossing: arc.id } : { link: arc.id } });
    const atEnd = stateAt(network, { ...query, on: { place: arc.to } });
    const state = { state: own.assumed === "never-reported" ? atEnd : own, asOf: shipment.asOf };
    known.set(arc.key, state);
    return state;
  };
}

/** What is known and assumed of one crossing or road that can close. */
export function tellClosureState(
  { state, asOf }: KnownState,
  leg: LegDraws,
  shut: ShutDraws,
  { network, known }: { readonly network: Network; readonly known: Known },
): ClosureState {
  const { arc } = leg.edge;
  return {
    on: arc.id,
    name: legName(network, arc),
    state: state.state,
    confirmed: state.confirmed,
    sources: known.sources(state.sources),
    ...(state.closure !== undefined && { closure: state.closure }),
    ...(state.announced !== undefined && { announced: state.announced }),
    chanceShut: round4(shut.share),
    assumed: assumption(state, asOf),
  };
}

function assumption(state: State, asOf: string) {
  const confirmed = state.confirmed ?? "";
  if (state.assumed === "never-reported") {
    return message("assumed-never-reported", {}, "no stop is on record; taken as open");
  }
  if (state.announced !== undefined) {
    const text =
      `announced on ${state.announced} to be ${state.state} from ${confirmed}; whether it came about is not ` +
      `known up to ${asOf}; taken as begun, reopening drawn from the lengths of past stops`;
    return message("assumed-announced", { announced: state.announced, confirmed, asOf }, text);
  }
  if (state.assumed === "none") return message("assumed-none", { confirmed }, `confirmed for ${confirmed}`);
  if (state.assumed === "reopened") {
    return message(
      "assumed-reopened",
      {},
      "the last stop was said to be short; no reopening was printed; taken as open",
    );
  }
  const text =
    state.state === "open"
      ? `open when last reported on ${confirmed}; new stops drawn from the record since`
      : `last confirmed ${state.state} on ${confirmed}; nothing known up to ${asOf}; reopening drawn from the lengths of past stops`;
  return message(state.state === "open" ? "assumed-open" : "assumed-shut", { confirmed, asOf }, text);
}

/** Median hours of the draws in which no border is shut on arrival; of all, where that hardly ever happens. */
export function medianIfOpen(trip: Trip, borders: readonly ShutDraws[], median: number): number {
  const worth = borders.filter(({ share }) => share >= WORTH_A_WORLD);
  if (worth.length === 0) return median;
  const open = trip.arrival.filter((_, i) => i < OPEN_SAMPLE && worth.every(({ shut }) => shut[i] === 0));
  return open.length >= OPEN_SAMPLE / 100 ? (quantilesOf(open, [0.5])[0] ?? median) : median;
}

/** Both worlds of the border that matters most, where it may well be either open or shut. */
export function tellWorlds(
  trip: Trip,
  states: readonly { readonly on: string; readonly shut: ShutDraws }[],
  horizon: number,
  deadline: number | null,
): Option["worlds"] {
  const uncertain = states
    .map(({ on, shut: { shut, share } }) => ({ on, shut, chance: share }))
    .filter(({ chance }) => chance >= WORTH_A_WORLD && chance <= 1 - WORTH_A_WORLD / 5)
    .sort((a, b) => b.chance - a.chance);
  const [most] = uncertain;
  if (!most) return [];
  return [world(trip, most, 0, horizon, deadline), world(trip, most, 1, horizon, deadline)];
}

function world(
  trip: Trip,
  { on, shut, chance }: { on: string; shut: Uint8Array; chance: number },
  wanted: 0 | 1,
  horizon: number,
  deadline: number | null,
): z.infer<typeof World> {
  const arrivals = trip.arrival.subarray(0, WORLD_SAMPLE).filter((_, i) => shut[i] === wanted);
  return {
    on,
    state: wanted === 1 ? "shut" : "open",
    chance: round4(wanted === 1 ? chance : 1 - chance),
    hours: hourQuantiles(arrivals, horizon),
    onTime: onTimeShare(arrivals, deadline),
  };
}
