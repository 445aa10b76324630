import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  AboutTransit,
  GivenHook,
  GivenKey,
  HooksView,
  KeysView,
  NewHook,
  NewKey,
  TRANSIT_PATHS,
} from "@rahdari/api";
import type { Context } from "hono";
import { isPartyOf, mayGiveKeys, maySeeOffice } from "../desk/access.ts";
import type { Actor } from "../desk/actor.ts";
import { isLabel, LABEL_FORM, officesFault } from "../desk/new-key.ts";
import { parseScope } from "../hooks/scope.ts";
import { jsonBody } from "../http/json-body.ts";
import { problem } from "../http/problem.ts";
import { json, NO_QUERY } from "../http/responses.ts";
import { moment, momentOrNull } from "../records/moment.ts";
import type { HookRow } from "../store/tables.ts";
import type { TransitDeps, TransitEnv } from "./deps.ts";
import { FRESH, notYourOffice, refusals } from "./routes.ts";

const TAGS = ["service"];
const IdParameter = z.object({ id: z.string().min(1).max(40) });
const REFUSALS = refusals("invalid-json", "invalid-request", "unsupported-media-type");
const DONE = { 204: { description: "Done" } };

/** Keys of the interface, addresses that are told, and the server itself. */
export function addServiceRoutes(app: OpenAPIHono<TransitEnv>, deps: TransitDeps): void {
  for (const path of [TRANSIT_PATHS.keys, TRANSIT_PATHS.hooks]) app.on("POST", path, jsonBody());
  addAbout(app, deps);
  addKeys(app, deps);
  addHooks(app, deps);
}

