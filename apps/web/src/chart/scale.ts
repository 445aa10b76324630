const NICE = [1, 2, 5, 10];

/** Straight-line mapping of `domain` onto `range`; an empty domain maps to the start. */
export function linearScale(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  const slope = to === from ? 0 : (end - start) / (to - from);
  return (value) => start + (value - from) * slope;
}

/** Round values from nought to `max`, a step of 1, 2 or 5 times a power of ten apart, at most `most` of them. */
export function niceTicks(max: number, most: number): readonly number[] {
  if (!(max > 0) || most < 2) return [0];
  const rough = max / (most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (NICE.find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
  return Array.from({ length: Math.floor(max / step + 1e-9) + 1 }, (_, index) => index * step);
}
