import type { PlacedEvent } from "@rahdari/ledger";
import { loadRegimes, type TransitState, transitMachine } from "@rahdari/transit";
import { atLeast, type Report, type Suite } from "../report.ts";
import { journey, MESSAGES, type Message, opening, START, WAY } from "./journeys.ts";

const SIZES = [1_000, 10_000, 100_000];

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
  const say = ({ office: author, kind, body }: Message) => {
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
  for (const message of opening(WAY)) say(message);
  const begin = performance.now();
  const from = index;
  for (let i = 0; i < size; i++) for (const message of journey(String(i), WAY, START)) say(message);
  const perSecond = ((index - from) / (performance.now() - begin)) * 1000;
  const [saveMs, json] = timed(() => JSON.stringify(machine.toJson(state as TransitState)));
  const [loadMs] = timed(() => machine.fromJson(JSON.parse(json)));
  return { size, perSecond, saveMs, loadMs };
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
    size: { "messages a movement": MESSAGES },
    columns: ["movements", "messages/s", "state written, ms", "state read, ms"],
    rows: rows.map(({ size, perSecond, saveMs, loadMs }) => [size, perSecond, saveMs, loadMs]),
    checks: [atLeast("messages/s, slowest size", slowest, 3_334)],
    notes: ["limit: a million events rebuilt in five minutes leave 0.3 ms for each"],
  };
}
