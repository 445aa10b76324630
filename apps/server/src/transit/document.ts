import type { OpenAPIHono } from "@hono/zod-openapi";
import { PROBLEMS, type ProblemCode } from "@rahdari/api";
import type { TransitEnv } from "./deps.ts";

const INFO = {
  openapi: "3.1.0",
  info: {
    title: "Rahdari transit",
    version: "1",
    summary: "Carries a transit from declaration to discharge on the ledger of its agreement.",
    description:
      "Give the key as the header Authorization: Bearer rk_..., and with every message an Idempotency-Key of your choice: " +
      "the same message under the same key is one message, however often it is sent. Times are UTC. " +
      "Nothing here is legal advice.",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  servers: [{ url: "/" }],
  security: [{ key: [] }],
  tags: [
    { name: "messages", description: "What offices state, group by group" },
    { name: "movements", description: "What has become of it" },
    { name: "formats", description: "The same in others' formats: NCTS, eTIR-shaped, EPCIS, eCMR, SMGS" },
    { name: "service", description: "Keys, addresses that are told, the server itself" },
  ],
};

/** The interface as OpenAPI describes it. */
export function documentOf(app: OpenAPIHono<TransitEnv>): object {
  return withPlainPatterns(withCommon(app.getOpenAPI31Document(INFO)));
}

/** What every address below a key may answer, whatever it is for, and what one that reads a body may besides. */
const COMMON = ["method-not-allowed", "internal", "starting", "storage-full"] as const;
const OF_BODIES = ["body-too-large", "unsupported-media-type"] as const;

type Described = {
  responses: Readonly<Record<string, object>>;
  readonly requestBody?: object;
  readonly security?: object[];
};

function withCommon(document: ReturnType<OpenAPIHono["getOpenAPI31Document"]>): object {
  for (const item of Object.values(document.paths ?? {}))
    for (const operation of Object.values(item) as Described[])
      operation.responses = operation.security ? operation.responses : allOf(operation);
  return document;
}

/** What an operation says of itself first; nothing of bodies where it takes none. */
function allOf({ responses, requestBody }: Described): Readonly<Record<string, object>> {
  const ofBodies = responsesOf(OF_BODIES);
  if (requestBody) return { ...responsesOf(COMMON), ...ofBodies, ...responses };
  const own = Object.entries(responses).filter(([status]) => !Object.hasOwn(ofBodies, status));
  return { ...responsesOf(COMMON), ...Object.fromEntries(own) };
}

function responsesOf(codes: readonly ProblemCode[]): Readonly<Record<string, object>> {
  const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  const entries = codes.map((code): [number, object] => {
    const { status, title } = PROBLEMS[code];
    return [status, { description: `${code}: ${title}`, content }];
  });
  return Object.fromEntries(entries);
}

/** A pattern of JSON Schema has no flags: it is read as with `u`, which is the one that schemas here are written with. */
const FLAGS = /(?<!\\)\/[a-z]+$/;

/** Takes off the flags that patterns are written out with. */
function withPlainPatterns(document: object): object {
  const text = JSON.stringify(document, (key, value) =>
    key === "pattern" && typeof value === "string" ? value.replace(FLAGS, "") : value,
  );
  return JSON.parse(text);
}
