import type { Logger } from "pino";
import { Repeats } from "../http/repeats.ts";
import { shownError } from "../http/shown-error.ts";

/** Why a server does not do all that it is for. */
export const AILMENTS = ["storage-full", "records-behind", "ledger-away"] as const;
export type Ailment = (typeof AILMENTS)[number];

/** How long a full disk is told of after it was met last. */
const FULL_MS = 60_000;

/** How a server is: what goes wrong beside requests, told to its log and to whoever asks for its health. */
export class Condition {
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #repeats: Repeats;
  #full: number | undefined;

  constructor(log: Logger, now: () => number) {
    this.#log = log;
    this.#now = now;
    this.#repeats = new Repeats(now);
  }

  /** Trouble that nobody waits for the answer of: the same is in the log once a minute, with how often it came. */
  trouble(what: string, error: unknown): void {
    this.met(error);
    const { name, code, message } = shownError(error);
    const times = this.#repeats.of(`${what} ${name} ${code} ${message}`);
    if (times === undefined) return;
    this.#log.error({ what, err: error, ...(times > 0 && { repeated: times }) }, "trouble");
  }

  /** Looks at an error that is told elsewhere. */
  met(error: unknown): void {
    if (isStorageFull(error)) this.#full = this.#now();
  }

  /** Whether a disk was found full within the last minute. */
  get isFull(): boolean {
    return this.#full !== undefined && this.#now() - this.#full < FULL_MS;
  }
}

/** `disk_full` of PostgreSQL; of the system no space, or no more of what this user may have. */
const FULL = ["53100", "ENOSPC", "EDQUOT"];

export function isStorageFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && FULL.includes(String(error.code))) || isStorageFull(error.cause);
}
