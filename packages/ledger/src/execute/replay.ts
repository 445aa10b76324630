import { type EpochMs, epochMs } from "@rahdari/units";
import { parseLedgerEntry } from "../entry/entry.ts";
import { LedgerError } from "../fault.ts";
import type { StateMachine } from "../machine/state-machine.ts";
import { executeEvent, executeRoster, found } from "./execute.ts";
import type { ExecState } from "./state.ts";

/**
 * Adds an entry of the node's own log to the state: executed again, its signatures taken as checked when it was
 * written. Throws LedgerError `malformed` where it is no entry.
 */
export function replayEntry<App>(
  machine: StateMachine<App>,
  state: ExecState<App> | undefined,
  leaf: Uint8Array,
): ExecState<App> {
  const entry = parseLedgerEntry(leaf);
  const received: EpochMs = epochMs(entry.received);
  if (entry.type === "charter") return found(machine, entry.charter, entry.seals, received).state;
  if (state === undefined) throw new LedgerError({ code: "not-found", what: "the charter" });
  if (entry.type === "roster") return executeRoster(state, received).state;
  return executeEvent(machine, state, entry.envelope, received).state;
}
