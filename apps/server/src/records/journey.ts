import type { Journey, Recorded } from "@rahdari/exchange";
import type { JsonObject, Opening } from "@rahdari/ledger";
import { BODIES, declaresGoods, type Guarantee, type Payload, type Seal } from "@rahdari/transit";
import { maySeeGuarantee, maySeePayload } from "../desk/access.ts";
import type { Actor } from "../desk/actor.ts";
import type { MessageRow, MovementRow, PayloadRow, SealRow } from "../store/tables.ts";
import type { Offices } from "./offices.ts";
import { movementIn, type Records, shownTo } from "./records.ts";

/** Messages that one export reads at most; a movement has some dozens. */
const MOST_MESSAGES = 5_000;

/**
 * A movement with all that an export needs: its messages, and those about the guarantees that its declarations name,
 * for who may see them; goods and parties only where the actor may see them.
 */
export async function journeyOf(
  records: Records,
  actor: Actor,
  row: MovementRow,
  { ledger, offices }: { readonly ledger: string; readonly offices: Offices },
): Promise<Journey> {
  const movement = movementIn(row);
  const page = { after: -1, limit: MOST_MESSAGES };
  const [messages, seals, payloads] = await Promise.all([
    records.messages({ of: "movement", movement: row.id }, page),
    records.seals(row.id),
    maySeePayload(actor, movement) ? records.payloads(row.id) : NO_PAYLOADS,
  ]);
  const own = shownTo(actor, messages);
  const named = [row.guarantee, ...own.flatMap(({ guarantee }) => guarantee ?? [])];
  const all = await records.guarantees([...new Set(named)]);
  const guarantees = all.filter((guarantee) => maySeeGuarantee(actor, guarantee));
  const ids = guarantees.map(({ id }) => id);
  const ofGuarantees = shownTo(actor, await records.messagesOfGuarantees(ids, page));
  return {
    ledger,
    movement,
    guarantees: guarantees.map(({ detail }) => JSON.parse(detail) as Guarantee),
    seals: seals.map(sealIn),
    messages: [...own, ...ofGuarantees]
      .toSorted((a, b) => a.entry - b.entry)
      .map((message) => recordedIn(message, actor, payloads)),
    officeOf: offices.officeOf,
  };
}

type Payloads = ReadonlyMap<string, PayloadRow>;
const NO_PAYLOADS: Payloads = new Map();

/** The payload that an opening opens. */
export function payloadIn({ fields }: Opening): Payload {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value])) as Payload;
}

function sealIn({ id, movement, type, office, state, changed }: SealRow): Seal {
  return { id, movement, type: type as Seal["type"], by: office, state: state as Seal["state"], at: changed };
}

function recordedIn(row: MessageRow, actor: Actor, payloads: Payloads): Recorded {
  const { entry, kind, author, at, received, code, path, against } = row;
  const body = JSON.parse(row.body) as JsonObject;
  const rejection =
    code === null ? null : { code, ...(path !== null && { path }), ...(against !== null && { against }) };
  const payload = payloadOf(row, body, actor, payloads);
  return { index: entry, kind, body, author, at, received, rejection, payload };
}

/** What a declaration commits to, for who is on the way that it declares: one of another way was not told to them. */
function payloadOf(
  { commit, kind }: MessageRow,
  body: JsonObject,
  actor: Actor,
  payloads: Payloads,
): Payload | null {
  const found = commit === null || !declaresGoods(kind) ? undefined : payloads.get(commit);
  const declared = DeclaredWay.safeParse(body);
  return found && declared.success && maySeePayload(actor, declared.data)
    ? payloadIn(JSON.parse(found.opening) as Opening)
    : null;
}

const DeclaredWay = BODIES["declaration.lodge"].pick({ holder: true, legs: true }).loose();
