import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  EntryIndex,
  GuaranteeView,
  LedgerMessages,
  MovementDetail,
  MovementsFound,
  MovementsQuery,
  PageQuery,
  QueueQuery,
  QueueView,
  TRANSIT_PATHS,
} from "@rahdari/api";
import { disclose, formatReceipt, LedgerError, type Opening } from "@rahdari/ledger";
import { clocksOf, declaresGoods, tasksOf } from "@rahdari/transit";
import type { Context } from "hono";
import { maySeeGuarantee, maySeeOffice, maySeePayload } from "../desk/access.ts";
import { LedgerAway } from "../desk/ledger-away.ts";
import { within } from "../desk/pace.ts";
import { problem } from "../http/problem.ts";
import { json, NO_QUERY, writtenJson } from "../http/responses.ts";
import { messageView } from "../records/message-view.ts";
import { momentOrNull } from "../records/moment.ts";
import { movementIn, shownTo } from "../records/records.ts";
import type { MessageRow } from "../store/tables.ts";
import type { TransitDeps, TransitEnv } from "./deps.ts";
import {
  FRESH,
  FRESH_JSON,
  MovementParameter,
  noMovement,
  notYourOffice,
  OfficeParameters,
  refusals,
} from "./routes.ts";
import { clockView, movementView } from "./view.ts";

const TAGS = ["movements"];
const REFUSALS = refusals();

/** What has become of movements, guarantees and messages: each key sees what it may. */
export function addReadRoutes(app: OpenAPIHono<TransitEnv>, deps: TransitDeps): void {
  addMovements(app, deps);
  addMovement(app, deps);
  addMessages(app, deps);
  addQueue(app, deps);
  addGuarantee(app, deps);
  addReceipt(app, deps);
}

