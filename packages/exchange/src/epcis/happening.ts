import type { JsonObject } from "@rahdari/ledger";

/** One EPCIS event before it is dated, placed and signed with its hash. */
export type Happening = {
  readonly type: "ObjectEvent" | "AggregationEvent" | "AssociationEvent" | "TransactionEvent";
  readonly action: "ADD" | "OBSERVE" | "DELETE";
  /** What it is about: in parts of a whole where the type has one. */
  readonly parent?: string;
  readonly things: readonly string[];
  /** A bare CBV 2.0 term, or a URI of our own. */
  readonly step: string;
  readonly disposition?: string;
  /** Whether the things are at the office afterwards, until the next event (bizLocation). */
  readonly stays: boolean;
  /** Whether it took place away from the office, which learned of it: where is not known as a point that can be read. */
  readonly away?: boolean;
  /** Elements of sensorElementList. */
  readonly sensors?: readonly JsonObject[];
  /** Extensions, by name without prefix. */
  readonly more?: JsonObject;
};

/** What is known of the movement when a message comes. */
export type Scene = {
  readonly ledger: string;
  /** URNs of the movement and of the vehicle that it is on. */
  readonly movement: string;
  readonly vehicle: string;
  /** Reference of customs; null before there is one. */
  readonly reference: string | null;
  readonly guarantee: string;
  readonly regime: string;
  /** When the message says that it took place: UTC, ISO 8601 with milliseconds. */
  readonly at: string;
};
