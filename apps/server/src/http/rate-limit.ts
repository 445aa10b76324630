import type { Context, MiddlewareHandler } from "hono";
import { problem } from "./problem.ts";

export interface Rate {
  /** Requests that may come at once after a rest. */
  readonly burst: number;
  /** Requests a second in the long run. */
  readonly perSecond: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Clients remembered at a time; beyond it the one that was quiet longest is forgotten. */
const MOST_CLIENTS = 10_000;

/** Token buckets, one a client. `now` gives milliseconds. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #rate: Rate;
  readonly #now: () => number;

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Takes a token: 0 when there was one, else the seconds until there is. */
  take(client: string): number {
    const { burst, perSecond } = this.#rate;
    const now = this.#now();
    const bucket = this.#buckets.get(client) ?? { tokens: burst, at: now };
    // A clock that was set back takes nothing away.
    const rested = Math.max(0, now - bucket.at) / 1000;
    bucket.tokens = Math.min(burst, bucket.tokens + rested * perSecond);
    bucket.at = now;
    this.#remember(client, bucket);
    if (bucket.tokens < 1) return (1 - bucket.tokens) / perSecond;
    bucket.tokens -= 1;
    return 0;
  }

  #remember(client: string, bucket: Bucket): void {
    this.#buckets.delete(client);
    this.#buckets.set(client, bucket);
    const [eldest] = this.#buckets.keys();
    if (this.#buckets.size > MOST_CLIENTS && eldest !== undefined) this.#buckets.delete(eldest);
  }
}

/** Refuses with 429 and Retry-After what a client sends beyond its rate. */
export function rateLimit(buckets: TokenBuckets, clientOf: (c: Context) => string): MiddlewareHandler {
  return async (c, next) => {
    const wait = Math.ceil(buckets.take(clientOf(c)));
    if (wait === 0) return next();
    return problem(c, "too-many-requests", `Try again in ${wait} s.`, undefined, {
      "retry-after": String(wait),
    });
  };
}
