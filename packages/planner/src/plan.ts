import type { Network } from "@rahdari/network";
import type { Option, PlanAnswer, Rejected } from "./answer.ts";
import { contextFor, type PlanContext } from "./context.ts";
import { PlanError } from "./errors.ts";
import { stateLookup } from "./explain/border-states.ts";
import { chooseOne, chooseOptions } from "./explain/choose-options.ts";
import { type ChanceWithout, type Recourse, recourseOf, tellDecisions } from "./explain/decisions.ts";
import { papersOfWay } from "./explain/documents.ts";
import { round4 } from "./explain/hours.ts";
import { type Known, knownOn } from "./explain/known.ts";
import { legTeller } from "./explain/legs.ts";
import { crossingsOf, sketchOption, type Telling, tellOption } from "./explain/option.ts";
import { legPricer } from "./explain/priced-leg.ts";
import { tellBlocked, tellCuts, tellDominated, tellSimilar } from "./explain/rejected.ts";
import { dataAge, tellWarnings } from "./explain/warnings.ts";
import { papersWait } from "./papers-wait.ts";
import { parameters } from "./parameters.ts";
import { chanceAt, policiesOf, policyGraph } from "./recourse/policy-graph.ts";
import type { Policy } from "./recourse/sota.ts";
import type { PlanRequestInput, Standing } from "./request.ts";
import { resolveShipment, type Shipment } from "./resolve.ts";
import { settings } from "./setting.ts";
import { sortedSample } from "./simulate/statistics.ts";
import type { StepContext } from "./simulate/step.ts";
import { simulateTrips, type Trip } from "./simulate/trips.ts";
import { bestStretches } from "./ways/best-stretches.ts";
import { blockedWays, mayBlock } from "./ways/blocked-ways.ts";
import { chooseWays, namedWays } from "./ways/choose-ways.ts";
import { expectedDelay } from "./ways/closure-delay.ts";
import { type EdgeClock, findWays, type Way } from "./ways/find-ways.ts";
import { missedWays } from "./ways/missed-ways.ts";
import { SOURCE } from "./ways/way-graph.ts";
import type { WayKind, WaySpace } from "./ways/way-space.ts";

export interface PlanOptions {
  /** The day of planning where the request gives no `asOf`; default: the clock. */
  readonly now?: Date;
  /** Plans the rest of the trip: the goods stand at `place` on `on` (date or instant). */
  readonly at?: Readonly<Standing>;
  /** Another outlook than the data's own. */
  readonly context?: PlanContext;
  /** Called after each stage with stages done and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Stops between stages: throws PlanError `stopped`. */
  readonly signal?: { readonly aborted: boolean };
}

const STAGES = 4;

/**
 * Every lawful way for a shipment with its time, price and risk, and why the other ways are out. The same
 * network, request and seed give the same answer. Throws PlanError for a request that cannot be planned; a
 * request without a lawful way is answered with no options and the reasons.
 */
export function plan(network: Network, input: PlanRequestInput, options: PlanOptions = {}): PlanAnswer {
  const progress = stages(options);
  const shipment = resolveShipment(network, input, today(options), options.at);
  const context = options.context ?? contextFor(network, shipment.asOf);
  const run = new PlanRun(network, shipment, context);
  progress(1);
  const ways = run.findWays();
  progress(2);
  const choice = run.tellWays(ways);
  progress(3);
  const answer = run.answer(choice);
  progress(STAGES);
  return answer;
}

function today({ now }: PlanOptions): string {
  return (now ?? new Date()).toISOString().slice(0, 10);
}

function stages({ onProgress, signal }: PlanOptions): (done: number) => void {
  return (done) => {
    if (!signal?.aborted) {
      onProgress?.(done, STAGES);
      return;
    }
    const message = "the plan was stopped";
    throw new PlanError("stopped", [{ pointer: "", message, code: "stopped", params: {} }]);
  };
}

