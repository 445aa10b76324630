import { sha256, toHex } from "@rahdari/ledger";
import { ExchangeError } from "../exchange-error.ts";
import type { Gap } from "./gap.ts";

/** MRNType of XSD 60.4.16: from 2024 on the 17th character says which procedure, J for transit alone. */
const MRN = /^(?:(?:[01]\d|2[0-4])[A-Z]{2}[A-Z0-9]{13}\d|(?:2[4-9]|[3-9]\d)[A-Z]{2}[A-Z0-9]{12}[J-M]\d)$/;

/** The movement reference number. Throws ExchangeError `lacking` where there is none, or not in the form of Phase 6. */
export function mrnOf(reference: string | null): string {
  if (reference === null) throw lackingMrn("the declaration has to be accepted first");
  if (MRN.test(reference)) return reference;
  throw lackingMrn(`the reference ${reference} has no letter J to M as its 17th character`);
}

function lackingMrn(remedy: string): ExchangeError {
  return new ExchangeError({ code: "lacking", format: "ncts", what: "an MRN of Phase 6", remedy });
}

const LRN_LENGTH = 22;

/**
 * Local reference number of at most 22 characters: the movement's. Of a longer one the beginning with eight digits of
 * the hash of the whole (SHA-256), so that two of them differ and the same one is the same in every message.
 */
export function lrnOf(movement: string, gaps: Gap[]): string {
  if (movement.length <= LRN_LENGTH) return movement;
  const digits = toHex(sha256(new TextEncoder().encode(movement))).slice(0, 8);
  gaps.push({
    kind: "derived",
    path: "TransitOperation/LRN",
    text: `${movement} is longer: its beginning, and digits of its hash`,
  });
  return `${movement.slice(0, LRN_LENGTH - digits.length - 1).replace(/[-.]$/, "")}-${digits}`;
}
