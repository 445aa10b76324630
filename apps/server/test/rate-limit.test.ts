import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TokenBuckets } from "../src/http/rate-limit.ts";

describe("TokenBuckets", () => {
  it("never lets more through than the burst and the rate allow", () => {
    const visits = fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 60 });
    fc.assert(
      fc.property(
        visits,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        (gaps, burst, perSecond) => {
          let now = 0;
          const buckets = new TokenBuckets({ burst, perSecond }, () => now);
          const passed = gaps.filter((gap) => {
            now += gap;
            return buckets.take("client") === 0;
          });
          expect(passed.length).toBeLessThanOrEqual(burst + (now / 1000) * perSecond + 1e-6);
        },
      ),
    );
  });

  it("lets through after the wait that it named", () => {
    let now = 0;
    const buckets = new TokenBuckets({ burst: 1, perSecond: 0.5 }, () => now);
    expect(buckets.take("a")).toBe(0);
    const wait = buckets.take("a");
    expect(wait).toBeGreaterThan(0);
    now += wait * 1000;
    expect(buckets.take("a")).toBe(0);
  });
});
