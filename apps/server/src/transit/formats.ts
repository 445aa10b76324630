import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { ImportedNcts, ImportQuery, type Problem, TRANSIT_PATHS, XmlMessages } from "@rahdari/api";
import {
  ExchangeError,
  type ExchangeFault,
  ecmr,
  epcisDocument,
  etirMessages,
  type Gap,
  importNcts015,
  type Journey,
  nctsMessages,
  nctsXmlNack,
  RailCarriage,
  RoadCarriage,
  smgs,
  type Untold,
} from "@rahdari/exchange";
import { territoryOf } from "@rahdari/transit";
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { jsonBody, sizeLimit } from "../http/json-body.ts";
import { problem, type Written } from "../http/problem.ts";
import { json, NO_QUERY, writtenJson } from "../http/responses.ts";
import { journeyOf } from "../records/journey.ts";
import type { TransitDeps, TransitEnv } from "./deps.ts";
import { FRESH, FRESH_JSON, MovementParameter, noMovement, refusals } from "./routes.ts";

const TAGS = ["formats"];
const MAX_BYTES = 1 << 20;
const REFUSALS = refusals(
  "invalid-json",
  "body-too-large",
  "unsupported-media-type",
  "invalid-request",
  "not-expressible",
  "unreadable-document",
);

/** A movement in others' formats, with what a key may see of it; a declaration of NCTS as a draft. */
export function addFormatRoutes(app: OpenAPIHono<TransitEnv>, deps: TransitDeps): void {
  addXml(app, deps, {
    path: TRANSIT_PATHS.ncts,
    operationId: "movement-ncts",
    summary: "Messages of NCTS Phase 6 (XSD 60.4.16) for a movement",
    write: nctsIn,
  });
  addXml(app, deps, {
    path: TRANSIT_PATHS.etir,
    operationId: "movement-etir",
    summary: "eTIR-shaped messages for a movement: no schema of eTIR is public",
    write: etirIn,
  });
  addEpcis(app, deps);
  addNotes(app, deps);
  addImport(app, deps);
}

type XmlFormat = {
  readonly path: typeof TRANSIT_PATHS.ncts | typeof TRANSIT_PATHS.etir;
  readonly operationId: string;
  readonly summary: string;
  readonly write: (journey: Journey) => XmlMessages;
};

