import {
  commitTo,
  isJsonObject,
  type Json,
  type PlacedEvent,
  type Rejection,
  type StateMachine,
  type Verdict,
} from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import { fault } from "../code/fault.ts";
import { goodsFaults, type Payload } from "../payload/payload.ts";
import type { Regimes } from "../regime/regime.ts";
import type { TransitState } from "../state/transit-state.ts";
import { momentOf, type Step } from "./scenario.ts";

/** A step that was taken, and what became of it. */
export type Told = {
  readonly step: Step;
  readonly index: number;
  readonly rejection: Rejection | undefined;
  /** What differs from what the scenario wants; undefined where nothing does. */
  readonly amiss: string | undefined;
};

/**
 * Takes the steps one after the other on a machine alone: no ledger, keys or disk. Goods that come with a step are
 * looked at first, as the office that takes it does.
 */
export function* play(
  machine: StateMachine<TransitState>,
  regimes: Regimes,
  steps: readonly Step[],
): Generator<Told, TransitState> {
  let state = machine.initial;
  for (const [index, step] of steps.entries()) {
    const rejection = goodsFault(step, regimes);
    const verdict = rejection ? { rejection } : machine.apply(state, placed(step, index));
    if ("state" in verdict) state = verdict.state;
    yield { step, index, ...judged(step, verdict) };
  }
  return state;
}

function placed(step: Step, index: number): PlacedEvent {
  const at = momentOf(step.at) as EpochMs;
  const received = momentOf(step.received ?? step.at) as EpochMs;
  const member = step.by.split("/", 1)[0] as string;
  const body = isJsonObject(step.with) ? step.with : {};
  const commit = step.goods ? commitmentIn(step.goods) : null;
  return { index, received, at, author: step.by, member, kind: step.does, body, commit };
}

/** A story keeps no secret: its salts are zeros, and its commitments always the same. */
export function commitmentIn(goods: Payload): string {
  const { commit } = commitTo(goods, (bytes) => new Uint8Array(bytes));
  return Buffer.from(commit).toString("base64");
}

function goodsFault({ at, does, with: body, goods }: Step, regimes: Regimes): Rejection | undefined {
  const said = { kind: does, body, payload: goods ?? null };
  const [first] = goodsFaults(said, regimes, momentOf(at));
  return first && fault(first.code, `/payload${first.path}`);
}

function judged(step: Step, verdict: Verdict<TransitState>): Pick<Told, "rejection" | "amiss"> {
  const rejection = "rejection" in verdict ? verdict.rejection : undefined;
  return { rejection, amiss: differs(step, rejection) };
}

function differs({ refused, field }: Step, rejection: Rejection | undefined): string | undefined {
  if (rejection?.code !== refused)
    return `wanted ${refused ?? "accepted"}, got ${rejection ? `${rejection.code} at ${rejection.path ?? "-"}` : "accepted"}`;
  return field !== undefined && rejection?.path !== field
    ? `wanted the field ${field}, got ${rejection?.path ?? "none"}`
    : undefined;
}

/** What of the end differs from what a scenario wants, path by path. */
export function endFaults(
  machine: StateMachine<TransitState>,
  state: TransitState,
  ends: Readonly<Record<string, Json>>,
): string[] {
  const json = machine.toJson(state);
  return Object.entries(ends).flatMap(([path, wanted]) => {
    const found = partOf(json, path.split(" "));
    const same = JSON.stringify(found) === JSON.stringify(wanted);
    return same ? [] : [`${path}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(found)}`];
  });
}

/** A part of the state: keys of maps and objects, and numbers or ids of list items, one after the other. */
function partOf(json: Json | undefined, path: readonly string[]): Json | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return json;
  if (Array.isArray(json)) {
    const entry = json.find((one) => Array.isArray(one) && one.length === 2 && one[0] === first);
    const named = json.find((one) => isJsonObject(one) && one.id === first);
    return partOf(Array.isArray(entry) ? entry[1] : (named ?? json[Number(first)]), rest);
  }
  return isJsonObject(json) ? partOf(json[first], rest) : undefined;
}
