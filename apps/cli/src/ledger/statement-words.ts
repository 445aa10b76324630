import type { BundleFault, DiscrepancyFault, Doubt, ReceiptFault, Statement } from "@rahdari/ledger";
import { outcomeWords } from "./words.ts";

const DAY_MS = 86_400_000;

/** What a receipt establishes, line by line, for people. */
export function establishedLines(statement: Statement): string[] {
  const { level, index, size, entry } = statement;
  const place =
    level === "final"
      ? `It is entry ${index} of the ledger, of ${size} that the checkpoint counts.`
      : `It is event ${index} of the author's journal of ${size}, before the ledger has spoken.`;
  const received =
    "received" in entry ? [`Written down at ${entry.received}, by the clock of whoever keeps that log.`] : [];
  return [
    ...whatLines(statement),
    place,
    ...received,
    ...seenLines(statement),
    ...disclosureLines(statement),
  ];
}

function whatLines({ entry, author, agreement }: Statement): string[] {
  if (entry.type === "charter")
    return [`The charter of the ledger, sealed by its authorities: ${agreement}.`];
  if (entry.type === "roster") return ["Members, keys and policy of the ledger, as their hashes."];
  const { event } = entry.envelope;
  const name = author?.name ? ` (${author.name})` : "";
  return [
    `${event.author}${name} stated ${event.kind}, its event ${event.seq}, and signed it.`,
    `  ${JSON.stringify(event.body)}`,
    ...(entry.type === "event" ? [`The ledger's word on it: ${outcomeWords(entry.outcome)}.`] : []),
    `The author says that it was so at ${event.at}.`,
  ];
}

function seenLines({ cosigners, seenBy, policy }: Statement): string[] {
  if (policy.need === 0) return [];
  const who = cosigners.map(({ name }) => name).join(", ");
  const when = seenBy === null ? "" : `, the last needed at ${new Date(Number(seenBy) * 1000).toISOString()}`;
  return [`Cosigned by ${who}: ${cosigners.length}, of which ${policy.need} are needed${when}.`];
}

function disclosureLines({ disclosures }: Statement): string[] {
  return disclosures.map(({ name, value }) => `Private field shown: ${name} = ${JSON.stringify(value)}`);
}

/** What it does not establish, so that nobody reads more into it. */
export function doubtWords(doubt: Doubt): string {
  switch (doubt.code) {
    case "truth":
      return "that it was so: a signature shows who said it";
    case "claimed-time":
      return "when it happened: the time is its author's word";
    case "later-revocation":
      return `that no key was revoked after ${doubt.asOf}, the day of the bundle`;
    case "later-events":
      return "what the ledger holds after this entry";
    case "one-node":
      return "that there is no other version: nobody cosigned, whoever keeps the ledger could have written another one";
    case "provisional":
      return "that it is final: the ledger has not spoken, and may reject it";
    case "no-effect":
      return `that it had any effect: the ledger keeps it as evidence, ${outcomeWords(doubt.outcome)}`;
    case "ended-key":
      return `that it was given out in time: the key ended with entry ${doubt.until}, and its holder can still sign`;
    case "doubtful-key":
      return `that its author signed it: the key was revoked as compromised from entry ${doubt.from} on`;
  }
}

export function ageWords(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  if (ms < -60_000) return "from the future, by this machine's clock";
  return days < 1 ? "less than a day old" : days === 1 ? "a day old" : `${days} days old`;
}

/** Why a receipt proves nothing, and the way out. */
export function faultWords(fault: ReceiptFault | BundleFault): {
  readonly message: string;
  readonly wayOut: string;
} {
  const forged = "do not rely on it; ask its holder for the file as it was issued";
  const newer = "take a newer bundle of this ledger: rahdari ledger members DIR --bundle FILE";
  switch (fault.code) {
    case "inclusion/false":
      return { message: "the entry is not in the log that the checkpoint stands for", wayOut: forged };
    case "origin/other":
      return {
        message: `it is of another ledger: ${fault.origin}`,
        wayOut: "take the bundle of that ledger",
      };
    case "log/unsigned":
      return { message: "the checkpoint is not signed by the log", wayOut: forged };
    case "signature/false":
      return { message: `a signature by ${fault.name} does not hold`, wayOut: forged };
    case "cosignatures/few":
      return { message: `only ${fault.have} have cosigned, ${fault.need} are needed`, wayOut: forged };
    case "handover/false":
      return {
        message: `nothing shows that the members before entry ${fault.from} agreed to those after it`,
        wayOut: forged,
      };
    case "policy/unknown":
      return { message: `the bundle does not hold its policy ${fault.id.slice(0, 16)}`, wayOut: newer };
    case "policy/not-then":
      return { message: "it names a policy that did not hold then", wayOut: forged };
    case "entry/malformed":
      return { message: `what it proves is no entry: ${fault.detail}`, wayOut: forged };
    case "level/false":
      return { message: "it claims another level than its entry has", wayOut: forged };
    case "key/unknown":
      return { message: `the key ${fault.key} is not its author's, or did not count`, wayOut: newer };
    case "disclosure/false":
      return { message: `the field ${fault.name} is not what was committed to`, wayOut: forged };
  }
}

export function discrepancyFaultWords(fault: DiscrepancyFault) {
  if (fault.code === "parts/apart") {
    const message = `its part "${fault.part}" does not belong to the others`;
    return { code: fault.code, message, wayOut: "ask for the file as reconciliation wrote it" };
  }
  const { message, wayOut } = faultWords(fault.fault);
  return { code: fault.fault.code, message: `its part "${fault.part}": ${message}`, wayOut };
}
