import type { Rng } from "../random/rng.ts";
import { type Component, type DurationLaw, lengthAt, reweighted, survival } from "./duration.ts";
import { type ClosureModel, modelStart, type Process, type State, subjectOf } from "./model.ts";
import { seasonAt } from "./season.ts";
import { SpellBuilder, type Spells } from "./spells.ts";

export type SampleOptions = {
  /** Only spells that reach into this interval are kept, uncut. */
  readonly from: number;
  /** End of the simulated time. Common random numbers need the same `to` and `draws` in all calls. */
  readonly to: number;
  readonly draws: number;
  /** Root stream, e.g. `rng(seed)`; the model's keys are split off it. */
  readonly rng: Rng;
  /** Replaces what the records say of the state now. */
  readonly state?: State;
};

/** Events of all draws on one line of time: draw i lives in [i, i + 1) times the span. */
type Events = { readonly at: Float64Array; readonly hours: Float64Array; readonly count: number };

/**
 * Draws the spells in which a subject is shut. Crossings of one border share the streams of its shocks and
 * of the length of a stop that shut them together, whichever order and options they are asked in.
 */
export function sampleSpells(model: ClosureModel, id: string, options: SampleOptions): Spells {
  const subject = subjectOf(model, id);
  const state = options.state ?? subject.state;
  const origin = model.origin;
  const span = Math.max(0, options.to - origin);
  const streams = subject.processes.map((p) => eventsOf(p, id, origin, span, options));
  const ends = firstEnds(state, options);
  const free = modelStart(model, state) - origin;
  const builder = new SpellBuilder(options.draws);
  const heads = new Int32Array(streams.length);
  for (let draw = 0; draw < options.draws; draw++) {
    const end = ends?.[draw] ?? -Infinity;
    if (state.kind === "shut" && end > options.from && state.since < options.to)
      builder.add(state.since, end);
    const line = { base: draw * span, limit: (draw + 1) * span, origin };
    walk(streams, heads, line, Math.max(free, end - origin), options.from, builder);
    builder.endDraw();
  }
  return builder.build();
}

/** Takes the draw's events in order; one that falls into a spell already running is dropped. */
function walk(
  streams: readonly Events[],
  heads: Int32Array,
  line: { base: number; limit: number; origin: number },
  freeFrom: number,
  from: number,
  builder: SpellBuilder,
): void {
  let free = freeFrom;
  for (;;) {
    const c = earliest(streams, heads, line.limit);
    if (c < 0) return;
    const k = heads[c] as number;
    heads[c] = k + 1;
    const events = streams[c] as Events;
    const start = (events.at[k] as number) - line.base;
    if (start < free) continue;
    free = start + (events.hours[k] as number);
    if (line.origin + free > from) builder.add(line.origin + start, line.origin + free);
  }
}

function earliest(streams: readonly Events[], heads: Int32Array, limit: number): number {
  let [best, at] = [-1, limit];
  for (let c = 0; c < streams.length; c++) {
    const events = streams[c] as Events;
    const head = heads[c] as number;
    if (head < events.count && (events.at[head] as number) < at) [best, at] = [c, events.at[head] as number];
  }
  return best;
}

/** Poisson events by exponential gaps over all draws at once: the work is per event, not per draw. */
function eventsOf(
  process: Process,
  id: string,
  origin: number,
  span: number,
  options: SampleOptions,
): Events {
  const peak = process.season ? Math.max(...process.season) : 1;
  const rate = process.perHour * peak;
  const end = span * options.draws;
  const times = options.rng.split("onset", process.key);
  // Borders came out of COVID-19 each in its own time: a pandemic begins for all, and ends for each alone.
  const lengths = options.rng.split("length", process.key, process.causeGroup === "pandemic" ? id : "");
  const joining = options.rng.split("join", process.key, id);
  const size = Math.ceil(rate * end + 6 * Math.sqrt(rate * end) + 16);
  const events = { at: new Float64Array(size), hours: new Float64Array(size) };
  let count = 0;
  for (let at = times.exponential() / rate; at < end && count < size; at += times.exponential() / rate) {
    const hours = drawLength(process.law, lengths);
    const inSeason =
      !process.season || times.uniform() * peak <= seasonAt(process.season, origin + (at % span));
    const joins = joining.uniform() <= process.join;
    if (!inSeason || !joins) continue;
    events.at[count] = at;
    events.hours[count++] = hours;
  }
  return { ...events, count };
}

/** Ends of the stop that holds now, one a draw; undefined when open. */
function firstEnds(state: State, options: SampleOptions): Float64Array | undefined {
  if (state.kind === "open") return undefined;
  const elapsed = state.lastConfirmed - state.since;
  const law = reweighted(state.law, elapsed);
  const reached = new Map(law.map((c) => [c, survival([{ ...c, weight: 1 }], elapsed)]));
  const random = options.rng.split("now", state.key);
  const ends = new Float64Array(options.draws);
  for (let draw = 0; draw < ends.length; draw++) {
    const c = pick(law, random.uniform());
    ends[draw] = state.since + lengthAt(c, random.uniform() * (reached.get(c) ?? 1));
  }
  return ends;
}

function drawLength(law: DurationLaw, random: Rng): number {
  return lengthAt(pick(law, random.uniform()), random.uniform());
}

function pick(law: DurationLaw, u: number): Component {
  let left = u;
  for (const c of law) {
    left -= c.weight;
    if (left <= 0) return c;
  }
  return law[law.length - 1] as Component;
}
