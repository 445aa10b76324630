import type { AccessRule, Crossing, Direction, Link } from "@rahdari/network";
import type { EpochHours } from "@rahdari/units";
import type { Spells } from "../closures/spells.ts";
import { type Delay, fillSamples } from "../distribution/delay.ts";
import { fromRange } from "../distribution/elicit.ts";
import type { ClosureQuery, CrossingOutlook } from "../outlook.ts";
import { parameters } from "../parameters.ts";
import { fillStratifiedNormals, fillStratifiedUniforms } from "../random/fill.ts";
import { rng } from "../random/rng.ts";

/** Days after the tabled date that a moon-sighted holiday is kept, by position of `Samples.moon`. */
export const MOON_SHIFTS = [-1, 0, 1] as const;

/** Hours that closures are drawn for at a time, so that plans of near days share them. */
export const QUARTER = 24 * 91;
/** Subjects, directions and quarters kept. */
const MOST_SPELLS = 800;

/** Numbers kept of hours and days by name, 160 MB: 2,000 names of 10,000 draws. A plan asks for some hundred. */
const MOST_NUMBERS = 20_000_000;

type RangeLike = { readonly min: number; readonly typical: number; readonly max: number };

/**
 * All random input of a simulation, drawn once per name: common random numbers. A leg that two options share
 * has the same hours in draw i of both, so options differ by what they do differently.
 */
export class Samples {
  readonly draws: number;
  readonly seed: number;
  readonly #outlook: CrossingOutlook;
  readonly #hours = new Map<string, Float64Array>();
  readonly #distributions = new Map<string, Delay>();
  readonly #spells = new Map<string, Spells | null>();
  #moon: Uint8Array | undefined;
  #noMoon: Uint8Array | undefined;

  constructor(outlook: CrossingOutlook, draws: number, seed: number) {
    this.#outlook = outlook;
    this.draws = draws;
    this.seed = seed;
  }

  link(link: Link): Delay {
    return this.#distribution(`link:${link.id}`, () => fromRange(link.hours));
  }

  linkHours(link: Link): Float64Array {
    if (link.mode !== "road") return this.#fill(`link:${link.id}`, () => this.link(link));
    return this.#memo(`link:${link.id}`, () => {
      const normals = this.#withCarrier(`link:${link.id}`, parameters.carrierShare.road);
      return fillSamples(this.link(link), normals, normals);
    });
  }

  crossing(crossing: Crossing, direction: Direction, at: EpochHours): Delay {
    const name = `crossing:${crossing.id}:${direction}:${monthOf(at)}`;
    return this.#distribution(name, () => this.#outlook.delay(crossing, direction, at));
  }

  crossingHours(crossing: Crossing, direction: Direction, at: EpochHours): Float64Array {
    const name = `crossing:${crossing.id}:${direction}:${monthOf(at)}`;
    return this.#memo(name, () => {
      const normals = this.#withCarrier(`crossing:${crossing.id}`, parameters.carrierShare.border);
      return fillSamples(this.crossing(crossing, direction, at), normals, normals);
    });
  }

  rule(rule: AccessRule): Delay | null {
    const { hours } = rule;
    return hours ? this.#distribution(`rule:${rule.id}`, () => fromRange(hours)) : null;
  }

  ruleHours(rule: AccessRule): Float64Array | null {
    const distribution = this.rule(rule);
    return distribution && this.#fill(`rule:${rule.id}`, () => distribution);
  }

  /** Zero in every draw; shared, never written. */
  noWait(): Float64Array {
    return this.#memo("none", () => new Float64Array(this.draws));
  }

  leadDays(id: string, range: RangeLike): Float64Array {
    return this.#fill(`paper:${id}`, () => fromRange(range));
  }

  /** Where in the interval between two departures the goods arrive, 0..1. */
  phase(linkId: string): Float64Array {
    return this.#uniforms(`departure:${linkId}`);
  }

  /** Position in early, as tabled, late (`MOON_SHIFTS`) of the moon in each draw. */
  moon(): Uint8Array {
    const { early, late } = parameters.moon;
    this.#moon ??= Uint8Array.from(this.#uniforms("trip:moon"), (u) =>
      u < early ? 0 : u < 1 - late ? 1 : 2,
    );
    return this.#moon;
  }

  /** The first table in every draw; shared, never written. */
  noMoon(): Uint8Array {
    this.#noMoon ??= new Uint8Array(this.draws);
    return this.#noMoon;
  }

  /** Hours at the wheel per 24 h of each trip's crew; long where borders are short. */
  wheelLimit(drivers: 1 | 2): Float64Array {
    const { oneDriver, twoDrivers } = parameters.driving;
    return this.#memo(`trip:wheel:${drivers}`, () => {
      const normals = this.#withCarrier("trip:wheel", parameters.carrierShare.crew).map((z) => -z);
      return fillSamples(fromRange(drivers === 2 ? twoDrivers : oneDriver), normals, normals).map((h) =>
        Math.min(h, 23),
      );
    });
  }

  /**
   * Closures of a subject, epoch hours, from `origin` to at least `span` hours later; null where there are
   * none. The end is rounded up to a quarter, so that requests for near days share their draws.
   */
  spells(query: ClosureQuery, origin: EpochHours, span: number): Spells | null {
    const to = (Math.ceil((origin + span) / QUARTER) * QUARTER) as EpochHours;
    const from = quarterStart(origin);
    const key = `${query.subject}|${query.direction}|${query.mode}|${from}|${to}`;
    const known = this.#spells.get(key);
    if (known !== undefined) return known;
    if (this.#spells.size > MOST_SPELLS) this.#spells.clear();
    const drawn = this.#outlook.closures(query, { from, to }, this.draws, this.seed);
    const kept = drawn && drawn.starts.length > 0 ? drawn : null;
    this.#spells.set(key, kept);
    return kept;
  }

  #distribution(name: string, make: () => Delay): Delay {
    const known = this.#distributions.get(name);
    if (known) return known;
    const made = make();
    this.#distributions.set(name, made);
    return made;
  }

  #fill(name: string, make: () => Delay): Float64Array {
    return this.#memo(name, () => {
      const out = this.#normals(name);
      return fillSamples(make(), out, out);
    });
  }

  /** Normal scores of which a share of the variance is the carrier's own on the whole trip. */
  #withCarrier(name: string, share: number): Float64Array {
    const carrier = this.#memo("trip:carrier", () => this.#normals("trip:carrier"));
    const [common, own] = [Math.sqrt(share), Math.sqrt(1 - share)];
    return this.#normals(name).map((z, i) => common * (carrier[i] as number) + own * z);
  }

  #normals(name: string): Float64Array {
    return fillStratifiedNormals(rng(this.seed, name), new Float64Array(this.draws));
  }

  #uniforms(name: string): Float64Array {
    return this.#memo(name, () => fillStratifiedUniforms(rng(this.seed, name), new Float64Array(this.draws)));
  }

  #memo(name: string, make: () => Float64Array): Float64Array {
    const known = this.#hours.get(name);
    if (known) return known;
    const made = make();
    if ((this.#hours.size + 1) * this.draws > MOST_NUMBERS) this.#hours.clear();
    this.#hours.set(name, made);
    return made;
  }
}

/** Beginning of the quarter that an hour lies in; closures are drawn from there on. */
export function quarterStart(at: number): EpochHours {
  return (Math.floor(at / QUARTER) * QUARTER) as EpochHours;
}

function monthOf(at: EpochHours): number {
  return new Date(at * 3_600_000).getUTCMonth();
}
