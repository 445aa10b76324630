import type { Message } from "../answer.ts";

/** A sentence with its code and values; faces translate by code and fall back to the English text. */
export function message(code: string, params: Record<string, string | number>, text: string): Message {
  return { code, params, text };
}

/** A message about a rule or paper of today that is taken for an earlier day; faces add that by `todays`. */
export function takenFor(asOf: string, { code, params, text }: Message): Message {
  return { code, params: { ...params, todays: asOf }, text: `${text} (today's rule, taken for that day)` };
}
