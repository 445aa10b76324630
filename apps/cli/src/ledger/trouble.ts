import { LedgerError } from "@rahdari/ledger";
import { EXIT, type ExitCode } from "../io.ts";

/** Why a command of the ledger cannot do what it was asked to, where that lies, and the way out. */
export class Trouble extends Error {
  override readonly name = "Trouble";
  readonly code: string;
  /** File, option or address. */
  readonly at: string;
  readonly wayOut: string | undefined;
  readonly exit: ExitCode;

  constructor(code: string, at: string, message: string, more: TroubleMore = {}) {
    super(message, { cause: more.cause });
    this.code = code;
    this.at = at;
    this.wayOut = more.wayOut;
    this.exit = more.exit ?? EXIT.badInput;
  }
}

type TroubleMore = { readonly wayOut?: string; readonly exit?: ExitCode; readonly cause?: unknown };

/** What went wrong in the ledger or with the machine, as trouble; undefined where the fault is ours. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof Trouble) return error;
  if (error instanceof LedgerError) return ledgerTrouble(error);
  return isSystemError(error) ? systemTrouble(error) : undefined;
}

function ledgerTrouble(error: LedgerError): Trouble {
  const { fault, message: cause } = error;
  const { code } = fault;
  switch (code) {
    case "malformed":
      return new Trouble(code, fault.at || fault.format, cause, { cause: error });
    case "corrupt":
      return new Trouble(code, `${fault.file}, byte ${fault.offset}`, fault.detail, {
        wayOut: "rahdari ledger fsck DIR lists all that is wrong; copy the files back from a backup",
      });
    case "locked":
      return new Trouble(code, fault.file, `in use by ${fault.holder}`, {
        wayOut: "name the running node with --node http://HOST:PORT/ORIGIN, or stop it first",
        exit: EXIT.unavailable,
      });
    case "not-found":
      return new Trouble(code, fault.what, "is not there", { exit: EXIT.none });
    case "sealed":
      return new Trouble(
        "wrong-passphrase",
        fault.file,
        "does not open: wrong passphrase, or a changed file",
        {
          wayOut: "type it again; a forgotten passphrase cannot be recovered",
        },
      );
    case "closed":
      return new Trouble(code, "ledger", fault.detail, { exit: EXIT.unavailable });
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/** Faults of the machine that time, not the caller, may mend. */
const PASSING = ["ENOSPC", "EDQUOT", "EIO", "EMFILE", "ENFILE"];

function systemTrouble(error: NodeJS.ErrnoException): Trouble {
  const { code = "", path, message } = error;
  const away = PASSING.includes(code);
  return new Trouble("system", path ?? error.syscall ?? code, message, {
    ...(away && { exit: EXIT.unavailable }),
    cause: error,
  });
}

/** Reads what a file holds, faults named with the file. */
export function readAs<Value>(file: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LedgerError) || error.fault.code !== "malformed") throw error;
    const { at, detail, format } = error.fault;
    throw new Trouble("malformed", at === "" ? file : `${file}#${at}`, `not a valid ${format}: ${detail}`, {
      cause: error,
    });
  }
}
