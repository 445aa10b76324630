/** The world as a command sees it: injected, so that commands can be tested without a process. */
export interface Io {
  /** Writes to standard output: answers only. */
  readonly out: (text: string) => void;
  /** Writes to standard error: faults and progress. */
  readonly err: (text: string) => void;
  /** Whether someone watches standard error. */
  readonly watched: boolean;
  /** Columns of the terminal, where there is one. */
  readonly columns: number | undefined;
  readonly now: () => Date;
  /** Reaches the server of `--server`. */
  readonly fetch: typeof fetch;
}

/** Exit codes, the same for every command. 69 is EX_UNAVAILABLE of sysexits.h: no server gave an answer. */
export const EXIT = { answer: 0, none: 1, badInput: 2, unavailable: 69 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
