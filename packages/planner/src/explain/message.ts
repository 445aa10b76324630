import type { Message } from "../answer.ts";

/** A sentence with its code and values; faces translate by code and fall back to the English text. */
export function message(code: string, params: Record<string, string | number>, text: string): Message {
  return { code, params, text };
}
