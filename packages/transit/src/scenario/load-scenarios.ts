import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Given, parseGiven, parseScenario, type Scenario } from "./scenario.ts";

/** Directory of the catalogue that comes with the product. */
export const shippedScenariosDir: string = fileURLToPath(
  new URL("../../../../data/scenarios", import.meta.url),
);

/** The catalogue in its order, with the beginnings by name. Throws ScenarioError for a file that cannot be read. */
export function loadScenarios(dir: string = shippedScenariosDir): {
  readonly scenarios: readonly Scenario[];
  readonly givens: ReadonlyMap<string, Given>;
} {
  const files = (under: string) => readdirSync(under).filter((name) => name.endsWith(".yaml"));
  const read = (...path: string[]) => readFileSync(join(dir, ...path), "utf8");
  const givens = files(join(dir, "given")).map(
    (name) => [name.slice(0, -".yaml".length), parseGiven(name, read("given", name))] as const,
  );
  const scenarios = files(dir).map((name) => parseScenario(name, read(name)));
  return { scenarios: scenarios.toSorted((a, b) => a.id.localeCompare(b.id)), givens: new Map(givens) };
}
