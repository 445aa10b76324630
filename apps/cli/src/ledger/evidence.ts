import {
  type Bundle,
  type Discrepancy,
  isQrText,
  LedgerError,
  parseDiscrepancy,
  parseQrText,
  parseReceipt,
  type Receipt,
  readQr,
} from "@rahdari/ledger";
import { isPicture, readPicture } from "./picture.ts";
import { readAs, Trouble } from "./trouble.ts";

/** What was handed in to be verified. A QR code can be read only with a bundle, for that holds what it leaves out. */
export type Evidence =
  | { readonly kind: "receipt"; readonly receipt: Receipt }
  | { readonly kind: "discrepancy"; readonly discrepancy: Discrepancy }
  | { readonly kind: "qr"; readonly text: string };

const WAY_OUT =
  "give a receipt or discrepancy file, the text of a QR code (RD1:...), or a PNG or JPEG of one";

/** Reads a file of any of the forms that hold proof. Throws Trouble for anything else. */
export function readEvidence(bytes: Uint8Array, file: string): Evidence {
  if (isPicture(bytes)) {
    const text = readQr(readPicture(bytes, file));
    if (text !== undefined && isQrText(text)) return { kind: "qr", text };
    const why = text === undefined ? "no QR code was found in it" : "the QR code in it is not a receipt's";
    throw new Trouble("no-code", file, why, {
      wayOut: "take the picture again, from straight above, with the whole code and its white border in it",
    });
  }
  const text = new TextDecoder().decode(bytes.subarray(0, 20_000)).trim();
  if (isQrText(text)) return { kind: "qr", text: new TextDecoder().decode(bytes).trim() };
  return readFileEvidence(bytes, file);
}

/** The receipt of a QR code; undefined where this bundle is not the one that it was made under. */
export function receiptOfQr(text: string, bundle: Bundle, file: string): Receipt | undefined {
  try {
    return parseQrText(text, bundle.roster);
  } catch (error) {
    const fault = error instanceof LedgerError && error.fault;
    if (fault && fault.code === "malformed" && fault.at === "policy") return undefined;
    return readAs(file, () => {
      throw error;
    });
  }
}

/** The ledger that a receipt says it is of. */
export function originOf({ proof, level }: Receipt): string {
  const { origin } = proof.checkpoint;
  const journal = level === "provisional" ? origin.lastIndexOf("/journal/") : -1;
  return journal < 0 ? origin : origin.slice(0, journal);
}

function readFileEvidence(bytes: Uint8Array, file: string): Evidence {
  const head = new TextDecoder().decode(bytes.subarray(0, 4_096));
  try {
    if (/"discrepancy"\s*:/.test(head))
      return { kind: "discrepancy", discrepancy: readAs(file, () => parseDiscrepancy(bytes)) };
    return { kind: "receipt", receipt: readAs(file, () => parseReceipt(bytes)) };
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    throw new Trouble(error.code, error.at, error.message, { wayOut: WAY_OUT, cause: error });
  }
}
