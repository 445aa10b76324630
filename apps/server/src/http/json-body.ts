import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { every } from "hono/combine";
import { problem } from "./problem.ts";

/** A full request is under 4 kB; this leaves room for forty crossings and twenty places in any script. */
const MAX_BODY_BYTES = 64 * 1024;

/** Lets only JSON of at most so many bytes through. A declared length that is too large is refused unread. */
export function jsonBody(most: number = MAX_BODY_BYTES): MiddlewareHandler {
  return every(mediaType, sizeLimit(most));
}

const mediaType: MiddlewareHandler = async (c, next) => {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") return next();
  return problem(c, "unsupported-media-type", "Send content-type: application/json.");
};

function sizeLimit(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: (c) =>
      problem(c, "body-too-large", `At most ${maxSize} bytes.`, undefined, { connection: "close" }),
  });
}
