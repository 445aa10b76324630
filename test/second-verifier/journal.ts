import { isAdmittedKey } from "./edwards-key.ts";
import type { Envelope } from "./entry.ts";
import { refuse } from "./refusal.ts";
import type { Roster, RosterKey } from "./roster.ts";
import { formatVerifierKey } from "./signed-note.ts";
import { LOG_SIGNATURE, parsePolicy, type TrustPolicy } from "./trust-policy.ts";

export function journalOf(roster: Roster, { event }: Envelope): string {
  return `${roster.origin}/journal/${event.author}`;
}

/** A journal is its author's log: signed by the key that the envelope names, cosigned by nobody. */
export function policyOfJournal(roster: Roster, envelope: Envelope): TrustPolicy {
  const { publicKey } = keyOf(roster, envelope);
  const log = formatVerifierKey(journalOf(roster, envelope), LOG_SIGNATURE, publicKey);
  return parsePolicy(`log ${log}\nquorum none\n`);
}

/** The roster's key that the envelope names, which is one of the author's member. */
export function keyOf(roster: Roster, { event, key }: Envelope): RosterKey {
  const member = event.author.split("/")[0];
  const found = roster.keys.find((one) => one.id === key && one.member === member);
  return found && isAdmittedKey(found.publicKey) ? found : refuse("key: none of the author's member");
}
