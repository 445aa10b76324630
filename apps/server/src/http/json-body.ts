import type { ProblemIssue } from "@rahdari/api";
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { every } from "hono/combine";
import { problem } from "./problem.ts";
import { type TextFault, textFault } from "./text-fault.ts";

/** A full request is under 4 kB; this leaves room for forty crossings and twenty places in any script. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * Lets only JSON of at most so many bytes through, and what is read from it is all that was handed in. A declared
 * length that is too large is refused unread. `says`: what an interface has to say besides of a text at fault, its own
 * code.
 */
export function jsonBody(
  most: number = MAX_BODY_BYTES,
  says: (why: TextFault["why"]) => Partial<ProblemIssue> = () => ({}),
): MiddlewareHandler {
  return every(mediaType, sizeLimit(most), readable(says));
}

/** JSON in UTF-8, which is all that it is sent in (RFC 8259, section 8.1); names of types know no case (RFC 9110). */
const JSON_TYPE = /^application\/json(?:\s*;\s*(?!charset=)[a-z0-9-]+=[^;]+|\s*;\s*charset="?utf-8"?)*\s*$/i;

const mediaType: MiddlewareHandler = async (c, next) => {
  if (!JSON_TYPE.test(c.req.header("content-type") ?? ""))
    return problem(c, "unsupported-media-type", "Send content-type: application/json, in UTF-8.");
  // As the reader of the body knows it: what it would pass over must not count as a body that says nothing.
  c.req.raw.headers.set("content-type", "application/json");
  return next();
};

/** Lets only bodies of at most so many bytes through, once they are here. */
export function sizeLimit(maxSize: number): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize,
    onError: (c) =>
      problem(c, "body-too-large", `At most ${maxSize} bytes.`, undefined, { connection: "close" }),
  });
  return async (c, next) => {
    let isHere = false;
    try {
      return await limit(c, async () => {
        await c.req.arrayBuffer();
        isHere = true;
        await next();
      });
    } catch (error) {
      if (isHere) throw error;
      // Who hung up while it sent: no fault of ours.
      return problem(c, "cancelled", "The body ended before it was whole.");
    }
  };
}

/** Bytes that are not UTF-8 would be read as U+FFFD, and keys be dropped: neither is what somebody wrote. */
function readable(says: (why: TextFault["why"]) => Partial<ProblemIssue>): MiddlewareHandler {
  return async (c, next) => {
    const text = textOf(await c.req.arrayBuffer());
    if (text === undefined) return problem(c, "invalid-json", "The body is not UTF-8.");
    if (!isJson(text)) return problem(c, "invalid-json", "The body could not be read as JSON.");
    const fault = textFault(text);
    if (!fault) return next();
    const { why, ...shown } = fault;
    return problem(c, "invalid-request", "See errors.", [{ ...shown, ...says(why) }]);
  };
}

function textOf(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
