import { constantDelay, type Delay } from "./delay.ts";

/** Standard normal at 0.95 and 0.90. */
const Z95 = 1.6448536269514722;
const Z90 = 1.2815515655446004;
/** A low point of zero hours stands for "next to nothing": this share of the middle point. */
const LEAST_SHARE = 0.01;

/**
 * min / typical / max read as the 5 %, 50 % and 95 % quantiles. People's and tables' extremes are not the
 * ends of what can happen: of ten border queues one in ten lies outside. 5/50/95 is the classic choice for
 * three-point judgements (Moder and Rodgers 1968 for PERT; Keefer and Bodily 1983 compare the choices).
 * Zeros are allowed; throws RangeError unless 0 <= min <= typical <= max, all finite.
 */
export function fromRange(range: {
  readonly min: number;
  readonly typical: number;
  readonly max: number;
}): Delay {
  return throughThree(range.min, range.typical, range.max, Z95);
}

/** Two-piece lognormal through the 10 %, 50 % and 90 % quantiles. Same conditions as `fromRange`. */
export function fromQuantiles(q: {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}): Delay {
  return throughThree(q.p10, q.p50, q.p90, Z90);
}

function throughThree(low: number, middle: number, high: number, z: number): Delay {
  if (!(low >= 0 && low <= middle && middle <= high && high < Infinity)) {
    throw new RangeError(`expected 0 <= low <= middle <= high: ${low}, ${middle}, ${high}`);
  }
  if (high === 0) return constantDelay(0);
  const centre = Math.max(middle, high * LEAST_SHARE);
  const bottom = Math.max(low, centre * LEAST_SHARE);
  return {
    logMedian: Math.log(centre),
    below: Math.log(centre / bottom) / z,
    above: Math.log(high / centre) / z,
  };
}
