import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

type Headers = NonNullable<Parameters<typeof secureHeaders>[0]>;

const COMMON: Headers = {
  xFrameOptions: "DENY",
  referrerPolicy: "same-origin",
  // Plain HTTP on the user's own machine is the normal case; a proxy with TLS adds its own.
  strictTransportSecurity: false,
};

/** The verifier's own addresses. */
const VERIFIER = /^\/verify(?:\.html)?$/;

/**
 * Headers for pages that load nothing from elsewhere. Inline styles are let through because components set
 * positions by them; scripts come from files only. The map decodes tiles in a worker made from a blob. The
 * verifier is one file, reaches nothing, and names in itself the one script and the one style that it may run.
 */
export function security(): MiddlewareHandler {
  const pages = secureHeaders({
    ...COMMON,
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:", "blob:"],
      fontSrc: ["'self'", "data:"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", "blob:"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  });
  const verifier = secureHeaders({
    ...COMMON,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      // Both this and the page's own policy have to be met: theirs narrows it to a hash.
      scriptSrc: ["'unsafe-inline'"],
      styleSrc: ["'unsafe-inline'"],
      imgSrc: ["data:"],
      fontSrc: ["data:"],
      connectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
  return (c, next) => (VERIFIER.test(c.req.path) ? verifier : pages)(c, next);
}
