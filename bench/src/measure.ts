import { availableParallelism, cpus, loadavg } from "node:os";
import { round } from "./report.ts";

export type Contender<Query, Answer> = {
  readonly name: string;
  readonly run: (query: Query) => Answer;
};

export type Timing<Answer> = {
  readonly name: string;
  /** Milliseconds by query, on the clock. */
  readonly ms: readonly number[];
  /** Milliseconds of processor time of the main thread, counted in ticks of some 4 ms: only the mean says much. */
  readonly cpu: readonly number[];
  readonly answers: readonly Answer[];
};

/**
 * Every contender on every query, one after the other on the same query and starting with another one
 * each time, so that a busy spell of the machine meets all of them alike. The first `warm` queries are
 * run beforehand, untimed.
 */
export function alternate<Query, Answer>(
  contenders: readonly Contender<Query, Answer>[],
  queries: readonly Query[],
  warm = 3,
): Timing<Answer>[] {
  for (const query of queries.slice(0, warm)) for (const { run } of contenders) run(query);
  const timings = contenders.map(({ name }) => ({
    name,
    ms: [] as number[],
    cpu: [] as number[],
    answers: [] as Answer[],
  }));
  for (const [turn, query] of queries.entries()) {
    for (let i = 0; i < contenders.length; i++) {
      const which = (i + turn) % contenders.length;
      const cpu = process.threadCpuUsage();
      const start = performance.now();
      const answer = contenders[which]?.run(query) as Answer;
      timings[which]?.ms.push(performance.now() - start);
      const { user, system } = process.threadCpuUsage(cpu);
      timings[which]?.cpu.push((user + system) / 1000);
      timings[which]?.answers.push(answer);
    }
  }
  return timings;
}

/** Quantile by linear interpolation between order statistics. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How many times as long `other` took as `own`, query by query: the median of the ratios. */
export function ratio(own: readonly number[], other: readonly number[]): number {
  return quantile(
    own.map((ms, i) => (other[i] ?? Number.NaN) / ms),
    0.5,
  );
}

/** What most tables show of a timing, see `timeRow`. */
export const TIME_COLUMNS = ["", "p50", "p95", "mean", "cpu mean"];

export function timeRow({ name, ms, cpu }: Omit<Timing<unknown>, "answers">): (string | number)[] {
  return [name, quantile(ms, 0.5), quantile(ms, 0.95), mean(ms), mean(cpu)];
}

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  /** Load of the last minute: above 0, others were computing too. */
  readonly load: number;
};

export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    node: process.version,
    load: round(loadavg()[0] ?? 0),
  };
}
