import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  MESSAGE_GROUPS,
  type MessageGroup,
  type MessageIn,
  MessageStated,
  type ProblemIssue,
  TRANSIT_PATHS,
} from "@rahdari/api";
import type { JsonObject, Rejection } from "@rahdari/ledger";
import { CODES } from "@rahdari/transit";
import type { EpochMs } from "@rahdari/units";
import type { Context } from "hono";
import type { Denied } from "../desk/access.ts";
import type { HandIn, NotStated, Stated } from "../desk/desk.ts";
import { jsonBody } from "../http/json-body.ts";
import { problem } from "../http/problem.ts";
import { json, NO_QUERY, problems } from "../http/responses.ts";
import { zodIssues } from "../http/zod-problem.ts";
import { codeAndNumbers, numbersOf, saysOf, textOf, textSays } from "./codes.ts";
import type { TransitDeps, TransitEnv } from "./deps.ts";
import { FRESH } from "./routes.ts";

/** 1 to 100 characters of ASCII that are seen. */
const IDEMPOTENCY_KEY = /^[!-~]{1,100}$/;
export const KEY_FORM = "Send 1 to 100 visible ASCII characters of your choice.";
/** A declaration of 999 items with long descriptions. */
const MAX_BYTES = 512 * 1024;

/** POST /v1/transit/messages/GROUP: one address for each group of messages. */
export function addMessageRoutes(app: OpenAPIHono<TransitEnv>, deps: TransitDeps): void {
  for (const group of MESSAGE_GROUPS) {
    const path = `${TRANSIT_PATHS.messages}/${group.name}`;
    app.on("POST", path, jsonBody(MAX_BYTES, textSays));
    app.openapi(routeOf(group, path), async (c) => {
      const message = c.req.valid("json") as MessageIn;
      const key = c.req.valid("header")["idempotency-key"];
      const { actor } = c.var;
      const answer = await deps.desk.handIn({ actor, key, ...handInOf(message) });
      return "not" in answer ? notStated(c, answer.not) : statedAnswer(c, answer.stated);
    });
  }
}

/** Faults of a message's form. Of one whose kind its address does not take nothing else is said. */
export function messageFaults(error: z.ZodError, message: unknown, path: string): ProblemIssue[] {
  const fault = kindFault(message, path);
  return fault ? [fault] : zodIssues(error, saysOf(message));
}

function kindFault(message: unknown, path: string): ProblemIssue | undefined {
  const kind =
    typeof message === "object" && message !== null && "kind" in message ? message.kind : undefined;
  const at = (group: MessageGroup) => `${TRANSIT_PATHS.messages}/${group.name}`;
  const here = MESSAGE_GROUPS.find((group) => at(group) === path);
  if (!here || kind === undefined || here.kinds.some((one) => one === kind)) return undefined;
  const other = MESSAGE_GROUPS.find(({ kinds }) => kinds.some((one) => one === kind));
  return {
    pointer: "/kind",
    detail: other ? `is handed in at ${at(other)}` : CODES["kind/unknown"].text,
    suggestions: [...here.kinds],
    ...codeAndNumbers("kind/unknown"),
  };
}

function handInOf({
  kind,
  office,
  body,
  at,
  evidence,
  payload = null,
}: MessageIn): Omit<HandIn, "actor" | "key"> {
  const time = at === null ? null : (Date.parse(at) as EpochMs);
  return { kind, office, body: body as JsonObject, at: time, evidence, payload };
}

