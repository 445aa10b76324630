import type { OpenAPIHono } from "@hono/zod-openapi";
import { PROBLEMS } from "@rahdari/api";
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

/** What every address may answer, whatever it is for. */
const COMMON = ["method-not-allowed", "internal", "starting", "storage-full"] as const;

function withCommon(document: ReturnType<OpenAPIHono["getOpenAPI31Document"]>): object {
  const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  const common = COMMON.map((code): [number, object] => {
    const { status, title } = PROBLEMS[code];
    return [status, { description: `${code}: ${title}`, content }];
  });
  const all = Object.fromEntries(common);
  for (const item of Object.values(document.paths ?? {}))
    for (const { responses } of Object.values(item) as { readonly responses: object }[])
      Object.assign(responses, { ...all, ...responses });
  return document;
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
