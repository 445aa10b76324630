import { rightsMachine, type StateMachine } from "@rahdari/ledger";
import { loadRegimes, TRANSIT, transitMachine } from "@rahdari/transit";
import type { Arguments } from "../arguments.ts";
import { Trouble } from "./trouble.ts";

/** Names of the state machines that this version runs, as charters have them. */
const NAMES = [rightsMachine.name, TRANSIT] as const;

/** The one that a ledger runs where nothing else is said. */
export const DEFAULT_MACHINE = rightsMachine.name;

let made: ReadonlyMap<string, StateMachine<unknown>> | undefined;

/** State machines by name. The regimes of transit are read when first asked for. */
export function machines(): ReadonlyMap<string, StateMachine<unknown>> {
  made ??= new Map([
    [rightsMachine.name, rightsMachine as StateMachine<unknown>],
    [TRANSIT, transitMachine(loadRegimes()) as StateMachine<unknown>],
  ]);
  return made;
}

export function machineOf(name: string): StateMachine<unknown> {
  const machine = machines().get(name);
  if (machine) return machine;
  throw new Trouble("no-machine", name, `this version does not run it; it runs ${NAMES.join(", ")}`, {
    wayOut: "take a version that runs it",
  });
}

/** `--machine NAME` of a ledger that is to be founded. */
export function machineIn(args: Arguments): string {
  return args.choice("machine", NAMES) ?? DEFAULT_MACHINE;
}
