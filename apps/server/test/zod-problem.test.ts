import { z } from "@hono/zod-openapi";
import { describe, expect, it } from "vitest";
import { zodIssues } from "../src/http/zod-problem.ts";

const issues = (schema: z.ZodType, value: unknown, says?: Parameters<typeof zodIssues>[1]) =>
  zodIssues(schema.safeParse(value).error as z.ZodError, says);

describe("faults of a request", () => {
  it("are one for each value, the first", () => {
    expect(issues(z.object({ amount: z.int().max(5) }), { amount: 1e300 })).toHaveLength(1);
    const Country = z
      .string()
      .regex(/^[A-Z]{2}$/)
      .refine(() => false, "unknown");
    expect(issues(z.object({ to: Country }), { to: "zz" })).toEqual([
      { pointer: "/to", detail: expect.stringContaining("pattern") },
    ]);
  });

  it("are those of a key, and of what a key leads to", () => {
    const Short = z.record(z.string().min(1), z.string());
    const codes = (value: unknown, schema: z.ZodType) =>
      issues(schema, value, (issue) => ({ code: issue.code })).map(({ pointer, code }) => [pointer, code]);
    expect(codes({ "": "a" }, Short)).toEqual([["/", "too_small"]]);
    const Listed = z.map(z.object({ x: z.string() }), z.int());
    expect(codes(new Map([[{ x: 1 }, 1]]), Listed)).toEqual([[expect.any(String), "invalid_type"]]);
  });

  it("are asked about only as often as they are told", () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, i]));
    let asked = 0;
    const told = issues(z.strictObject({}), many, () => {
      asked++;
      return {};
    });
    expect([told.length, asked, told[19]]).toEqual([20, 20, { pointer: "/k19", detail: "no such field" }]);
  });
});