function routeOf({ name, title, kinds, etir, ncts, schema }: MessageGroup, path: string) {
  return createRoute({
    method: "post",
    path,
    operationId: `message-${name}`,
    summary: title,
    description: `${kinds.join(", ")}. Nearest relatives: eTIR ${etir}; NCTS ${ncts}.`,
    tags: ["messages"],
    request: {
      query: NO_QUERY,
      headers: z.object({
        "idempotency-key": z.string().regex(IDEMPOTENCY_KEY).meta({ example: "4c1f0b0e-lahore-17" }),
      }),
      body: { required: true, content: { "application/json": { schema } } },
    },
    responses: {
      201: json(MessageStated, "Stated by the office; accepted by the ledger"),
      202: json(
        MessageStated,
        "Stated by the office; provisional, for the ledger has not spoken yet, or final and not yet shown by this node: `level` says which",
      ),
      ...problems(
        "invalid-json",
        "invalid-query",
        "idempotency-key-missing",
        "no-key",
        "not-allowed",
        "message-out-of-order",
        "ledger-refused",
        "body-too-large",
        "unsupported-media-type",
        "invalid-request",
        "message-refused",
        "office-not-here",
        "idempotency-key-used",
        "too-many-requests",
        "internal",
      ),
    },
  });
}

/** An event that the ledger rejects is stated all the same: the answer says so as a problem, with its entry. */
function statedAnswer(c: Context, stated: Stated) {
  const { final, isShown, ...own } = stated;
  if (final?.outcome.status === "rejected") return rejected(c, final.outcome, final.entry);
  const body: MessageStated = {
    ...own,
    level: final ? "final" : "provisional",
    entry: final?.entry ?? null,
    outcome: final?.outcome ?? null,
  };
  return c.json(body, isShown ? 201 : 202, FRESH);
}

function notStated(c: Context, not: NotStated) {
  switch (not.why) {
    case "form":
      return problem(c, "invalid-request", "See errors.", [
        { ...not.fault, ...codeAndNumbers(not.fault.code) },
      ]);
    case "denied":
      return denied(c, not.denied);
    case "no-office":
      return problem(c, "office-not-here", "GET /v1/transit lists the offices of this server.", [
        { pointer: "/office", detail: "is not spoken for here", ...codeAndNumbers("office/not-here") },
      ]);
    case "key-used":
      return problem(c, "idempotency-key-used", "Take a new key for another message.");
    case "rejected":
      return rejected(c, not.rejection, null);
    case "payload":
      return problem(
        c,
        "message-refused",
        "Nothing was stated. See errors.",
        not.faults.map(({ code, path, article }) => ({
          pointer: `/payload${path}`,
          detail: `${CODES[code].text} (${article})`,
          ...codeAndNumbers(code),
        })),
      );
    case "refused": {
      const { code } = not.refusal;
      const detail = "detail" in not.refusal ? not.refusal.detail : "the event is malformed";
      return problem(c, "ledger-refused", detail, [{ pointer: "", detail, code }]);
    }
  }
}

const DENIED: Readonly<Record<Denied["reason"], string>> = {
  office: "this key is not good for that office",
  kind: "offices state this of their own; a holder or guarantor does not hand it in",
  subject: "is none of this key's, or not there",
  evidence: "only an authority has its office state what the ledger is bound to reject",
};

function denied(c: Context, { reason, path = "" }: Denied) {
  return problem(c, "not-allowed", "Nothing was stated.", [{ pointer: path, detail: DENIED[reason] }]);
}

function rejected(c: Context, { code, path, against }: Rejection, entry: number | null) {
  const known = textOf(code);
  const isOrder = known?.class === 200;
  const params = {
    ...numbersOf(code),
    ...(against !== undefined && { against }),
    ...(entry !== null && { entry }),
  };
  const detail =
    entry === null
      ? "Nothing was stated. See errors."
      : `Stated, and rejected by the ledger: entry ${entry}.`;
  return problem(c, isOrder ? "message-out-of-order" : "message-refused", detail, [
    {
      pointer: path === undefined ? pointerBeside(code) : `/body${path}`,
      detail: known?.text ?? code,
      code,
      params,
    },
  ]);
}

/** Field of what was handed in that a code is about, where that is not in the body. */
function pointerBeside(code: string): string {
  if (code.startsWith("hour/")) return "/at";
  return code === "kind/unknown" ? "/kind" : "";
}
