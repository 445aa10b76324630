/** The formats of this package, named in faults. */
export type Format =
  | "json"
  | "envelope"
  | "entry"
  | "note"
  | "vkey"
  | "checkpoint"
  | "cosignature"
  | "policy"
  | "proof"
  | "bundle"
  | "receipt"
  | "opening"
  | "qr"
  | "witness request"
  | "evidence"
  | "keystore"
  | "key";

/** Why bytes are not of a format. */
export type FormFault =
  | "syntax"
  | "duplicate-key"
  | "unknown-field"
  | "missing-field"
  | "wrong-type"
  | "bad-value"
  | "oversize"
  | "too-deep"
  | "not-utf8"
  | "not-canonical";

/** Everything that this package throws, each code with its data. Refusals of the ledger are values, not faults. */
export type LedgerFault =
  /** Bytes that are not of the format: `at` is a JSON pointer or a line, empty for the whole. */
  | {
      readonly code: "malformed";
      readonly format: Format;
      readonly why: FormFault;
      readonly at: string;
      readonly detail: string;
    }
  /** A file that does not hold what the signed checkpoint says: the first byte that is wrong. */
  | { readonly code: "corrupt"; readonly file: string; readonly offset: number; readonly detail: string }
  /** Another process writes here. */
  | { readonly code: "locked"; readonly file: string; readonly holder: string }
  /** No ledger, entry or key of that name. */
  | { readonly code: "not-found"; readonly what: string }
  /** The keystore does not open with this passphrase, or was changed. */
  | { readonly code: "sealed"; readonly file: string }
  /** The engine was closed, or an earlier write failed: nothing more is taken in until it is opened again. */
  | { readonly code: "closed"; readonly detail: string };

/** The only error class of this package; switch on `fault.code`. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly fault: LedgerFault;

  constructor(fault: LedgerFault, options?: ErrorOptions) {
    super(describe(fault), options);
    this.fault = fault;
  }

  get code(): LedgerFault["code"] {
    return this.fault.code;
  }
}

/** A `malformed` fault, to be thrown. */
export function malformed(format: Format, why: FormFault, at: string, detail: string): LedgerError {
  return new LedgerError({ code: "malformed", format, why, at, detail });
}

function describe(fault: LedgerFault): string {
  switch (fault.code) {
    case "malformed":
      return `not a valid ${fault.format} (${fault.why})${fault.at === "" ? "" : ` at ${fault.at}`}: ${fault.detail}`;
    case "corrupt":
      return `${fault.file}: wrong from byte ${fault.offset} on: ${fault.detail}`;
    case "locked":
      return `${fault.file}: in use by ${fault.holder}`;
    case "not-found":
      return `not found: ${fault.what}`;
    case "sealed":
      return `${fault.file}: wrong passphrase, or the file was changed`;
    case "closed":
      return `the ledger takes nothing in: ${fault.detail}`;
  }
}
