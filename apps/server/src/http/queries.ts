import { z } from "@hono/zod-openapi";

/** Query parameter for the day on which a question is asked. */
export const AsOf = z.iso.date().optional().openapi({
  description: "Answer with what was known on this day, YYYY-MM-DD. Default: today (UTC).",
  example: "2026-10-01",
});

/** Today in UTC, YYYY-MM-DD. */
export function day(now: Date): string {
  return now.toISOString().slice(0, 10);
}
