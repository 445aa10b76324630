import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  endFaults,
  loadRegimes,
  loadScenarios,
  parseScenario,
  play,
  referencePage,
  ScenarioError,
  scenariosPage,
  stepsOf,
  transitMachine,
} from "../src/index.ts";

// The numbered catalogue: every scenario does what it says, step by step, and ends as it says.

const { scenarios, givens } = loadScenarios();
const regimes = loadRegimes();
const machine = transitMachine(regimes);

describe("the catalogue of scenarios", () => {
  it("is numbered without gaps", () => {
    expect(scenarios.map(({ id }) => Number(id))).toEqual(scenarios.map((_, i) => i + 1));
  });

  for (const scenario of scenarios) {
    it(`${scenario.id} ${scenario.title}`, () => {
      const telling = play(machine, regimes, stepsOf(scenario, givens));
      let told = telling.next();
      for (; !told.done; told = telling.next()) {
        const { step, amiss } = told.value;
        expect(amiss, `${step.at} ${step.by} ${step.does}: ${step.tell}`).toBeUndefined();
      }
      expect(endFaults(machine, told.value, scenario.ends)).toEqual([]);
      // What is saved and read again is the same.
      expect(machine.toJson(machine.fromJson(machine.toJson(told.value)))).toEqual(
        machine.toJson(told.value),
      );
    });
  }

  it("is what the documentation says", () => {
    const page = (name: string) =>
      readFileSync(fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)), "utf8");
    expect(page("scenarios.md")).toBe(scenariosPage(scenarios, givens));
    expect(page("transit-reference.md")).toBe(referencePage());
  });

  it("says what is wrong with a file", () => {
    const bad = (name: string, content: string) => () => parseScenario(name, content);
    expect(bad("scenario.yaml", "")).toThrow(ScenarioError);
    expect(bad("01-a.yaml", "a: [")).toThrow(/^01-a\.yaml: /);
    expect(bad("01-a.yaml", "title: x\nshows: y\nsteps: []\nends: {}")).toThrow(/\/steps/);
    expect(() => stepsOf({ given: "nowhere", steps: [] }, givens)).toThrow(/nowhere/);
  });
});
