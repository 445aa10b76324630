import { IsoDate } from "@rahdari/network";

/** Query parameter for the day on which a question is asked. */
export const AsOf = IsoDate.optional().meta({
  description: "Answer with what was known on this day, YYYY-MM-DD. Default: today (UTC).",
  example: "2026-10-01",
});
