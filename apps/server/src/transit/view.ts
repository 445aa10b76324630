import type { LedgerMessage, MovementSummary } from "@rahdari/api";
import type { Clock } from "@rahdari/transit";
import type { MessageRow, MovementRow } from "../store/tables.ts";

/** A moment for people and machines; what lies beyond the calendar has none. */
export function moment(ms: number): string {
  return new Date(ms).toISOString();
}

export function momentOrNull(ms: number | null): string | null {
  return ms === null ? null : moment(ms);
}

export function messageView(row: MessageRow): LedgerMessage {
  const { entry, kind, author, at, received, movement, guarantee, body, commit, code, path, against } = row;
  return {
    entry,
    kind,
    office: author,
    at: moment(at),
    received: moment(received),
    movement,
    guarantee,
    body: JSON.parse(body) as LedgerMessage["body"],
    commit,
    outcome:
      code === null
        ? { status: "accepted" }
        : {
            status: "rejected",
            code,
            ...(path !== null && { path }),
            ...(against !== null && { against }),
          },
  };
}

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
