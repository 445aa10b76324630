import type { LedgerError, Outcome, Refusal } from "@rahdari/ledger";

/** What a refusal says, and what to do about it. */
export function refusalWords(refusal: Refusal): {
  readonly code: string;
  readonly detail: string;
  readonly wayOut: string;
} {
  const { code } = refusal;
  const detail = refusal.code === "malformed" ? faultDetail(refusal.fault) : refusal.detail;
  return { code, detail, wayOut: WAYS_OUT[code] };
}

const WAYS_OUT: Readonly<Record<Refusal["code"], string>> = {
  malformed: "this is a fault of whoever made the event",
  "origin/other": "name the ledger that it was made for with --ledger",
  "key/unknown": "the authority registers the key first: rahdari ledger key add",
  "signature/false": "the journal may have been changed: rahdari ledger fsck DIR",
  "chain/disputed": "the author has signed two events of one count; look at the entry named",
  busy: "try again later",
};

function faultDetail(fault: LedgerError["fault"]): string {
  return fault.code === "malformed" ? `${fault.format} at ${fault.at || "/"}: ${fault.detail}` : fault.code;
}

/** "accepted", or why not. */
export function outcomeWords(outcome: Outcome): string {
  if (outcome.status === "accepted") return "accepted";
  const path = outcome.path === undefined ? "" : ` at ${outcome.path}`;
  const against = outcome.against === undefined ? "" : `; it contradicts entry ${outcome.against}`;
  return `rejected: ${outcome.code}${path}${against}`;
}
