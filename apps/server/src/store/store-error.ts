/** Why the store cannot be used, each with its way out in the message. */
export type StoreFault =
  /** Another process has it open. */
  | "store/in-use"
  /** It holds the tables of another ledger. */
  | "store/other-ledger"
  /** It was written by a newer version. */
  | "store/newer"
  | "store/unreachable"
  /** Saved records are to be put where there are some. */
  | "store/not-empty"
  /** Saved records that are cut short, or none. */
  | "store/unreadable";

/** A store that cannot be opened; nothing in it was changed. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreFault;
  readonly wayOut: string;

  constructor(code: StoreFault, message: string, wayOut: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.wayOut = wayOut;
  }
}
