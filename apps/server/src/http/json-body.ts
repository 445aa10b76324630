import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { every } from "hono/combine";
import { problem } from "./problem.ts";

/** A full request is under 4 kB; this leaves room for forty crossings and twenty places in any script. */
const MAX_BODY_BYTES = 64 * 1024;

/** Lets only JSON of a sensible size through. A declared length that is too large is refused unread. */
export function jsonBody(): MiddlewareHandler {
  return every(mediaType, sizeLimit);
}

const mediaType: MiddlewareHandler = async (c, next) => {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") return next();
  return problem(c, "unsupported-media-type", "Send content-type: application/json.");
};

const sizeLimit = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c) =>
    problem(c, "body-too-large", `At most ${MAX_BODY_BYTES} bytes.`, undefined, { connection: "close" }),
});
