import { isJsonObject, type Json, type JsonObject } from "@rahdari/ledger";
import type { Request } from "./transit-state.ts";

/** What a message is about, as far as its body names it. */
export type About = {
  readonly movement: string | null;
  readonly guarantee: string | null;
  readonly seals: readonly string[];
};

/** What of a state has to be known for it. */
type Known = {
  readonly requests: { get(id: string): Pick<Request, "about"> | undefined };
  readonly movements: { has(id: string): boolean };
  readonly guarantees: { has(id: string): boolean };
};

/**
 * What a message is about: answers to a query by what was asked, papers by what is entered from them. For a message
 * that was rejected it is what it names, which need not exist.
 */
export function aboutOf(kind: string, body: JsonObject, state: Known): About {
  if (kind === "fallback.capture" && isJsonObject(body.body))
    return aboutOf(String(body.kind), body.body, state);
  const asked = state.requests.get(text(body.query) ?? text(body.reconciliation) ?? "")?.about ?? null;
  const movement = text(body.movement) ?? (asked !== null && state.movements.has(asked) ? asked : null);
  const guarantee = text(body.guarantee) ?? (asked !== null && state.guarantees.has(asked) ? asked : null);
  const seals = [text(body.seal), kind === "seal.replace" ? text(body.by) : null];
  return { movement, guarantee, seals: seals.filter((seal) => seal !== null) };
}

/** Offices that a message names: those of an itinerary, and whom it is sent to. */
export function officesNamed(body: JsonObject): string[] {
  const legs = Array.isArray(body.legs) ? body.legs.filter(isJsonObject) : [];
  const further = Array.isArray(body.furtherOffices) ? body.furtherOffices.filter(isJsonObject) : [];
  const named = [
    ...legs.flatMap(({ from, to }) => [from, to]),
    ...further.map(({ office }) => office),
    body.office,
    body.to,
  ];
  return [...new Set(named.map(text).filter((name) => name?.includes("/")))] as string[];
}

function text(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
