import type { JsonObject } from "@rahdari/ledger";
import { HANDED_IN, isKind, type Movement, type TransitState } from "@rahdari/transit";
import type { Actor } from "./actor.ts";

/** Why an actor may not have an office state something: the field at fault, undefined for all of it. */
export type Denied = {
  readonly reason: "office" | "kind" | "subject" | "evidence";
  readonly path?: string;
};

/**
 * Whether an actor may have an office state a message. Offices speak for their authority; holders and guarantors
 * hand in what is theirs, about what is theirs; what stands on the ledger for the record alone is for authorities to
 * decide. What the message says is for the state machine to judge.
 */
export function mayState(
  { role, subject, offices }: Actor,
  office: string,
  { kind, body, evidence }: { readonly kind: string; readonly body: JsonObject; readonly evidence: boolean },
  state: TransitState,
): Denied | undefined {
  if (role === "authority") {
    const own = memberOf(office) === subject && (offices === null || offices.includes(office));
    return own ? undefined : { reason: "office", path: "/office" };
  }
  if (!isKind(kind) || !HANDED_IN[role].includes(kind)) return { reason: "kind", path: "/kind" };
  if (evidence) return { reason: "evidence", path: "/evidence" };
  const field = OWN[kind];
  if (field) return body[field] === subject ? undefined : { reason: "subject", path: `/body/${field}` };
  if (isOwn(role, subject, body, state)) return undefined;
  return { reason: "subject", path: body.movement === undefined ? "/body/guarantee" : "/body/movement" };
}

/** Fields that name whose a message is, where its movement or guarantee is not there yet. */
const OWN: Readonly<Record<string, string>> = {
  "declaration.lodge": "holder",
  "guarantee.register": "guarantor",
};

/** What does not exist is nobody's: whoever asks learns no more than of what is another's. */
function isOwn(
  role: "holder" | "guarantor",
  subject: string,
  body: JsonObject,
  state: TransitState,
): boolean {
  const movement = state.movements.get(String(body.movement));
  if (role === "holder") return movement?.holder === subject && (body.holder ?? subject) === subject;
  const named = typeof body.guarantee === "string" ? body.guarantee : "";
  const guarantee = state.guarantees.get(movement?.guarantee ?? named);
  return guarantee?.guarantor === subject;
}

/** Whether an actor may see a movement: members of the ledger see all that is on it. */
export function maySee(
  { role, subject }: Actor,
  { holder, guarantee }: Pick<Movement, "holder" | "guarantee">,
  state: TransitState,
): boolean {
  if (role === "authority") return true;
  if (role === "holder") return holder === subject;
  return state.guarantees.get(guarantee)?.guarantor === subject;
}

/** Whether an actor may see goods and parties: the holder, and authorities that the declared way goes through. */
export function maySeePayload(
  { role, subject }: Actor,
  { holder, legs }: Pick<Movement, "holder" | "legs">,
): boolean {
  if (role === "guarantor") return false;
  if (role === "holder") return holder === subject;
  return legs.some(({ from, to, territory }) =>
    [memberOf(from), memberOf(to), territory].some((one) => one === subject),
  );
}

/** Whether an actor may see a guarantee. */
export function maySeeGuarantee(
  { role, subject }: Actor,
  { holder, guarantor }: { readonly holder: string; readonly guarantor: string },
): boolean {
  return role === "authority" || (role === "holder" ? holder : guarantor) === subject;
}

/** Whether an actor may see what waits for an office, and what it is told. */
export function maySeeOffice({ role, subject, offices }: Actor, office: string): boolean {
  return (
    role === "authority" && memberOf(office) === subject && (offices === null || offices.includes(office))
  );
}

/**
 * Whether a holder or guarantor is one whom an authority gives keys to: of its own state, and admitted, or a holder of
 * another one that it took for its own territory.
 */
export function isPartyOf(
  authority: string,
  role: "holder" | "guarantor",
  subject: string,
  { holders, guarantors }: Pick<TransitState, "holders" | "guarantors">,
): boolean {
  if (role === "guarantor") return guarantors.get(subject)?.home === authority;
  const holder = holders.get(subject);
  return holder?.home === authority || holder?.admittedBy.includes(authority) === true;
}

/** Whether an actor gives out and takes back keys of the interface: an authority, with all of its offices. */
export function mayGiveKeys({ role, offices }: Actor): boolean {
  return role === "authority" && offices === null;
}

/** The member whose office, or own root, an author is: "PK" of "PK/torkham", and of "PK". */
export function memberOf(author: string): string {
  return author.split("/", 1)[0] as string;
}