function addXml(app: OpenAPIHono<TransitEnv>, deps: TransitDeps, { write, ...about }: XmlFormat): void {
  const route = createRoute({
    method: "get",
    ...about,
    tags: TAGS,
    request: { query: NO_QUERY, params: MovementParameter },
    responses: { 200: json(XmlMessages, "In the order of the ledger"), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const journey = await journeyFor(c, deps, c.req.valid("param").movement);
    if (!journey) return noMovement(c);
    return written(c, () => c.json(write(journey), 200, FRESH));
  });
}

function nctsIn(journey: Journey): XmlMessages {
  const { messages, missing, untold } = nctsMessages(journey);
  return {
    messages: messages.map(({ type, index, xml, gaps }) => ({ type, entry: index, xml, gaps: copied(gaps) })),
    missing: notTold(journey, missing, untold),
  };
}

function etirIn(journey: Journey): XmlMessages {
  const { messages, missing, untold } = etirMessages(journey);
  const named = missing.map(({ code, ...rest }) => ({ type: code, ...rest }));
  return {
    messages: messages.map(({ code, index, xml }) => ({ type: code, entry: index, xml, gaps: [] })),
    missing: notTold(journey, named, untold),
  };
}

type NotWritten = { readonly type: string; readonly index: number; readonly fault: ExchangeFault };

/** What could not be written and what the format has no message for, in the order of the ledger. */
function notTold(
  { messages }: Journey,
  missing: readonly NotWritten[],
  untold: readonly Untold[],
): XmlMessages["missing"] {
  const kinds = new Map(messages.map(({ index, kind }) => [index, kind]));
  const faults = missing.map(({ type, index, fault }) => {
    return { entry: index, kind: kinds.get(index) ?? "", type, reason: reasonOf(fault) };
  });
  const none = untold.map(({ index, kind, reason }) => ({ entry: index, kind, reason }));
  return [...faults, ...none].toSorted((a, b) => a.entry - b.entry);
}

function addEpcis(app: OpenAPIHono<TransitEnv>, deps: TransitDeps): void {
  const route = createRoute({
    method: "get",
    path: TRANSIT_PATHS.epcis,
    operationId: "movement-epcis",
    summary: "A movement as an EPCIS 2.0 document, each event with its hash",
    tags: TAGS,
    request: { query: NO_QUERY, params: MovementParameter },
    responses: {
      200: {
        description: "EPCISDocument in JSON-LD",
        content: { "application/ld+json": { schema: z.record(z.string(), z.unknown()) } },
      },
      ...REFUSALS,
    },
  });
  app.openapi(route, async (c) => {
    const journey = await journeyFor(c, deps, c.req.valid("param").movement);
    if (!journey) return noMovement(c);
    return written(c, () => {
      const document = epcisDocument(journey, { created: deps.now().getTime() });
      const headers = { "content-type": "application/ld+json", ...FRESH };
      return writtenJson<never>(c, JSON.stringify(document), headers);
    });
  });
}

/** Consignment notes want what no ledger holds: the contract of carriage is given with the request. */
function addNotes(app: OpenAPIHono<TransitEnv>, deps: TransitDeps): void {
  addNote(app, deps, {
    path: TRANSIT_PATHS.ecmr,
    operationId: "movement-ecmr",
    summary: "Electronic consignment note of the road (UN/CEFACT eCMR, D23B)",
    Carriage: RoadCarriage,
    write: ecmr,
  });
  addNote(app, deps, {
    path: TRANSIT_PATHS.smgs,
    operationId: "movement-smgs",
    summary: "SMGS consignment note of a leg by rail (UN/CEFACT, D23B)",
    Carriage: RailCarriage,
    write: smgs,
  });
}

type Note<Carriage> = {
  readonly path: typeof TRANSIT_PATHS.ecmr | typeof TRANSIT_PATHS.smgs;
  readonly operationId: string;
  readonly summary: string;
  readonly Carriage: z.ZodType<Carriage>;
  readonly write: (journey: Journey, carriage: Carriage) => object;
};

function addNote<Carriage>(
  app: OpenAPIHono<TransitEnv>,
  deps: TransitDeps,
  { path, operationId, summary, Carriage, write }: Note<Carriage>,
): void {
  const route = createRoute({
    method: "post",
    path,
    operationId,
    summary,
    description: "Not a signed note: what the journey and the contract that is given say, in its form.",
    tags: TAGS,
    request: {
      query: NO_QUERY,
      params: MovementParameter,
      body: { required: true, content: { "application/json": { schema: Carriage } } },
    },
    responses: { 200: json(z.record(z.string(), z.unknown()), "The note"), ...REFUSALS },
  });
  app.on("POST", route.getRoutingPath(), jsonBody());
  app.openapi(route, async (c) => {
    const journey = await journeyFor(c, deps, c.req.valid("param").movement);
    if (!journey) return noMovement(c);
    return written(c, () => {
      const note = write(journey, c.req.valid("json") as Carriage);
      return writtenJson<never>(c, JSON.stringify(note), FRESH_JSON);
    });
  });
}

function addImport(app: OpenAPIHono<TransitEnv>, deps: TransitDeps): void {
  const { offices, regimes, now } = deps;
  const route = createRoute({
    method: "post",
    path: TRANSIT_PATHS.importNcts,
    operationId: "import-ncts-015",
    summary: "A declaration of NCTS (CC015C) as a draft of ours",
    description:
      "Nothing is stated: complete the draft and hand it in as a declaration.lodge. What cannot be read is answered with CC917C where application/xml is accepted.",
    tags: TAGS,
    request: {
      query: ImportQuery,
      body: { required: true, content: { "application/xml": { schema: z.string() } } },
    },
    responses: { 200: json(ImportedNcts, "The draft"), ...REFUSALS, 422: UNREADABLE },
  });
  app.on("POST", TRANSIT_PATHS.importNcts, sizeLimit(MAX_BYTES));
  app.openapi(route, async (c) => {
    if (!isXml(c.req.header("content-type")))
      return problem(c, "unsupported-media-type", "Send content-type: application/xml.");
    const { regime, movement } = c.req.valid("query");
    try {
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      const day = now().toISOString().slice(0, 10);
      const { declaration, payload, gaps } = importNcts015(bytes, offices.all, {
        ...(regime && { regime }),
        ...(movement && { movement }),
        territoryOf: (country) => territoryOf(regimes, country, day),
      });
      const draft = JSON.stringify({ declaration, payload, gaps });
      return writtenJson<never>(c, draft, FRESH_JSON);
    } catch (error) {
      return nackOf(c, error, deps) ?? notRead(c, error);
    }
  });
}

const UNREADABLE = {
  description: REFUSALS[422].description,
  content: { ...REFUSALS[422].content, "application/xml": { schema: z.string() } },
};

/** CC917C for a document that was not read, to who would have that rather than a problem in JSON. */
function nackOf(
  c: Context<TransitEnv>,
  error: unknown,
  { ledger, now }: TransitDeps,
): Written<Problem, 422> | undefined {
  if (!(error instanceof ExchangeError) || !wantsXml(c)) return undefined;
  const nack = nctsXmlNack(error, {
    sender: ledger.origin.length > 35 ? "RAHDARI" : ledger.origin,
    recipient: c.var.actor.subject,
    id: crypto.randomUUID().replaceAll("-", ""),
    at: now().getTime(),
  });
  if (nack === undefined) return undefined;
  const response = c.body(nack, 422, { "content-type": "application/xml", ...FRESH });
  return response as Response as Written<Problem, 422>;
}

/** Whether XML is what they would rather have (RFC 9110, 12.5.1); JSON where they do not say. */
function wantsXml(c: Context): boolean {
  const supports = ["application/json", "application/problem+json", "application/xml", "text/xml"];
  return isXml(accepts(c, { header: "Accept", supports, default: "application/json" }));
}

/** Media types of XML, parameters and case aside (RFC 9110, 8.3.1). */
function isXml(header: string | undefined): boolean {
  const [type = ""] = (header ?? "").split(";", 1);
  return ["application/xml", "text/xml"].includes(type.trim().toLowerCase());
}

async function journeyFor(
  c: Context<TransitEnv>,
  { records, ledger, offices }: TransitDeps,
  movement: string,
): Promise<Journey | undefined> {
  const { actor } = c.var;
  const row = await records.movement(actor, movement);
  return row && journeyOf(records, actor, row, { ledger: ledger.origin, offices });
}

function copied(gaps: readonly Gap[]): Gap[] {
  return [...gaps];
}

function reasonOf(fault: ExchangeFault): string {
  return new ExchangeError(fault).message;
}

/** What is written, or why it is not: a format may ask for more than is known, or than this key may see. */
function written<Answer>(c: Context, write: () => Answer) {
  try {
    return write();
  } catch (error) {
    return exchangeProblem(c, "not-expressible", error);
  }
}

function notRead(c: Context, error: unknown) {
  return exchangeProblem(c, "unreadable-document", error);
}

function exchangeProblem<Code extends "not-expressible" | "unreadable-document">(
  c: Context,
  code: Code,
  error: unknown,
) {
  if (!(error instanceof ExchangeError)) throw error;
  const issues = error.issues.map(({ path, reason, line }) => ({
    // Names of elements from the root are no JSON pointer without it.
    pointer: path === "" || path.startsWith("/") ? path : `/${path}`,
    detail: line === undefined ? reason : `${reason} (line ${line})`,
    code: error.code,
  }));
  const [first = ""] = error.message.split("\n");
  const detail = issues.length > 0 ? `${first.replace(/:$/, "")}. See errors.` : first;
  return problem(c, code, detail, issues.length > 0 ? issues : undefined);
}
