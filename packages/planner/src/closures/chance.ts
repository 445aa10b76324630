import { conditionalSurvival, survival } from "./duration.ts";
import { type ClosureModel, modelStart, type State, type SubjectModel, subjectOf } from "./model.ts";
import { seasonAt } from "./season.ts";

/** Chance of being shut at `start + k * step` hours, k = 0 to the last. */
export type ShutCurve = { readonly start: number; readonly step: number; readonly chance: Float64Array };

const STEPS = 240;
const LEAST_STEP = 6;

/**
 * Chance that a subject is shut over time, up to `to`. Open means: the stop known now is over, and no later
 * one holds. With P the chance of being open, A that the known stop is over (1 if there is none; else
 * 1 - S(elapsed + t) / S(elapsed)), and stops of cause c beginning at rate r while open:
 *   P(t) = A(t) - sum over c of the integral over s < t of r_c(s) P(s) S_c(t - s),
 * the renewal equation of an alternating process, solved forward by the midpoint rule.
 */
export function shutCurve(model: ClosureModel, id: string, to: number, state?: State): ShutCurve {
  const subject = subjectOf(model, id);
  const known = state ?? subject.state;
  const start = modelStart(model, known);
  const span = Math.max(LEAST_STEP, to - start);
  const steps = Math.max(1, Math.min(STEPS, Math.ceil(span / LEAST_STEP)));
  const step = span / steps;
  const open = solve(subject, known, start, step, steps);
  return { start, step, chance: open.map((p) => 1 - p) };
}

/**
 * Chance that the subject is shut at an instant. Before the model's start it is what was known: 1 within
 * the known stop, else 0. `state` replaces what the records say (a rumour to be tried, a reader's own news).
 */
export function chanceShut(model: ClosureModel, id: string, at: number, state?: State): number {
  const known = state ?? subjectOf(model, id).state;
  const start = modelStart(model, known);
  if (at <= start)
    return known.kind === "shut" && at >= known.since
      ? stillShut(known, Math.max(at, known.lastConfirmed))
      : 0;
  const curve = shutCurve(model, id, at, state);
  return curve.chance.at(-1) ?? 0;
}

function stillShut(state: State, at: number): number {
  if (state.kind === "open") return 0;
  return conditionalSurvival(state.law, state.lastConfirmed - state.since, at - state.lastConfirmed);
}

function solve(
  subject: SubjectModel,
  state: State,
  start: number,
  step: number,
  steps: number,
): Float64Array {
  const kernels = subject.processes.map((p) =>
    Float64Array.from(
      { length: steps },
      (_, k) => survival(p.law, (k + 0.5) * step) * p.perHour * p.join * step,
    ),
  );
  const seasons = subject.processes.map((p) => p.season);
  const open = new Float64Array(steps + 1);
  const onsets = subject.processes.map(() => new Float64Array(steps));
  for (let k = 0; k <= steps; k++) {
    let p = 1 - stillShut(state, start + k * step);
    for (const [c, kernel] of kernels.entries()) p -= convolved(kernel, onsets[c] as Float64Array, k);
    open[k] = Math.min(1, Math.max(0, p));
    if (k === steps) break;
    for (const [c, season] of seasons.entries()) {
      const factor = season ? seasonAt(season, start + (k + 0.5) * step) : 1;
      (onsets[c] as Float64Array)[k] = (open[k] as number) * factor;
    }
  }
  return open;
}

/** Sum over i < k of onsets[i] * kernel[k - 1 - i]. */
function convolved(kernel: Float64Array, onsets: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < k; i++) sum += (onsets[i] as number) * (kernel[k - 1 - i] as number);
  return sum;
}
