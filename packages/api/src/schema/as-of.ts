import { z } from "zod";

/** Query parameter for the day on which a question is asked. */
export const AsOf = z.iso.date().optional().meta({
  description: "Answer with what was known on this day, YYYY-MM-DD. Default: today (UTC).",
  example: "2026-10-01",
});
