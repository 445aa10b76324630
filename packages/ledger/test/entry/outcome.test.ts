import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../src/entry/entry.ts";

describe("the outcome of an event", () => {
  it("names as much of a field as an entry holds, whatever the author called it", () => {
    const odd = `/readings/${"x".repeat(489)}😀`;
    const outcome = outcomeOf({ code: "body/malformed", path: odd });
    expect(outcome).toEqual({ status: "rejected", code: "body/malformed", path: odd.slice(0, 499) });
    expect((outcome as { path: string }).path.isWellFormed()).toBe(true);
    expect(outcomeOf({ code: "body/malformed", path: "/kind" })).toMatchObject({ path: "/kind" });
    expect(outcomeOf(undefined)).toEqual({ status: "accepted" });
  });
});
