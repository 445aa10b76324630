import type { JsonObject, PlacedEvent } from "@rahdari/ledger";
import { loadRegimes, referenceOf, type TransitState, transitMachine } from "@rahdari/transit";
import { atLeast, type Report, type Suite } from "./report.ts";

const SIZES = [1_000, 10_000, 100_000];
const START = Date.parse("2027-01-11T00:00:00Z");

/** The state machine of transit alone: no signatures, no disk. All movements rely on one guarantee, its worst case. */
export const transitSuite: Suite = {
  name: "transit-machine",
  run(progress) {
    const rows = SIZES.map((size) => {
      progress(`${size} movements`);
      return measured(size);
    });
    return report(rows);
  },
};

type Row = {
  readonly size: number;
  readonly perSecond: number;
  readonly saveMs: number;
  readonly loadMs: number;
};

function measured(size: number): Row {
  const machine = transitMachine(loadRegimes());
  let [state, index] = [machine.initial, 0];
  const say = (author: string, kind: string, body: JsonObject) => {
    const at = (START + index * 10) as PlacedEvent["at"];
    const member = author.slice(0, 2);
    const verdict = machine.apply(state, {
      index: index++,
      received: at,
      at,
      author,
      member,
      kind,
      body,
      commit: null,
    });
    if ("rejection" in verdict) throw new Error(`${kind}: ${verdict.rejection.code}`);
    state = verdict.state;
  };
  opening(say);
  const begin = performance.now();
  const from = index;
  for (let i = 0; i < size; i++) journey(say, i);
  const perSecond = ((index - from) / (performance.now() - begin)) * 1000;
  const [saveMs, json] = timed(() => JSON.stringify(machine.toJson(state as TransitState)));
  const [loadMs] = timed(() => machine.fromJson(JSON.parse(json)));
  return { size, perSecond, saveMs, loadMs };
}

type Say = (author: string, kind: string, body: JsonObject) => void;

function opening(say: Say): void {
  say("PK/lahore", "guarantor.authorise", { guarantor: "PK-BANK" });
  say("PK/lahore", "holder.authorise", { holder: "PK/SYNTHETIC" });
  say("PK/lahore", "guarantee.register", {
    guarantee: "G",
    regime: "national",
    guarantor: "PK-BANK",
    holder: "PK/SYNTHETIC",
    scope: "total",
    amount: 1_000_000_000,
    currency: "USD",
    territories: ["PK", "AF"],
    lastPresentation: "2030-01-01",
    journeys: null,
  });
}

/** Nine messages from lodging to discharge in the first of two countries; the second is left open. */
function journey(say: Say, i: number): void {
  const movement = `M${i}`;
  say("PK/lahore", "declaration.lodge", {
    movement,
    holder: "PK/SYNTHETIC",
    regime: "national",
    guarantee: "G",
    legs: [
      { territory: "PK", from: "PK/lahore", to: "PK/torkham" },
      { territory: "AF", from: "AF/torkham", to: "AF/kabul" },
    ],
    furtherOffices: [],
    vehicle: { registration: `S-${i}`, country: "PK", approval: null },
    permits: [],
    readings: {},
    navigationSeal: false,
  });
  say("PK/lahore", "guarantee.accept", { movement, guarantee: "G" });
  say("PK/lahore", "declaration.accept", { movement, reference: referenceOf("PK", START, String(i)) });
  say("PK/lahore", "seal.affix", { movement, seal: `K${i}`, type: "customs" });
  say("PK/lahore", "release.grant", { movement });
  const own = { movement, seals: [`K${i}`] };
  say("PK/lahore", "operation.start", {
    ...own,
    operation: `A${i}`,
    sequence: 1,
    liability: 100,
    until: null,
  });
  say("PK/torkham", "operation.terminate", { ...own, sequence: 1, final: false, reservation: null });
  say("PK/lahore", "operation.discharge", { movement, sequence: 1 });
  say("AF/torkham", "operation.start", {
    ...own,
    operation: `B${i}`,
    sequence: 2,
    liability: 100,
    until: null,
  });
}

function timed<Value>(work: () => Value): [ms: number, value: Value] {
  const begin = performance.now();
  const value = work();
  return [performance.now() - begin, value];
}

function report(rows: readonly Row[]): Report {
  const slowest = Math.min(...rows.map(({ perSecond }) => perSecond));
  return {
    suite: "transit-machine",
    what: "messages of transit judged by the state machine alone, all movements on one guarantee",
    size: { "messages a movement": 9 },
    columns: ["movements", "messages/s", "state written, ms", "state read, ms"],
    rows: rows.map(({ size, perSecond, saveMs, loadMs }) => [size, perSecond, saveMs, loadMs]),
    checks: [atLeast("messages/s, slowest size", slowest, 3_334)],
    notes: ["limit: a million events rebuilt in five minutes leave 0.3 ms for each"],
  };
}
