import type { MovementSummary } from "@rahdari/api";
import type { Clock } from "@rahdari/transit";
import { moment, momentOrNull } from "../records/moment.ts";
import type { MovementRow } from "../store/tables.ts";

export function clockView(sequence: number, { name, at, article, reading }: Clock) {
  return { sequence, clock: name, at: moment(at), article, reading: reading ?? null };
}

export function movementView(row: MovementRow): MovementSummary {
  const { id, state, regime, holder, guarantee, reference, departure, destination, registration } = row;
  const { until, changed } = row;
  return {
    movement: id,
    state,
    regime,
    holder,
    guarantee,
    reference,
    departure,
    destination,
    registration,
    until: momentOrNull(until),
    changed,
  };
}
