import { EVIDENCE, type MeanEvidence } from "./means.ts";

/** A printed mean of one side's stay, or of both together where `side` is absent. */
export type SideMean = {
  readonly meanHours: number;
  readonly year: number;
  readonly scope: "post" | "country";
  /** Country of the side. */
  readonly side?: string;
};

/**
 * With one side known, the whole lies between that side alone and twice it, as a rule: the geometric middle
 * is taken, and half of that range (in logarithms) as extra doubt. Judgement; the sides where both are
 * printed: Torkham 24.2 + 24.2 h, Chaman 70.7 + 20.2 h, Torugart 17 + 1.4 h.
 */
const UNKNOWN_SIDE_FACTOR = Math.SQRT2;
const UNKNOWN_SIDE_SD = Math.LN2 / 2;

/**
 * Turns means per side, as CPMM prints them, into comparable means of the whole crossing, one a year.
 * `first` and `second` are the countries left and entered in the direction of travel; the caller passes
 * only means of that direction. Both sides in a year are added. A side missing that year is taken from its
 * nearest year, with less weight the further off; never seen, it is guessed as above. Means of both
 * together pass as they are.
 */
export function combineSides(means: readonly SideMean[], first: string, second: string): MeanEvidence[] {
  const valid = means.filter((m) => m.meanHours > 0);
  const whole = valid.filter((m) => m.side === undefined);
  const sides = [first, second].map((country) => valid.filter((m) => m.side === country));
  const years = [...new Set(sides.flat().map((m) => m.year))].sort((a, b) => a - b);
  const totals = years.map((year) =>
    totalOf(nearest(sides[0] ?? [], year), nearest(sides[1] ?? [], year), year),
  );
  return [...whole.map(({ meanHours, year, scope }) => ({ meanHours, year, scope })), ...totals];
}

function totalOf(a: SideMean | undefined, b: SideMean | undefined, year: number): MeanEvidence {
  const hours = (a?.meanHours ?? 0) + (b?.meanHours ?? 0);
  const scope = a?.scope === "country" || b?.scope === "country" ? "country" : "post";
  if (!a || !b) {
    return { meanHours: hours * UNKNOWN_SIDE_FACTOR, year, scope, weight: weightOf(UNKNOWN_SIDE_SD ** 2) };
  }
  const yearsOff = Math.abs(a.year - year) + Math.abs(b.year - year);
  return { meanHours: hours, year, scope, weight: weightOf(yearsOff * EVIDENCE.yearlyDrift ** 2) };
}

/** The nearest year; in it the post's own figure before its country's; of two years as near, the later. */
function nearest(means: readonly SideMean[], year: number): SideMean | undefined {
  const rank = (m: SideMean) =>
    Math.abs(m.year - year) * 4 + (m.scope === "country" ? 2 : 0) + (m.year < year ? 1 : 0);
  return means.toSorted((x, y) => rank(x) - rank(y))[0];
}

function weightOf(extraVariance: number): number {
  return EVIDENCE.sampling ** 2 / (EVIDENCE.sampling ** 2 + extraVariance);
}
