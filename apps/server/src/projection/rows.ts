import { createHash } from "node:crypto";
import { type LedgerEntry, parseLedgerEntry } from "@rahdari/ledger";
import {
  aboutOf,
  type Guarantee,
  type Movement,
  type Operation,
  officesNamed,
  type Seal,
  type TransitState,
  tasksOf,
  untilOf,
} from "@rahdari/transit";
import { memberOf } from "../desk/access.ts";
import type {
  GuaranteeRow,
  MessageRow,
  MovementOfficeRow,
  MovementRow,
  OperationRow,
  SealRow,
  TaskRow,
} from "../store/tables.ts";

type EventEntry = Extract<LedgerEntry, { readonly type: "event" }>;

/** An event of the ledger with what it is about; `undefined` for entries about the ledger itself. */
export type Read = {
  readonly message: MessageRow;
  readonly seals: readonly string[];
  readonly offices: readonly string[];
};

/** Reads an entry. `state`: at this entry or after it, for what answers refer to. */
export function readEntry(leaf: Uint8Array, entry: number, state: TransitState): Read | undefined {
  const parsed = parseLedgerEntry(leaf);
  if (parsed.type !== "event" || GOVERNS.test(parsed.envelope.event.kind)) return undefined;
  const { author, body, kind } = parsed.envelope.event;
  const about = aboutOf(kind, body, { ...state, requests: askedBefore(state, entry) });
  const accepted = parsed.outcome.status === "accepted";
  return {
    message: messageRow(parsed, entry, about),
    seals: accepted ? about.seals : [],
    offices: accepted ? [author, ...officesNamed(body)].filter((name) => name.includes("/")) : [],
  };
}

/** Requests as an entry found them: an answer that came too early is about nothing, whenever it is read. */
function askedBefore({ requests }: TransitState, entry: number) {
  return {
    get: (id: string) => {
      const request = requests.get(id);
      return request && request.at <= entry ? request : undefined;
    },
  };
}

/** Events about members and keys: the ledger's own. */
const GOVERNS = /^(?:key|member)\./;
/** What the state machine calls things by; what a rejected message names besides is no name of anything. */
const NAME = /^[A-Za-z0-9.-]{1,40}$/;

function messageRow(
  { envelope, outcome, received }: EventEntry,
  entry: number,
  about: { readonly movement: string | null; readonly guarantee: string | null },
): MessageRow {
  const { kind, author, at, body, commit } = envelope.event;
  const rejected = outcome.status === "rejected" ? outcome : undefined;
  return {
    entry,
    kind,
    author,
    member: memberOf(author),
    at: Date.parse(at),
    received: Date.parse(received),
    movement: named(about.movement),
    guarantee: named(about.guarantee),
    body: JSON.stringify(body),
    commit,
    code: rejected?.code ?? null,
    path: rejected?.path === undefined ? null : printable(rejected.path),
    against: rejected?.against ?? null,
  };
}

function named(name: string | null): string | null {
  return name !== null && NAME.test(name) ? name : null;
}

/** PostgreSQL keeps no NUL in a text. */
function printable(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}

export function hashOf(leaf: Uint8Array): string {
  return createHash("sha256").update(leaf).digest("hex");
}

export function officeRows({ message, offices }: Read): MovementOfficeRow[] {
  const { movement, entry } = message;
  if (movement === null) return [];
  return [...new Set(offices)].map((office) => ({ movement, office, since: entry }));
}

export function movementRow(movement: Movement): MovementRow {
  const { id, state, regime, holder, guarantee, reference, legs, vehicle, lodgedAt, at } = movement;
  return {
    id,
    state,
    regime,
    holder,
    guarantee,
    reference,
    departure: legs[0]?.from ?? "",
    destination: legs.at(-1)?.to ?? "",
    registration: printable(vehicle.registration),
    until: untilOf(movement),
    lodged: lodgedAt,
    changed: at,
    detail: JSON.stringify(movement),
  };
}

export function taskRows(movement: Movement): TaskRow[] {
  return tasksOf(movement).map(({ office, task }) => ({
    movement: movement.id,
    office,
    task,
    changed: movement.at,
  }));
}

export function operationRows({ id: movement, operations }: Movement): OperationRow[] {
  return operations.map((operation) => operationRow(movement, operation));
}

function operationRow(movement: string, operation: Operation): OperationRow {
  const { id, sequence, territory, by, state, startedAt, until, terminated, discharged } = operation;
  return {
    id,
    movement,
    sequence,
    territory,
    office: by,
    state,
    started: startedAt,
    until,
    terminated: terminated?.at ?? null,
    terminated_by: terminated?.by ?? null,
    discharged: discharged?.at ?? null,
    reserved: operation.liabilities.reduce((sum, { amount }) => sum + amount, 0),
    recovery: operation.recovery?.state ?? null,
    changed: operation.at,
  };
}

export function guaranteeRow(guarantee: Guarantee): GuaranteeRow {
  const { id, state, regime, holder, guarantor, currency, amount, at } = guarantee;
  const detail = JSON.stringify(guarantee);
  return { id, state, regime, holder, guarantor, currency, amount, changed: at, detail };
}

export function sealRow({ id, movement, type, by, state, at }: Seal): SealRow {
  return { id, movement, type, office: by, state, changed: at };
}
