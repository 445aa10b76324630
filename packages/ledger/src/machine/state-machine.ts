import type { EpochMs } from "@rahdari/units";
import type { Json, JsonObject } from "../json/json.ts";

/** An event in its place: signed by a key that counts there, next in its author's chain. */
export type PlacedEvent = {
  readonly index: number;
  /** Time of the ledger, the same for every node: deadlines are judged by it, not by `at`. */
  readonly received: EpochMs;
  /** Time that the author claims. */
  readonly at: EpochMs;
  /** "PK" or "PK/torkham". */
  readonly author: string;
  /** "PK". */
  readonly member: string;
  readonly kind: string;
  readonly body: JsonObject;
  /** Root of the private payload's salted fields, Base 64. */
  readonly commit: string | null;
};

/** Why an event that is signed as it should be changes nothing; kept in the ledger, for it is evidence. */
export type Rejection = {
  /** Words parted by / and -, such as "right/not-free". */
  readonly code: string;
  /** JSON pointer into the event's body, where one part of it is at fault. */
  readonly path?: string;
  /** Index of the entry that it contradicts. */
  readonly against?: number;
};

export type Verdict<State> = { readonly state: State } | { readonly rejection: Rejection };

/**
 * What a ledger computes from its events. Pure: the same state and event give the same verdict on every node, on
 * every day. The state is a value; a verdict with a new one leaves the old one as it was.
 */
export interface StateMachine<State> {
  /** Name and version, as in the charter. */
  readonly name: string;
  readonly initial: State;
  apply(state: State, event: PlacedEvent): Verdict<State>;
  /** For snapshots: what `fromJson` turns into an equal state. */
  toJson(state: State): Json;
  fromJson(json: Json): State;
}

export function rejected(code: string, at: Omit<Rejection, "code"> = {}): { readonly rejection: Rejection } {
  return { rejection: { code, ...at } };
}
