import type { MiddlewareHandler } from "hono";
import { problem } from "../http/problem.ts";
import { type Rate, TokenBuckets } from "../http/rate-limit.ts";
import type { TransitDeps, TransitEnv } from "./deps.ts";

/** A state's own system may speak for all of its offices with one key, and catch up after an outage. */
const RATES: { readonly strangers: Rate; readonly actors: Rate } = {
  strangers: { burst: 30, perSecond: 1 },
  actors: { burst: 2_000, perSecond: 500 },
};

/** All who come without a good key share one bucket: behind a proxy they would all have its address anyway. */
const STRANGERS = "strangers";

/** Lets through who carries a good key, as often as its rate allows; all others together are answered at one rate. */
export function authentication({
  credentials,
  now,
  rates = RATES,
}: TransitDeps): MiddlewareHandler<TransitEnv> {
  const milliseconds = () => now().getTime();
  const strangers = new TokenBuckets(rates.strangers, milliseconds);
  const actors = new TokenBuckets(rates.actors, milliseconds);
  return async (c, next) => {
    const key = /^Bearer ([!-~]{1,200})$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const actor = key === undefined ? undefined : credentials.actorOf(key);
    const wait = Math.ceil(actor ? actors.take(actor.id) : strangers.take(STRANGERS));
    if (wait > 0)
      return problem(c, "too-many-requests", `Try again in ${wait} s.`, undefined, {
        "retry-after": String(wait),
      });
    if (!actor)
      return problem(
        c,
        "no-key",
        "Send Authorization: Bearer and a key that an authority gave out.",
        undefined,
        {
          "www-authenticate": 'Bearer realm="transit"',
        },
      );
    c.set("actor", actor);
    return next();
  };
}
