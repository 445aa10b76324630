import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type HookScope, TRANSIT_PATHS } from "@rahdari/api";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { maySeeOffice } from "../desk/access.ts";
import { problem } from "../http/problem.ts";
import { NO_QUERY } from "../http/responses.ts";
import { messageView } from "../records/message-view.ts";
import type { TransitDeps, TransitEnv } from "./deps.ts";
import { MovementParameter, noMovement, notYourOffice, OfficeParameters, refusals } from "./routes.ts";

/** Proxies cut connections that are silent for half a minute. */
const KEEP_ALIVE_MS = 15_000;
const PAGE = 200;
/** Streams that one key may hold open. */
const MOST_STREAMS = 20;

/**
 * Messages as they come in, as server-sent events. The id of an event is the entry of its message: whoever was cut
 * off sends the last one back as `Last-Event-ID` and misses nothing.
 */
export function addEventRoutes(app: OpenAPIHono<TransitEnv>, deps: TransitDeps): void {
  const open = new Map<string, number>();
  const answer = (c: Context<TransitEnv>, scope: HookScope) => {
    const { id } = c.var.actor;
    const last = lastIn(c);
    if (last !== undefined && last >= deps.projector.entries) return ahead(c, deps.projector.entries);
    // Nobody reads what follows a HEAD: it would wait for ever.
    if (c.req.method === "HEAD") return c.body(null, 200, { "content-type": "text/event-stream" });
    const count = open.get(id) ?? 0;
    if (count >= MOST_STREAMS)
      return problem(c, "too-many-requests", `At most ${MOST_STREAMS} streams for one key.`, undefined, {
        "retry-after": "10",
      });
    open.set(id, count + 1);
    return follow(c, { scope, last }, deps, () => open.set(id, (open.get(id) ?? 1) - 1));
  };
  const movement = routeOf(
    TRANSIT_PATHS.movementEvents,
    "movement-events",
    "Messages about a movement as they come in",
    MovementParameter,
  );
  app.openapi(movement, async (c) => {
    const { movement: id } = c.req.valid("param");
    if (await deps.records.movement(c.var.actor, id)) return answer(c, { of: "movement", movement: id });
    return noMovement(c);
  });
  const office = routeOf(
    TRANSIT_PATHS.officeEvents,
    "office-events",
    "Messages about the movements of an office as they come in",
    OfficeParameters,
  );
  app.openapi(office, async (c) => {
    const { member, office: name } = c.req.valid("param");
    const whole = `${member}/${name}`;
    return maySeeOffice(c.var.actor, whole) ? answer(c, { of: "office", office: whole }) : notYourOffice(c);
  });
}

function routeOf<Params extends z.ZodObject>(
  path: string,
  operationId: string,
  summary: string,
  params: Params,
) {
  const headers = z.object({
    "last-event-id": z
      .string()
      .regex(/^\d{0,15}$/)
      .optional()
      .meta({
        description: "Entry after which to go on; without it or empty, what comes in from now on",
        example: "17",
      }),
  });
  return createRoute({
    method: "get",
    path,
    operationId,
    summary,
    tags: ["movements"],
    request: { query: NO_QUERY, params, headers },
    responses: {
      200: {
        description: "Server-sent events: `id` the entry, `event` the kind, `data` the message as JSON",
        content: { "text/event-stream": { schema: z.string() } },
      },
      ...refusals("stream-ahead"),
    },
  });
}

/** The entry after which a stream goes on, where it does; a browser that has seen none yet sends an empty one. */
function lastIn(c: Context): number | undefined {
  const last = c.req.header("last-event-id");
  return last === undefined || last === "" ? undefined : Number(last);
}

/** To wait until the ledger has come so far would tell other messages than those that were missed, or none ever. */
function ahead(c: Context, entries: number) {
  const detail =
    `The last entry here is ${entries - 1}. A node that lags behind another one catches up: try again. Where the ` +
    "ledger was put back from a copy, read what is there anew, and follow without Last-Event-ID.";
  return problem(c, "stream-ahead", detail);
}

type Following = { readonly scope: HookScope; readonly last: number | undefined };

function follow(
  c: Context<TransitEnv>,
  { scope, last }: Following,
  deps: TransitDeps,
  onEnd: () => void,
): Response {
  const { records, projector, credentials } = deps;
  let after = last ?? projector.entries - 1;
  const gone = new AbortController();
  c.header("cache-control", "no-store");
  c.header("x-accel-buffering", "no");
  return streamSSE(c, async (stream) => {
    stream.onAbort(() => gone.abort());
    try {
      while (!gone.signal.aborted && !projector.closed) {
        // A key that was taken back meanwhile sees no more.
        const actor = credentials.actor(c.var.actor.id);
        if (!actor) return;
        const upTo = projector.entries - 1;
        const rows = await records.messages(scope, { after, limit: PAGE });
        for (const row of rows) {
          if (!(await records.maySeeMessage(actor, row))) continue;
          const data = JSON.stringify(messageView(row));
          await stream.writeSSE({ id: String(row.entry), event: row.kind, data });
        }
        after =
          rows.length === PAGE
            ? (rows.at(-1)?.entry ?? after)
            : Math.max(after, upTo, rows.at(-1)?.entry ?? 0);
        if (rows.length === PAGE) continue;
        if (!(await arrives(projector, after + 1, gone.signal))) await stream.write(": waiting\n\n");
      }
    } finally {
      onEnd();
    }
  });
}

/** Whether more than so many entries are there before it is time to show that the stream is alive. */
async function arrives(
  projector: TransitDeps["projector"],
  entries: number,
  gone: AbortSignal,
): Promise<boolean> {
  if (projector.entries > entries || projector.closed || gone.aborted) return true;
  return new Promise((resolve) => {
    const end = (arrived: boolean) => {
      clearTimeout(timer);
      stop();
      gone.removeEventListener("abort", leave);
      resolve(arrived);
    };
    const leave = () => end(true);
    const timer = setTimeout(() => end(false), KEEP_ALIVE_MS);
    const stop = projector.subscribe((now) => (now > entries || projector.closed) && end(true));
    gone.addEventListener("abort", leave, { once: true });
  });
}
