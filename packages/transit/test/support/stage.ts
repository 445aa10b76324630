import type { JsonObject, PlacedEvent, Rejection } from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import { loadRegimes, loadScenarios, stepsOf, type TransitState, transitMachine } from "../../src/index.ts";

const { givens } = loadScenarios();
export const machine = transitMachine(loadRegimes());

/** A transit under way: what is said changes it, or is refused. */
export class Stage {
  state: TransitState = machine.initial;
  #index = 0;

  /** Begins as a beginning of the catalogue ends. */
  static after(given: string): Stage {
    const stage = new Stage();
    for (const { at, by, does, with: body } of stepsOf({ given, steps: [] }, givens)) {
      const refused = stage.say(at, by, does, body as JsonObject);
      if (refused) throw new Error(`${given}: ${does} ${refused.code}`);
    }
    return stage;
  }

  /** The rejection, or undefined where it was accepted. `at`: "2027-01-11 04:15", UTC. */
  say(at: string, author: string, kind: string, body: JsonObject): Rejection | undefined {
    const time = Date.parse(`${at.replace(" ", "T")}:00Z`) as EpochMs;
    return this.place({ received: time, at: time, author, kind, body });
  }

  place(event: Pick<PlacedEvent, "received" | "at" | "author" | "kind" | "body">): Rejection | undefined {
    const member = event.author.split("/", 1)[0] as string;
    const verdict = machine.apply(this.state, { ...event, member, index: this.#index++, commit: null });
    if ("rejection" in verdict) return verdict.rejection;
    this.state = verdict.state;
    return undefined;
  }
}
