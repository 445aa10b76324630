import { LedgerError } from "../../src/fault.ts";
import { mutant } from "./mutate.ts";
import { Chance } from "./random.ts";

/** A parser under fuzzing. */
export type Target = {
  readonly name: string;
  readonly samples: readonly Uint8Array[];
  /** Puts a case into a frame that would else never hold: a hash, a compression, a cipher. */
  readonly wrap?: (bytes: Uint8Array, chance: Chance) => Uint8Array | Promise<Uint8Array>;
  /** What it makes of bytes; undefined where it says so, or throws LedgerError. */
  readonly parse: (bytes: Uint8Array) => unknown;
  /** What is wrong with a value that was read from bytes, or undefined. */
  readonly check: (value: never, bytes: Uint8Array) => string | undefined | Promise<string | undefined>;
  /** Whether its samples, in their frame, may be refused. */
  readonly mayRefuse?: boolean;
  /** Milliseconds that a case may take; 200 unless it is slow by its nature. */
  readonly limit?: number;
};

export type Score = {
  readonly name: string;
  cases: number;
  accepted: number;
  /** The slowest case, milliseconds of this thread, and its number. */
  slowest: number;
  slowestCase: number;
  readonly failures: string[];
};

const LIMIT = 200;
const MOST_FAILURES = 5;

/** Tries one case of a target; gives what is wrong with it. */
export async function tryCase(
  target: Target,
  seed: number,
  n: number,
  score: Score,
): Promise<string | undefined> {
  const chance = new Chance(seed + n * 7_919);
  const isSample = n < target.samples.length;
  const plain = isSample ? (target.samples[n] as Uint8Array) : mutant(target.samples, chance);
  const bytes = target.wrap ? await target.wrap(plain, chance) : plain;
  const limit = target.limit ?? LIMIT;
  let tried = await read(target, bytes);
  // The collector of garbage may have come in between: what is slow is slow again.
  if (tried.ms > limit) tried = await read(target, bytes);
  const { value, wrong, ms } = tried;
  score.cases++;
  if (ms > score.slowest) [score.slowest, score.slowestCase] = [ms, n];
  if (wrong !== undefined) return wrong;
  if (ms > limit) return `took ${Math.round(ms)} ms for ${bytes.length} bytes`;
  if (value === undefined) return isSample && !target.mayRefuse ? "a sample was refused" : undefined;
  score.accepted++;
  try {
    return await target.check(value as never, bytes);
  } catch (error) {
    return `what it accepted, threw ${error instanceof Error ? error.stack : error}`;
  }
}

type Read = { readonly value: unknown; readonly wrong: string | undefined; readonly ms: number };

/** Has a target read bytes; `ms` is the time of this thread alone. */
async function read(target: Target, bytes: Uint8Array): Promise<Read> {
  const begin = process.threadCpuUsage();
  let [value, wrong]: [unknown, string | undefined] = [undefined, undefined];
  try {
    value = await target.parse(bytes);
  } catch (error) {
    if (!(error instanceof LedgerError) || !["malformed", "corrupt", "sealed"].includes(error.code))
      wrong = `threw ${error instanceof Error ? error.stack : error}`;
  }
  const { user, system } = process.threadCpuUsage(begin);
  return { value, wrong, ms: (user + system) / 1_000 };
}

/** Fuzzes a target for some seconds. */
export async function fuzz(target: Target, seconds: number, seed: number): Promise<Score> {
  const score: Score = { name: target.name, cases: 0, accepted: 0, slowest: 0, slowestCase: 0, failures: [] };
  const end = performance.now() + seconds * 1_000;
  for (let n = 0; n < target.samples.length || performance.now() < end; n++) {
    const wrong = await tryCase(target, seed, n, score);
    if (wrong === undefined) continue;
    score.failures.push(`${target.name}, seed ${seed}, case ${n}: ${wrong}`);
    if (score.failures.length >= MOST_FAILURES) break;
  }
  return score;
}
