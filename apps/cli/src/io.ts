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
  /** Reaches the server of `--server` and the nodes of a ledger. */
  readonly fetch: typeof fetch;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  readonly input: () => Promise<Uint8Array>;
  /** Asks the terminal without showing what is typed; undefined where there is nobody to be asked. */
  readonly askHidden: (question: string) => Promise<string | undefined>;
  /** Resolves with the reason when the process is asked to end; until this is called it ends at once. */
  readonly stopped: () => Promise<string>;
  /** How hard a guess at the passphrase of a new keystore is made, as a power of 2; the ledger's own by default. */
  readonly keystoreWork?: number;
}

/** Exit codes, the same for every command. 69 is EX_UNAVAILABLE of sysexits.h: nobody could give an answer. */
export const EXIT = { answer: 0, none: 1, badInput: 2, unavailable: 69 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
