import { type JsonObject, openEmbedded, type Sequencer, type StateMachine } from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import { describe, expect, it } from "vitest";
import { memoryFiles } from "../../ledger/test/support/engines.ts";
import { charterOf, foundOn, keyOf, ORIGIN, Pen } from "../../ledger/test/support/fixture.ts";
import {
  commitmentIn,
  endFaults,
  goodsFaults,
  loadRegimes,
  loadScenarios,
  type Step,
  stepsOf,
  type TransitState,
} from "../src/index.ts";
import { machine } from "./support/stage.ts";

// Every scenario again on a ledger: each step signed by the key of its office, executed and kept by the engine;
// what the ledger says of it is what the machine alone said, and a node that reads the log anew comes to the same.

const MEMBERS = ["AF", "CN", "KG", "KZ", "PK", "UZ"];
const regimes = loadRegimes();
const { scenarios, givens } = loadScenarios();
const momentOf = (text: string) => Date.parse(`${text.replace(" ", "T")}:00Z`) as EpochMs;

class Ledger {
  readonly files = memoryFiles();
  readonly pens = new Map<string, Pen>();
  now = 0 as EpochMs;

  async found(at: EpochMs): Promise<void> {
    this.now = at;
    const charter = charterOf(MEMBERS, { machine: machine.name });
    const now = () => this.now;
    await foundOn(this.files, "/log", charter, { machine: machine as StateMachine<unknown>, now });
  }

  open(): Promise<Sequencer<TransitState>> {
    const { files } = this;
    const now = () => this.now;
    return openEmbedded({ files, directory: "/log", origin: ORIGIN, signer: keyOf("log"), machine, now });
  }

  pen(author: string): Pen {
    const pen = this.pens.get(author) ?? new Pen(author);
    this.pens.set(author, pen);
    return pen;
  }

  async submit(
    engine: Sequencer<TransitState>,
    { by, at, received, does, with: body, goods }: Step,
  ): Promise<string | undefined> {
    this.now = momentOf(received ?? at);
    const [fault] = goodsFaults({ kind: does, body, payload: goods ?? null }, regimes, momentOf(at));
    // The office looks at the goods, and states nothing.
    if (fault) return fault.code;
    const said = await this.pen(by).write(does, body as JsonObject, {
      at: new Date(momentOf(at)).toISOString(),
      commit: goods ? commitmentIn(goods) : null,
    });
    const done = await engine.submit(said.bytes);
    if (done.status !== "final") throw new Error(JSON.stringify(done));
    return done.outcome.status === "rejected" ? done.outcome.code : undefined;
  }
}

describe("on a ledger", () => {
  for (const scenario of scenarios)
    it(`${scenario.id} ${scenario.title}`, async () => {
      const steps = stepsOf(scenario, givens);
      const ledger = new Ledger();
      await ledger.found((momentOf(steps[0]!.at) - 60_000) as EpochMs);
      const engine = await ledger.open();
      for (const office of new Set(steps.map(({ by }) => by))) {
        const [member, name] = office.split("/") as [string, string];
        expect(await engine.submit((await ledger.pen(member).addOffice(name)).bytes)).toMatchObject({
          outcome: { status: "accepted" },
        });
      }
      for (const step of steps) expect(await ledger.submit(engine, step), step.tell).toBe(step.refused);
      const { state } = engine;
      expect(endFaults(machine, state.app, scenario.ends)).toEqual([]);
      await engine.close();
      // From the saved state, and from the log alone.
      for (const replay of [false, true]) {
        if (replay) await ledger.files.remove("/log/snapshot");
        const again = await ledger.open();
        expect(machine.toJson(again.state.app)).toEqual(machine.toJson(state.app));
        await again.close();
      }
    });
});
