import type { JsonObject, Rejection } from "@rahdari/ledger";
import type { Guarantee, Movement, Payload, Seal } from "@rahdari/transit";

/** One message of a movement as its ledger holds it. */
export type Recorded = {
  /** Index of its entry in the ledger. */
  readonly index: number;
  readonly kind: string;
  readonly body: JsonObject;
  /** Office that stated it: "PK/torkham". */
  readonly author: string;
  /** When the office says that it took place, and when the ledger took it in: milliseconds since 1970. */
  readonly at: number;
  readonly received: number;
  /** Why the ledger rejected it; null where it was accepted. */
  readonly rejection: Rejection | null;
  /** What its own commitment opens, which only the parties on the way see; null for whoever is none, or without one. */
  readonly payload: Payload | null;
};

/** A customs office as formats of others name it. */
export type OfficeOf = {
  /** "PK/torkham". */
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Name for people, in English. */
  readonly title: string;
  /** UN/LOCODE without the space, "PKLHE"; null where the place has none. */
  readonly locode: string | null;
  /** IANA time zone. */
  readonly zone: string;
  /** WGS 84, degrees. */
  readonly latitude: number;
  readonly longitude: number;
};

/**
 * A movement with all that an export needs to know of it. Messages are of their moment: what is made from one is told
 * by it and by those before, and does not change when the movement does. `movement` and `seals` are as they stand now,
 * which is what a consignment note says.
 */
export type Journey = {
  /** Origin of the ledger that it is on: "example.org/tir/1". */
  readonly ledger: string;
  readonly movement: Movement;
  /** Those that its declarations name, as far as the ledger knows them. */
  readonly guarantees: readonly Guarantee[];
  readonly seals: readonly Seal[];
  /** Its messages in the order of the ledger. */
  readonly messages: readonly Recorded[];
  readonly officeOf: (name: string) => OfficeOf;
};

/** A message of the ledger that a format has none for, and why. */
export type Untold = { readonly index: number; readonly kind: string; readonly reason: string };