function addMovements(app: OpenAPIHono<TransitEnv>, { records }: TransitDeps): void {
  const route = createRoute({
    method: "get",
    path: TRANSIT_PATHS.movements,
    operationId: "movements",
    summary: "Movements, by when they were lodged",
    tags: TAGS,
    request: { query: MovementsQuery },
    responses: { 200: json(MovementsFound, "A page of them"), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { after, limit, ...filter } = c.req.valid("query");
    const found = await records.movements(c.var.actor, filter, { after, limit: limit + 1 });
    const { rows, last } = pageOf(found, limit);
    return c.json({ movements: rows.map(movementView), next: last?.lodged ?? null }, 200, FRESH);
  });
}

function addMovement(app: OpenAPIHono<TransitEnv>, { records, regimes }: TransitDeps): void {
  const route = createRoute({
    method: "get",
    path: TRANSIT_PATHS.movement,
    operationId: "movement",
    summary: "One movement with all that is known of it",
    tags: TAGS,
    request: { query: NO_QUERY, params: MovementParameter },
    responses: { 200: json(MovementDetail, "The movement"), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const row = await records.movement(c.var.actor, c.req.valid("param").movement);
    if (!row) return noMovement(c);
    const movement = movementIn(row);
    const tasks = tasksOf(movement).map(({ office, task }) => ({ office, task }));
    const clocks = movement.operations.flatMap((operation) =>
      clocksOf(movement, operation, regimes).map((clock) => clockView(operation.sequence, clock)),
    );
    return c.json({ movement: movementView(row), detail: JSON.parse(row.detail), tasks, clocks }, 200, FRESH);
  });
}

function addMessages(app: OpenAPIHono<TransitEnv>, { records }: TransitDeps): void {
  const route = createRoute({
    method: "get",
    path: TRANSIT_PATHS.movementMessages,
    operationId: "movement-messages",
    summary: "Messages about a movement, in the order of the ledger",
    tags: TAGS,
    request: { params: MovementParameter, query: PageQuery },
    responses: { 200: json(LedgerMessages, "A page of them"), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { movement } = c.req.valid("param");
    if (!(await records.movement(c.var.actor, movement))) return noMovement(c);
    const { after, limit } = c.req.valid("query");
    const found = await records.messages({ of: "movement", movement }, { after, limit: limit + 1 });
    const { rows, last } = pageOf(found, limit);
    const messages = shownTo(c.var.actor, rows).map(messageView);
    return c.json({ messages, next: last?.entry ?? null }, 200, FRESH);
  });
}

function addQueue(app: OpenAPIHono<TransitEnv>, { records }: TransitDeps): void {
  const route = createRoute({
    method: "get",
    path: TRANSIT_PATHS.queue,
    operationId: "office-queue",
    summary: "What waits for an office, the longest unchanged first",
    tags: TAGS,
    request: { params: OfficeParameters, query: QueueQuery },
    responses: { 200: json(QueueView, "A page of it"), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { member, office: name } = c.req.valid("param");
    const office = `${member}/${name}`;
    if (!maySeeOffice(c.var.actor, office)) return notYourOffice(c);
    const { limit, ...query } = c.req.valid("query");
    const [found, counts] = await Promise.all([
      records.queue(office, query, limit + 1),
      records.counts(office),
    ]);
    const { rows, last } = pageOf(found, limit);
    const waiting = rows.map(({ until, office: _, ...row }) => ({ ...row, until: momentOrNull(until) }));
    const next = last ? `${last.changed}.${last.task}` : null;
    return c.json({ office, counts, waiting, next }, 200, FRESH);
  });
}

/** A page of what was found, one row more than it holds; its last row, where there are more. */
function pageOf<Row>(found: readonly Row[], limit: number) {
  const rows = found.slice(0, limit);
  return { rows, last: found.length > limit ? rows.at(-1) : undefined };
}

function addGuarantee(app: OpenAPIHono<TransitEnv>, { records }: TransitDeps): void {
  const route = createRoute({
    method: "get",
    path: TRANSIT_PATHS.guarantee,
    operationId: "guarantee",
    summary: "A guarantee and what is reserved of it",
    tags: TAGS,
    request: { query: NO_QUERY, params: z.object({ guarantee: z.string().min(1).max(40) }) },
    responses: { 200: json(GuaranteeView, "The guarantee"), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const row = await records.guarantee(c.req.valid("param").guarantee);
    if (!row || !maySeeGuarantee(c.var.actor, row))
      return problem(c, "not-found", "No guarantee of that reference that this key may see.");
    const { id, state, detail } = row;
    const liabilities = await records.liabilities(id);
    return c.json({ guarantee: id, state, detail: JSON.parse(detail), liabilities }, 200, FRESH);
  });
}

function addReceipt(app: OpenAPIHono<TransitEnv>, { records, ledger }: TransitDeps): void {
  const route = createRoute({
    method: "get",
    path: TRANSIT_PATHS.receipt,
    operationId: "entry-receipt",
    summary: "Proof of a message that verifies without a network",
    description: "`disclose` opens fields of the private payload in it, for who may see them.",
    tags: TAGS,
    request: {
      params: z.object({ entry: EntryIndex }),
      query: z.strictObject({
        disclose: z
          .string()
          .max(500)
          .regex(/^\w+(?:,\w+)*$/, "names of fields, parted by commas")
          .optional()
          .meta({ description: "Names of fields, parted by commas", example: "items,value" }),
      }),
    },
    responses: { 200: json(ReceiptView, "A receipt"), ...refusals("ledger-away", "starting") },
  });
  app.openapi(route, async (c) => {
    const { entry } = c.req.valid("param");
    const message = await records.message(entry);
    if (!message || !(await records.maySeeMessage(c.var.actor, message)))
      return problem(c, "not-found", "No message at that entry that this key may see.");
    const receipt = await receiptOf(ledger, entry);
    if (receipt === "away")
      return problem(c, "ledger-away", "Proofs come from the sequencer: ask again.", undefined, {
        "retry-after": "10",
      });
    if (!receipt) return problem(c, "not-found", "The entry is not final yet.");
    const names = c.req.valid("query").disclose?.split(",") ?? [];
    if (names.length === 0) return writtenJson<never>(c, formatReceipt(receipt), FRESH_JSON);
    const opened = await disclosuresOf(c, records, message, names);
    if ("refusal" in opened) return opened.refusal;
    return writtenJson<never>(c, formatReceipt({ ...receipt, ...opened }), FRESH_JSON);
  });
}

/** Fields of the payload that a message commits to, opened with their proofs, or why they are not. */
async function disclosuresOf(
  c: Context<TransitEnv>,
  records: TransitDeps["records"],
  message: MessageRow,
  names: readonly string[],
) {
  const { actor } = c.var;
  // What was rejected declares nothing: it may name a movement that is another's.
  if (message.code !== null || !declaresGoods(message.kind) || message.movement === null)
    return { refusal: problem(c, "not-found", "This message declares no goods, or was rejected.") };
  const row = await records.movement(actor, message.movement);
  const movement = row && movementIn(row);
  if (!movement || !maySeePayload(actor, movement)) {
    const detail = "Only the holder and the authorities on the way open goods and parties.";
    return { refusal: problem(c, "not-allowed", detail) };
  }
  const payload = await records.payload({ id: movement.id, commit: message.commit });
  if (!payload) {
    const detail = "The payload of this message was not given to this server.";
    return { refusal: problem(c, "not-found", detail) };
  }
  const opening = JSON.parse(payload.opening) as Opening;
  const opened = await Promise.all(names.map((name) => disclose(opening, name)));
  const missing = names.filter((_, i) => opened[i] === undefined);
  if (missing.length > 0)
    return { refusal: problem(c, "not-found", `The payload has no ${missing.join(", ")}.`) };
  return { disclosures: opened.filter((one) => one !== undefined) };
}

const ReceiptView = z.record(z.string(), z.unknown());

/** How long a proof is waited for where it comes from another node. */
const PROOF_MS = 5_000;

async function receiptOf(ledger: TransitDeps["ledger"], entry: number) {
  try {
    const receipt = ledger.receipt(entry);
    return (await within(PROOF_MS, receipt)) ? await receipt : "away";
  } catch (error) {
    if (error instanceof LedgerError && error.code === "not-found") return undefined;
    if (error instanceof LedgerAway) return "away";
    throw error;
  }
}
