import type { Guarantee, Movement, Operation, Seal, TaskName } from "@rahdari/transit";

/** Milliseconds since 1970. Not a timestamp: PostgreSQL has no year 0, and what an office claims is kept as it is. */
type Ms = number;
/** JSON as text: that of PostgreSQL does not take every string that JSON has. */
type JsonText = string;

/** Whose the records are. One row, written at their first use. */
export type LedgerRow = { readonly id: 1; readonly origin: string };

/** How far the tables that follow from the ledger have come. One row. */
export type ProjectionRow = {
  readonly id: 1;
  /** Entries that are in `message`. */
  readonly entries: number;
  /** SHA-256 of the last of these entries, hexadecimal; empty before the first. */
  readonly last: string;
  /** Whether the tables of state are those after these entries: not so while they are being rebuilt. */
  readonly whole: boolean;
};

/** A message of the ledger, accepted or rejected. */
export type MessageRow = {
  /** Index of its entry. */
  readonly entry: number;
  readonly kind: string;
  readonly author: string;
  readonly member: string;
  readonly at: Ms;
  readonly received: Ms;
  readonly movement: string | null;
  readonly guarantee: string | null;
  readonly body: JsonText;
  /** Root of the private payload, Base 64. */
  readonly commit: string | null;
  /** Why it was rejected: code, field, and the entry that stands against it. */
  readonly code: string | null;
  readonly path: string | null;
  readonly against: number | null;
};

/** An office that a movement has to do with, from the entry on that named it first. */
export type MovementOfficeRow = {
  readonly movement: string;
  readonly office: string;
  readonly since: number;
};

export type MovementRow = {
  readonly id: string;
  readonly state: Movement["state"];
  readonly regime: Movement["regime"];
  readonly holder: string;
  readonly guarantee: string;
  readonly reference: string | null;
  readonly departure: string;
  readonly destination: string;
  readonly registration: string;
  /** Time limit of the operation that it is in. */
  readonly until: Ms | null;
  /** Entries that lodged it and changed it last. */
  readonly lodged: number;
  readonly changed: number;
  /** All that the state machine knows of it. */
  readonly detail: JsonText;
};

/** What an office has to do about a movement. */
export type TaskRow = {
  readonly movement: string;
  readonly office: string;
  readonly task: TaskName;
  /** Entry that changed the movement last. */
  readonly changed: number;
};

export type OperationRow = {
  readonly id: string;
  readonly movement: string;
  readonly sequence: number;
  readonly territory: string;
  readonly office: string;
  readonly state: Operation["state"];
  readonly started: Ms;
  readonly until: Ms | null;
  readonly terminated: Ms | null;
  readonly terminated_by: string | null;
  readonly discharged: Ms | null;
  /** Cents of the guarantee's currency that are reserved for it. */
  readonly reserved: number;
  readonly recovery: string | null;
  readonly changed: number;
};

export type GuaranteeRow = {
  readonly id: string;
  readonly state: Guarantee["state"];
  readonly regime: Guarantee["regime"];
  readonly holder: string;
  readonly guarantor: string;
  readonly currency: string;
  readonly amount: number;
  readonly changed: number;
  readonly detail: JsonText;
};

export type SealRow = {
  readonly id: string;
  readonly movement: string;
  readonly type: Seal["type"];
  readonly office: string;
  readonly state: Seal["state"];
  readonly changed: number;
};

/** Who may call the interface. Of its key only the hash is kept. */
export type CredentialRow = {
  readonly id: string;
  /** SHA-256 of the secret, hexadecimal. */
  readonly hash: string;
  readonly role: "authority" | "holder" | "guarantor";
  /** "PK", "PAK/041/123" or "PK-PNC-ICC". */
  readonly subject: string;
  /** Offices that an authority's key is good for; null for all of the authority. */
  readonly offices: JsonText | null;
  /** Authority that gave it out. */
  readonly issuer: string;
  readonly label: string;
  readonly created: Ms;
  readonly revoked: Ms | null;
};

/** A message as it was handed in, under the key that makes handing it in again harmless. */
export type RequestRow = {
  readonly credential: string;
  readonly key: string;
  /** SHA-256 of what was handed in, and of what the office states of it, hexadecimal. */
  readonly digest: string;
  readonly draft: string;
  readonly office: string;
  /** Count in the office's journal below which it cannot be. */
  readonly after: number;
  readonly begun: Ms;
  readonly seq: number | null;
  /** Index of its entry; null until the ledger has it. */
  readonly entry: number | null;
  /** When it was noted that the ledger has it. */
  readonly landed: Ms | null;
  /** Code with which the ledger refuses the event for good; null where it does not. */
  readonly refused: string | null;
  /** Root of its private payload, Base 64; null without one. */
  readonly commit: string | null;
  /** What the salts of that payload are made from, Base 64: the same handed in again opens the same root. */
  readonly seed: string | null;
};

/** A private payload with its salts: what opens the commitment on the ledger. */
export type PayloadRow = {
  /** Root that it opens, Base 64. */
  readonly commit: string;
  readonly movement: string;
  readonly opening: JsonText;
  readonly received: Ms;
};

/** An address that is told of messages. */
export type HookRow = {
  readonly id: string;
  readonly credential: string;
  readonly url: string;
  readonly secret: string;
  /** "movement M1", "office PK/torkham" or "all": what of that the key may see. */
  readonly scope: string;
  /** Entries from which on it is still to be told. */
  readonly next: number;
  readonly failures: number;
  readonly due: Ms;
  /** Why nothing is sent any more; null while it is. */
  readonly ended: string | null;
  /** Why it did not take what it was sent last; null where it did. */
  readonly trouble: string | null;
};

export type Tables = {
  readonly ledger: LedgerRow;
  readonly projection: ProjectionRow;
  readonly message: MessageRow;
  readonly movement_office: MovementOfficeRow;
  readonly movement: MovementRow;
  readonly task: TaskRow;
  readonly operation: OperationRow;
  readonly guarantee: GuaranteeRow;
  readonly seal: SealRow;
  readonly credential: CredentialRow;
  readonly request: RequestRow;
  readonly payload: PayloadRow;
  readonly hook: HookRow;
};

/** Tables that follow from the ledger and can be made from it again. */
export const PROJECTED = [
  "message",
  "movement_office",
  "movement",
  "task",
  "operation",
  "guarantee",
  "seal",
] as const satisfies readonly (keyof Tables)[];
