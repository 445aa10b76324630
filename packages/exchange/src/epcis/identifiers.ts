import type { Movement } from "@rahdari/transit";

// Identifiers of our own, none of GS1: nobody on these corridors has to be a member of anything. Numbers that are
// unique on one ledger only stand behind its origin; names of offices, holders and vehicles are the same on all.

/** Vocabulary that CBV 2.0 lacks: steps of customs, kinds of transaction, what a seal measures. */
export const VOCABULARY = "urn:rahdari:voc:";
/** Namespace of the extensions of events, prefix "rahdari". */
export const NAMESPACE = "urn:rahdari:epcis:";

/** "PK/torkham" to "urn:rahdari:office:PK:torkham". */
export function officeUrn(name: string): string {
  return `urn:rahdari:office:${escaped(name.replace("/", ":"))}`;
}

export function vehicleUrn({ country, registration }: Movement["vehicle"]): string {
  return `urn:rahdari:vehicle:${country}:${escaped(registration)}`;
}

export function referenceUrn(reference: string): string {
  return `urn:rahdari:mrn:${escaped(reference)}`;
}

/** Movement, seal, guarantee or operation of a ledger: "urn:rahdari:seal:example.org/tir/1:K71". */
export function ledgerUrn(
  kind: "movement" | "seal" | "guarantee" | "operation" | "incident" | "fallback",
  ledger: string,
  id: string,
): string {
  return `urn:rahdari:${kind}:${ledger.split("/").map(escaped).join("/")}:${escaped(id)}`;
}

/** RFC 8141: what may not stand in a URN is percent-encoded in UTF-8; the colon stays, as a separator. */
function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll("%3A", ":");
}
