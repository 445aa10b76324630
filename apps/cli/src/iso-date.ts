import { IsoDate } from "@rahdari/network";
import { UsageError } from "./usage-error.ts";

/** The text of an option that must be a calendar date. */
export function isoDate(text: string, option: string): string {
  const [issue] = IsoDate.safeParse(text).error?.issues ?? [];
  if (issue === undefined) return text;
  throw new UsageError("bad-option", { option, message: issue.message });
}
