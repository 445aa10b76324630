import type { Journey, Recorded } from "@rahdari/exchange";
import type { JsonObject, Opening } from "@rahdari/ledger";
import type { Guarantee, Movement, Payload, Seal } from "@rahdari/transit";
import { maySeePayload } from "../desk/access.ts";
import type { Actor } from "../desk/actor.ts";
import type { MessageRow, MovementRow, SealRow } from "../store/tables.ts";
import type { Offices } from "./offices.ts";
import { type Records, shownTo } from "./records.ts";

/** Messages that one export reads at most; a movement has some dozens. */
const MOST_MESSAGES = 5_000;

/** A movement with all that an export needs; goods and parties only where the actor may see them. */
export async function journeyOf(
  records: Records,
  actor: Actor,
  row: MovementRow,
  { ledger, offices }: { readonly ledger: string; readonly offices: Offices },
): Promise<Journey> {
  const movement = JSON.parse(row.detail) as Movement;
  const page = { after: -1, limit: MOST_MESSAGES };
  const [messages, seals, guarantee, payload] = await Promise.all([
    records.messages({ of: "movement", movement: row.id }, page),
    records.seals(row.id),
    records.guarantee(row.guarantee),
    maySeePayload(actor, movement) ? records.payload(movement) : undefined,
  ]);
  return {
    ledger,
    movement,
    guarantee: guarantee && (JSON.parse(guarantee.detail) as Guarantee),
    seals: seals.map(sealIn),
    messages: shownTo(actor, messages).map(recordedIn),
    payload: payload ? payloadIn(JSON.parse(payload.opening) as Opening) : null,
    officeOf: offices.officeOf,
  };
}

/** The payload that an opening opens. */
export function payloadIn({ fields }: Opening): Payload {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value])) as Payload;
}

function sealIn({ id, movement, type, office, state, changed }: SealRow): Seal {
  return { id, movement, type: type as Seal["type"], by: office, state: state as Seal["state"], at: changed };
}

function recordedIn(row: MessageRow): Recorded {
  const { entry, kind, author, at, received, body, code, path, against } = row;
  const rejection =
    code === null ? null : { code, ...(path !== null && { path }), ...(against !== null && { against }) };
  return { index: entry, kind, body: JSON.parse(body) as JsonObject, author, at, received, rejection };
}
