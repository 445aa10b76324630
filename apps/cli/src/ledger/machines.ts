import { rightsMachine, type StateMachine } from "@rahdari/ledger";
import { Trouble } from "./trouble.ts";

/** State machines that this version runs, by their names in charters. */
export const MACHINES: ReadonlyMap<string, StateMachine<unknown>> = new Map([
  [rightsMachine.name, rightsMachine as StateMachine<unknown>],
]);

/** The one that a ledger runs where nothing else is said. */
export const DEFAULT_MACHINE = rightsMachine.name;

export function machineOf(name: string): StateMachine<unknown> {
  const machine = MACHINES.get(name);
  if (machine) return machine;
  throw new Trouble("no-machine", name, `this version does not run it; it runs ${[...MACHINES.keys()]}`, {
    wayOut: "take a version that runs it",
  });
}
