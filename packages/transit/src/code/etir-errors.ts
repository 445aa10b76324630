import { CODES, type Code } from "./codes.ts";

/** An error of eTIR code list 99 (4.3): what it is about, and where it comes from here. */
export type EtirError = {
  readonly number: number;
  readonly meaning: string;
  /** Where it is said, if no code of the machine has its number; or why nobody can say it. */
  readonly besides?: string;
};

const XML = "readers of eTIR-shaped XML, in `etirNack`";
const CONDITION = "nobody: the text of the condition is not public";

/**
 * The published list, all of its numbers (etir.org/documentation/error-codes; wiki.unece.org). Meanings in our words.
 */
export const ETIR_ERRORS: readonly EtirError[] = [
  { number: 100, meaning: "invalid message" },
  { number: 101, meaning: "missing field" },
  { number: 102, meaning: "value outside of its list" },
  { number: 103, meaning: "bad date" },
  { number: 104, meaning: "not a whole number" },
  { number: 105, meaning: "too long" },
  { number: 106, meaning: "not of its pattern" },
  { number: 107, meaning: "element out of order", besides: XML },
  { number: 108, meaning: "missing attribute", besides: "nobody: no element here has an attribute" },
  { number: 109, meaning: "invalid attribute", besides: XML },
  { number: 151, meaning: "condition C001", besides: CONDITION },
  { number: 152, meaning: "condition C002", besides: CONDITION },
  { number: 153, meaning: "condition C003", besides: CONDITION },
  { number: 154, meaning: "condition C004", besides: CONDITION },
  { number: 155, meaning: "condition C005", besides: CONDITION },
  { number: 158, meaning: "condition C008", besides: CONDITION },
  { number: 200, meaning: "in a state that does not allow it" },
  { number: 201, meaning: "guarantee not in an acceptable state" },
  { number: 203, meaning: "guarantee cannot be cancelled" },
  { number: 204, meaning: "guarantee registered already" },
  { number: 205, meaning: "guarantee cancelled already" },
  { number: 210, meaning: "operation started already" },
  { number: 211, meaning: "operation terminated already" },
  { number: 212, meaning: "operation discharged already" },
  { number: 213, meaning: "operation not started" },
  { number: 214, meaning: "number of the operation used already" },
  { number: 215, meaning: "sequence number used already" },
  { number: 216, meaning: "refusal to start not allowed" },
  { number: 301, meaning: "guarantee not found" },
  { number: 302, meaning: "guarantee chain not found" },
  { number: 303, meaning: "guarantee type not found" },
  { number: 304, meaning: "customs office not found" },
  { number: 305, meaning: "country not found" },
  { number: 306, meaning: "control type not found" },
  { number: 307, meaning: "declaration not found" },
  { number: 308, meaning: "nobody to forward to" },
  { number: 309, meaning: "seal registered already" },
  { number: 310, meaning: "seals must not be sent here" },
  { number: 320, meaning: "holder and guarantee do not match" },
  { number: 321, meaning: "holder not authorised" },
  { number: 322, meaning: "holder unknown" },
  { number: 330, meaning: "guarantee chain not authorised" },
  { number: 400, meaning: "internal error", besides: "the interface, as problem `internal` (500)" },
  { number: 500, meaning: "error of customs", besides: "authorities, in answers to I15 (`etirAnswer`)" },
  { number: 501, meaning: "error of customs", besides: "authorities, in answers to I15 (`etirAnswer`)" },
];

/** Our codes that say a number of the list. */
export function codesOf(number: number): string[] {
  return Object.entries(CODES)
    .filter(([, { etir }]: readonly [string, Code]) => etir === number)
    .map(([name]) => name);
}
