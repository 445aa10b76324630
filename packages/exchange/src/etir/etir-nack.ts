import { type ExchangeError, type ExchangeIssue, type FormFault, toldIssues } from "../exchange-error.ts";
import type { EtirDocument, EtirFault, EtirRequest } from "./etir-forms.ts";
import { answerOf, documentOf, headOf, pairOf } from "./etir-head.ts";

/** What the answer to a request that could not be read is headed with, by what the caller knows of its sender. */
export type EtirNackHeader = {
  readonly request: EtirRequest;
  /** Number that the request had, where it could be read; text of the caller's where not. */
  readonly requestId: string;
  /** A number that the caller counts by. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly submitter: string;
  readonly recipient: string;
};

/** Errors that an eTIR response of ours may carry. */
const MOST_ERRORS = 99;

/**
 * The response to a request that `readEtir` refused, with numbers of code list 99: 100 to 107, 109 and 310. 108, a
 * missing attribute, cannot come: no element of these forms has one. Undefined for faults that are not of a document.
 */
export function etirNack({ fault }: ExchangeError, header: EtirNackHeader): EtirDocument | undefined {
  const errors = errorsOf(fault);
  if (errors.length === 0) return undefined;
  const { response } = pairOf(header.request);
  const head = headOf(response, header.number, header.at, header.submitter, header.recipient);
  return documentOf(response, head, answerOf(header.requestId, errors));
}

function errorsOf(fault: ExchangeError["fault"]): EtirFault[] {
  switch (fault.code) {
    case "bad-xml":
      return [{ ValidationCode: "100", Description: `line ${fault.line}: ${fault.detail}` }];
    case "other-message":
      return [{ ValidationCode: "100", Description: `found ${fault.found}, wanted ${fault.wanted}` }];
    case "bad-document":
      return toldIssues(fault.issues.slice(0, MOST_ERRORS - 1), fault.issues.length).map(errorOf);
    default:
      return [];
  }
}

function errorOf(issue: ExchangeIssue): EtirFault {
  const { path, reason, line } = issue;
  return {
    ValidationCode: numberOf(issue),
    Description: line === undefined ? reason : `line ${line}: ${reason}`,
    ...(path !== "" && { Pointer: { Location: path } }),
  };
}

const NUMBERS: Readonly<Record<FormFault, string>> = {
  missing: "101",
  list: "102",
  date: "103",
  length: "105",
  pattern: "106",
  order: "107",
  attribute: "109",
  twice: "100",
  "no-place": "100",
  content: "100",
  value: "100",
};

/** Elements of the WCO Data Model say by the end of their name that they hold a number. */
const IS_NUMBER = /(?:Numeric|Quantity)(?:\[\d+\])?$/;
const IS_SEAL = /\/(?:TransportEquipment|Seal)(?:\[\d+\])?$/;

function numberOf({ fault = "value", path }: ExchangeIssue): string {
  if (fault === "pattern" && IS_NUMBER.test(path)) return "104";
  if (fault === "no-place" && IS_SEAL.test(path)) return "310";
  return NUMBERS[fault];
}
