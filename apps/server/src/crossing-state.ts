import { type Crossing, type Network, stateAt } from "@rahdari/network";
import { knownOn } from "@rahdari/planner";
import { instantHours } from "@rahdari/units";

/** A stop not confirmed for so many days may as well have ended: nobody knows. */
const STALE_DAYS = 60;

/**
 * What is known of a crossing on a day: the last word on it and, as `state`, what that is worth today. A stop
 * whose last confirmation is older than sixty days is `unknown`, with `lastKnown` still saying shut.
 */
export function crossingState(network: Network, crossing: Crossing, date: string, asOf: string) {
  const known = stateAt(network, { on: { crossing: crossing.id }, date, asOf });
  const { confirmed, assumed } = known;
  const age = confirmed === null ? 0 : (instantHours(date) - instantHours(confirmed)) / 24;
  const stale = known.state === "shut" && assumed === "still-so" && age > STALE_DAYS;
  return {
    state: stale ? ("unknown" as const) : known.state,
    lastKnown: known.state,
    confirmed,
    assumed,
    sources: knownOn(network, asOf).sources(known.sources),
    closure: known.closure ?? null,
  };
}