interface Told {
  readonly shown: readonly Option[];
  /** Ways that were simulated and are not shown. */
  readonly rejected: readonly Rejected[];
  readonly policyOnTime: number | null;
}

/** The stages of one plan with what they share. */
class PlanRun {
  readonly #network: Network;
  readonly #shipment: Shipment;
  readonly #step: StepContext;
  readonly #ways: WaySpace;
  readonly #draws: number;
  readonly #context: PlanContext;
  readonly #clocks: readonly EdgeClock[];
  readonly #horizon = parameters.horizonDays * 24;
  readonly #known: Known;
  #truncated = false;

  constructor(network: Network, shipment: Shipment, context: PlanContext) {
    const { draws, seed, drivers } = shipment.request;
    this.#network = network;
    this.#known = knownOn(network, shipment.asOf);
    this.#shipment = shipment;
    this.#context = context;
    this.#draws = draws;
    const samples = context.samples(draws, seed);
    this.#ways = context.waySpace(network, shipment, samples);
    this.#step = {
      samples,
      readyAt: shipment.readyAt,
      spanHours: this.#horizon + 24,
      drivers: drivers === 2 ? 2 : 1,
      settingOf: settings(network, shipment, { context, samples, spanHours: this.#horizon + 24 }),
    };
    this.#clocks = this.#ways.kinds.map((kind) => this.#clock(kind));
  }

  /**
   * Ways worth simulating, found once with closures as expected and once as if every border were open; and of
   * those that the search dropped the ones that a reader will ask after.
   */
  findWays(): Way[] {
    const searches = [findWays(this.#ways, this.#clocks, true), findWays(this.#ways, this.#clocks, false)];
    this.#truncated = searches.some(({ truncated }) => truncated);
    const found = searches.flatMap(({ ways }) => ways);
    if (found.length === 0) return [];
    const { via, from, to } = this.#shipment;
    if (via.length > 0) return namedWays(found);
    const chosen = chooseWays(found);
    const ends = [from.country, to.country];
    const missed = missedWays(this.#ways, chosen, ends, parameters.search.slowest);
    return [...chosen, ...bestStretches(this.#ways, this.#clocks, false, missed)];
  }

  /** Legs whose calendars keep good ways out, found by a search in which everything is always open. */
  #blocked(shown: readonly Option[]): Rejected[] {
    if (this.#shipment.via.length > 0 || shown.length === 0 || !mayBlock(this.#clocks)) return [];
    const passed = shown.flatMap(({ legs }) => legs.map(({ id }) => id.replace(/#back$/, "")));
    const always = this.#clocks.map((clock) => ({ ...clock, table: null }));
    const free = chooseWays(findWays(this.#ways, always, false).ways);
    return tellBlocked(
      this.#network,
      blockedWays(this.#ways, this.#clocks, free, new Set(passed)),
      this.#shipment.readyAt,
    );
  }

  #clock({ edge, value }: WayKind): EdgeClock {
    const { samples, readyAt, spanHours } = this.#step;
    const { subjects, table } = this.#step.settingOf(edge);
    const { direction, mode } = edge.arc;
    const delays = subjects.flatMap((subject) => {
      const spells = samples.spells({ subject, direction, mode }, readyAt, spanHours);
      return spells ? [expectedDelay(spells, readyAt, spanHours)] : [];
    });
    return { hours: value.hours, table, delays };
  }

  tellWays(ways: readonly Way[]): Told {
    const { samples } = this.#step;
    const wait = papersWait(this.#shipment, samples);
    const atOnce = new Float64Array(this.#draws);
    const papers = ways.map((way) => papersOfWay(this.#network, this.#shipment, way.edges));
    const toGet = this.#shipment.request.papers === "to-get";
    const plans = ways.map((way, i) => ({ edges: way.edges, start: toGet ? wait(papers[i] ?? []) : atOnce }));
    const buffers = this.#context.buffers(this.#draws);
    const known = this.#known;
    const priceLeg = legPricer(this.#shipment, known);
    const telling: Telling = {
      network: this.#network,
      shipment: this.#shipment,
      known,
      step: this.#step,
      horizon: this.#horizon,
      priceLeg,
      tellLeg: legTeller(this.#network, this.#shipment, this.#step, priceLeg, known),
      stateOf: stateLookup(this.#network, this.#shipment),
      shutLegs: new Map(),
      papersHours: (of) => sortedSample(wait(of)),
    };
    try {
      const ids = optionIds(ways);
      const trips = simulateTrips(plans, this.#step, buffers);
      const sketches = trips.map((trip, i) => sketchOption(ids[i] ?? "", trip, papers[i] ?? [], telling));
      const { via, request } = this.#shipment;
      const compared = via.length > 0 ? chooseOne(sketches, request.prefer) : sketches;
      const { shown, dominated, similar } = chooseOptions(compared, request.prefer);
      const policy = this.#policy(shown.map(({ option }) => option.trip));
      const recourse = this.#recourse(policy?.chanceWithout ?? null);
      const told = shown.map(({ option, labels }) => {
        const whole = tellOption(option, labels, telling);
        return { ...whole, decisions: tellDecisions(whole, option.trip, recourse) };
      });
      return {
        shown: told,
        rejected: [...this.#blocked(told), ...tellDominated(dominated), ...tellSimilar(similar)],
        policyOnTime: policy?.onTime ?? null,
      };
    } finally {
      buffers.release();
    }
  }

  /** The on-time policy over the shown ways, with all borders and with one shut; null without a deadline. */
  #policy(trips: readonly Trip[]): { readonly onTime: number; readonly chanceWithout: ChanceWithout } | null {
    const { deadlineAt, readyAt } = this.#shipment;
    if (deadlineAt === null || trips.length === 0) return null;
    const hours = Math.min(deadlineAt - readyAt, this.#horizon);
    const graph = policyGraph(trips);
    const { whole, without } = policiesOf(graph, hours);
    const policies = new Map<string, Policy>();
    const chanceWithout: ChanceWithout = (border, barred, node, at) => {
      const policy =
        policies.get(border) ?? without((edge) => barred.has(this.#ways.edgeIds.get(edge) ?? -1));
      policies.set(border, policy);
      return round4(chanceAt(graph, policy, node, at));
    };
    return { onTime: round4(chanceAt(graph, whole, SOURCE, 0)), chanceWithout };
  }

  #recourse(chanceWithout: ChanceWithout | null): Recourse {
    const base = {
      network: this.#network,
      shipment: this.#shipment,
      ways: this.#ways,
      step: this.#step,
      chanceWithout,
    };
    return recourseOf(base, this.#clocks);
  }

  answer({ shown, rejected, policyOnTime }: Told): PlanAnswer {
    const { request, at, from, to, asOf } = this.#shipment;
    const data = dataAge(this.#network, asOf);
    const fastest = shown.length > 0 ? Math.min(...shown.map(({ hours }) => hours.p50)) : null;
    const out = [...tellCuts(this.#network, this.#ways, this.#known, fastest), ...rejected];
    return {
      request,
      ...(at && { at }),
      from: from.id,
      to: to.id,
      asOf,
      seed: request.seed,
      draws: request.draws,
      horizonHours: this.#horizon,
      options: [...shown],
      rejected: out,
      warnings: tellWarnings(
        this.#network,
        { options: shown, rejected: out },
        this.#shipment,
        data,
        this.#truncated,
      ),
      policyOnTime,
      data,
    };
  }
}

/** Names of ways by what they pass: "khunjerab+torugart+ak-tilek-karasu"; a second one gets "~2". */
function optionIds(ways: readonly Way[]): string[] {
  const seen = new Map<string, number>();
  return ways.map((way) => {
    const modes = new Set(way.edges.map(({ arc }) => arc.mode).filter((mode) => mode !== "road"));
    const name = [...crossingsOf(way.edges), ...modes].join("+") || "direct";
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}~${count}`;
  });
}
