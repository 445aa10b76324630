import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { BroughtPayload, PayloadView, TRANSIT_PATHS } from "@rahdari/api";
import { commitmentOf, type Opening } from "@rahdari/ledger";
import { Payload } from "@rahdari/transit";
import type { Context } from "hono";
import { maySeePayload } from "../desk/access.ts";
import { formFault } from "../desk/form.ts";
import { jsonBody } from "../http/json-body.ts";
import { problem } from "../http/problem.ts";
import { json, NO_QUERY } from "../http/responses.ts";
import { zodIssues } from "../http/zod-problem.ts";
import { payloadIn } from "../records/journey.ts";
import { movementIn } from "../records/records.ts";
import type { TransitDeps, TransitEnv } from "./deps.ts";
import { FRESH, MovementParameter, noMovement, refusals } from "./routes.ts";

const TAGS = ["movements"];
/** That of a message, and its salts. */
const MAX_BYTES = 1 << 20;

/** Goods and parties, which no ledger holds: read here, and brought from another server. */
export function addPayloadRoutes(app: OpenAPIHono<TransitEnv>, deps: TransitDeps): void {
  app.on("PUT", TRANSIT_PATHS.payload, jsonBody(MAX_BYTES));
  addGet(app, deps);
  addPut(app, deps);
}

function addGet(app: OpenAPIHono<TransitEnv>, { records }: TransitDeps): void {
  const route = createRoute({
    method: "get",
    path: TRANSIT_PATHS.payload,
    operationId: "movement-payload",
    summary: "Goods and parties, for the parties on the way",
    description:
      "With the salts that open the commitment on the ledger, field by field. The same document can be put to the " +
      "server of another authority on the way.",
    tags: TAGS,
    request: { query: NO_QUERY, params: MovementParameter },
    responses: { 200: json(PayloadView, "Payload and opening"), ...refusals() },
  });
  app.openapi(route, async (c) => {
    const row = await records.movement(c.var.actor, c.req.valid("param").movement);
    if (!row) return noMovement(c);
    const movement = movementIn(row);
    if (!maySeePayload(c.var.actor, movement)) return notOnTheWay(c);
    const found = await records.payload(movement);
    if (!found) return problem(c, "not-found", "The payload of this movement was not given to this server.");
    const opening = JSON.parse(found.opening);
    const payload = payloadIn(opening);
    return c.json({ movement: row.id, commit: found.commit, payload, opening }, 200, FRESH);
  });
}

function addPut(app: OpenAPIHono<TransitEnv>, deps: TransitDeps): void {
  const route = createRoute({
    method: "put",
    path: TRANSIT_PATHS.payload,
    operationId: "movement-payload-bring",
    summary: "Bring goods and parties that were given to another server",
    description:
      "What a GET gives there, or its `opening` alone. It is taken where it opens what a declaration of the " +
      "movement commits to on the ledger, however often it is brought.",
    tags: TAGS,
    request: {
      query: NO_QUERY,
      params: MovementParameter,
      body: { required: true, content: { "application/json": { schema: BroughtPayload } } },
    },
    responses: {
      204: { description: "It is here" },
      ...refusals(
        "invalid-json",
        "body-too-large",
        "unsupported-media-type",
        "invalid-request",
        "payload-unopened",
      ),
    },
  });
  app.openapi(route, async (c) => {
    const { records, desk, now } = deps;
    const row = await records.movement(c.var.actor, c.req.valid("param").movement);
    if (!row) return noMovement(c);
    if (!maySeePayload(c.var.actor, movementIn(row))) return notOnTheWay(c);
    const brought = c.req.valid("json");
    const opening = brought.opening as Opening;
    if (brought.movement !== undefined && brought.movement !== row.id)
      return problem(c, "invalid-request", "See errors.", [
        { pointer: "/movement", detail: "is another than that of the address" },
      ]);
    const faults = faultsIn(opening);
    if (faults.length > 0) return problem(c, "invalid-request", "See errors.", faults);
    const commit = Buffer.from(commitmentOf(opening)).toString("base64");
    if (brought.commit !== undefined && brought.commit !== commit)
      return problem(c, "invalid-request", "See errors.", [
        { pointer: "/commit", detail: "is not what these fields and salts open" },
      ]);
    if (!(await records.isCommitted(row.id, commit)))
      return problem(
        c,
        "payload-unopened",
        "No declaration of this movement commits to these fields and salts.",
      );
    const kept = { commit, movement: row.id, opening: JSON.stringify(opening), received: now().getTime() };
    await desk.keepPayload(kept);
    return c.body(null, 204);
  });
}

/** What the ledger's JSON does not have, and what is no payload of ours: no export could read it. */
function faultsIn(opening: Opening) {
  const read = Payload.safeParse(payloadIn(opening));
  const pointer = "/opening/fields";
  if (!read.success) return zodIssues(read.error).map((issue) => ({ ...issue, pointer }));
  const fault = formFault({}, read.data);
  return fault ? [{ pointer, detail: fault.detail }] : [];
}

function notOnTheWay(c: Context) {
  return problem(c, "not-allowed", "Only the holder and the authorities on the way see goods and parties.");
}
