import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "@rahdari/ledger";
import {
  aboutOf,
  declaresGoods,
  loadRegimes,
  loadScenarios,
  type Payload,
  type Scenario,
  stepsOf,
  type TransitState,
  transitMachine,
} from "@rahdari/transit";
import type { Journey, OfficeOf, Recorded } from "../../src/journey.ts";

// Journeys of all scenarios, as an export gets them: the machine alone, no ledger.

/** No firm, person or load of this is real. */
export const SYNTHETIC_PAYLOAD: Payload = {
  consignor: { name: "Synthetic Citrus & Sons (test)", address: "12 Mall Road, Lahore", country: "PK" },
  consignee: { name: "ТОО «Пример» <тест>", address: "Raiymbek Ave 5, Almaty", country: "KZ" },
  items: [
    {
      hs: "080521",
      description: "Mandarins, fresh",
      packages: { count: 1600, kind: "carton" },
      grossGrams: 19_200_500,
    },
    {
      hs: "441520",
      description: "Pallets of wood",
      packages: { count: 32, kind: "pallet" },
      grossGrams: 799500,
    },
  ],
  value: { cents: 1_825_000, currency: "USD" },
};

type Place = {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
  readonly unlocode?: string;
  readonly zone: string;
};

export const PLACES: readonly Place[] = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../../../data/network/places.json", import.meta.url)), "utf8"),
);

export const OFFICES: readonly OfficeOf[] = PLACES.map(officeAt);

function officeAt({ id, name, country, lat, lon, unlocode, zone }: Place): OfficeOf {
  const title = name;
  return {
    name: `${country}/${id}`,
    country,
    title,
    locode: unlocode ?? null,
    zone,
    latitude: lat,
    longitude: lon,
  };
}

/** Offices of the scenarios that the network does not name so are put at a place of their country. */
export function officeOf(name: string): OfficeOf {
  const known = OFFICES.find((office) => office.name === name);
  if (known) return known;
  const near = OFFICES.find(({ country }) => country === name.slice(0, 2));
  return {
    name,
    country: name.slice(0, 2),
    title: name,
    locode: null,
    zone: near?.zone ?? "UTC",
    latitude: 0,
    longitude: 0,
  };
}

export const regimes = loadRegimes();
const machine = transitMachine(regimes);
const { scenarios, givens } = loadScenarios();

export { scenarios };

/** The movements of a scenario, each with its messages and those about its guarantee. `steps`: of the first so many. */
export function journeysOf(scenario: Scenario, steps?: number): Journey[] {
  const { state, messages } = played(scenario, steps);
  return [...state.movements.values()].map((movement) => ({
    ledger: "synthetic.example/transit/1",
    movement,
    guarantees: [...state.guarantees.values()],
    seals: [...state.seals.values()].filter((seal) => seal.movement === movement.id),
    messages: messages.filter((message) => {
      const about = aboutOf(message.kind, message.body, state);
      return (
        about.movement === movement.id || (about.movement === null && about.guarantee === movement.guarantee)
      );
    }),
    officeOf,
  }));
}

function played(scenario: Scenario, steps?: number): { state: TransitState; messages: Recorded[] } {
  let state = machine.initial;
  const messages = stepsOf(scenario, givens)
    .slice(0, steps)
    .map((step, index): Recorded => {
      const at = Date.parse(`${step.at.replace(" ", "T")}:00Z`);
      const recorded = {
        index,
        kind: step.does,
        body: step.with as JsonObject,
        author: step.by,
        at,
        received: at,
      };
      const member = step.by.slice(0, 2);
      const verdict = machine.apply(state, { ...recorded, member, commit: null } as Parameters<
        typeof machine.apply
      >[1]);
      if ("state" in verdict) state = verdict.state;
      const payload = declaresGoods(step.does) ? SYNTHETIC_PAYLOAD : null;
      return { ...recorded, rejection: "rejection" in verdict ? verdict.rejection : null, payload };
    });
  return { state, messages };
}

/** All journeys of all scenarios, by a name for people. */
export const JOURNEYS: readonly (readonly [string, Journey])[] = scenarios.flatMap((scenario) =>
  journeysOf(scenario).map((journey) => [`${scenario.id} ${journey.movement.id}`, journey] as const),
);