function addAbout(app: OpenAPIHono<TransitEnv>, { ledger, projector, desk }: TransitDeps): void {
  const route = createRoute({
    method: "get",
    path: TRANSIT_PATHS.about,
    operationId: "transit",
    summary: "Which ledger, which offices, and whose key this is",
    tags: TAGS,
    request: { query: NO_QUERY },
    responses: { 200: json(AboutTransit, "The server"), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { role, subject, offices } = c.var.actor;
    const { entries } = projector;
    const own = { ledger: ledger.origin, entries, offices: [...desk.offices] };
    return c.json({ ...own, actor: { role, subject, offices: copyOf(offices) } }, 200, FRESH);
  });
}

function addKeys(app: OpenAPIHono<TransitEnv>, { credentials, ledger }: TransitDeps): void {
  const give = createRoute({
    method: "post",
    path: TRANSIT_PATHS.keys,
    operationId: "key-give",
    summary: "Give out a key",
    description:
      "An authority gives keys to its own offices, and to holders and guarantors that it admitted.",
    tags: TAGS,
    request: {
      query: NO_QUERY,
      body: { required: true, content: { "application/json": { schema: NewKey } } },
    },
    responses: { 201: json(GivenKey, "The key, shown this once"), ...REFUSALS },
  });
  app.openapi(give, async (c) => {
    const { actor } = c.var;
    if (!mayGiveKeys(actor)) return noKeys(c);
    const wanted = c.req.valid("json");
    const fault = keyFault(wanted, actor, ledger);
    if (fault) return problem(c, "invalid-request", "See errors.", [fault]);
    const own =
      wanted.role === "authority"
        ? { role: wanted.role, subject: actor.subject, offices: wanted.offices }
        : { role: wanted.role, subject: wanted.subject, offices: null };
    const { id, secret } = await credentials.give({ ...own, issuer: actor.subject, label: wanted.label });
    return c.json({ id, key: secret }, 201, FRESH);
  });

  const list = createRoute({
    method: "get",
    path: TRANSIT_PATHS.keys,
    operationId: "keys",
    summary: "Keys that this authority gave out",
    tags: TAGS,
    request: { query: NO_QUERY },
    responses: { 200: json(KeysView, "Without their secrets"), ...REFUSALS },
  });
  app.openapi(list, async (c) => {
    if (!mayGiveKeys(c.var.actor)) return noKeys(c);
    const keys = credentials.all(c.var.actor.subject).map(({ issuer: _, created, revoked, ...key }) => ({
      ...key,
      offices: copyOf(key.offices),
      created: moment(created),
      revoked: momentOrNull(revoked),
    }));
    return c.json({ keys }, 200, FRESH);
  });

  const revoke = createRoute({
    method: "delete",
    path: TRANSIT_PATHS.key,
    operationId: "key-revoke",
    summary: "Take a key back",
    tags: TAGS,
    request: { query: NO_QUERY, params: IdParameter },
    responses: { ...DONE, ...REFUSALS },
  });
  app.openapi(revoke, async (c) => {
    if (!mayGiveKeys(c.var.actor)) return noKeys(c);
    const done = await credentials.revoke(c.req.valid("param").id, c.var.actor.subject);
    return done ? c.body(null, 204) : problem(c, "not-found", "This authority gave out no key of that id.");
  });
}

type Fault = { readonly pointer: string; readonly detail: string };

/** An authority speaks for its own offices that are on the ledger, and for whom it admitted. */
function keyFault(
  wanted: NewKey,
  { subject }: Actor,
  { state }: Pick<TransitDeps["ledger"], "state">,
): Fault | undefined {
  if (!isLabel(wanted.label)) return { pointer: "/label", detail: `not ${LABEL_FORM}` };
  if (wanted.role === "authority") {
    const fault = officesFault(wanted.offices ?? [], subject, state.roster);
    return fault && { pointer: `/offices/${fault.at}`, detail: fault.detail };
  }
  return isPartyOf(subject, wanted.role, wanted.subject, state.app)
    ? undefined
    : { pointer: "/subject", detail: `was not admitted by ${subject}` };
}

function noKeys(c: Context) {
  return problem(c, "not-allowed", "Only a key for a whole authority gives out keys.");
}

function addHooks(app: OpenAPIHono<TransitEnv>, { hooks }: TransitDeps): void {
  const add = createRoute({
    method: "post",
    path: TRANSIT_PATHS.hooks,
    operationId: "hook-add",
    summary: "Have an address told of messages",
    description: "From the next message on, in order, at least once, signed as Standard Webhooks say.",
    tags: TAGS,
    request: {
      query: NO_QUERY,
      body: { required: true, content: { "application/json": { schema: NewHook } } },
    },
    responses: { 201: json(GivenHook, "With the secret, shown this once"), ...REFUSALS },
  });
  app.openapi(add, async (c) => {
    const { actor } = c.var;
    const { url, scope } = c.req.valid("json");
    if (scope.of === "office" && !maySeeOffice(actor, scope.office)) return notYourOffice(c);
    const made = await hooks.add(actor, url, scope);
    if ("fault" in made)
      return problem(c, "invalid-request", "See errors.", [{ pointer: "/url", detail: made.fault }]);
    return c.json({ hook: hookView(made.row), secret: made.row.secret }, 201, FRESH);
  });

  const list = createRoute({
    method: "get",
    path: TRANSIT_PATHS.hooks,
    operationId: "hooks",
    summary: "Addresses that this key has told",
    tags: TAGS,
    request: { query: NO_QUERY },
    responses: { 200: json(HooksView, "Without their secrets"), ...REFUSALS },
  });
  app.openapi(list, async (c) => {
    const rows = await hooks.of(c.var.actor.id);
    return c.json({ hooks: rows.map(hookView) }, 200, FRESH);
  });

  const remove = createRoute({
    method: "delete",
    path: TRANSIT_PATHS.hook,
    operationId: "hook-remove",
    summary: "Tell an address no more",
    tags: TAGS,
    request: { query: NO_QUERY, params: IdParameter },
    responses: { ...DONE, ...REFUSALS },
  });
  app.openapi(remove, async (c) => {
    const done = await hooks.remove(c.req.valid("param").id, c.var.actor.id);
    return done ? c.body(null, 204) : problem(c, "not-found", "This key has no address of that id.");
  });
}

function copyOf(offices: readonly string[] | null): string[] | null {
  return offices && [...offices];
}

function hookView({ id, url, scope, next, failures, trouble, ended }: HookRow) {
  return { id, url, scope: parseScope(scope), next, failures, trouble, ended };
}
