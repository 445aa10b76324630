import { iso31661Alpha3ToAlpha2 } from "iso-3166";

/** Country (alpha-2) whose authority answers for a holder or guarantor, by the letters that its number begins with. */
export function homeOf(id: string): string | undefined {
  const prefix = /^[A-Z]+/.exec(id)?.[0] ?? "";
  return prefix.length === 2 ? prefix : iso31661Alpha3ToAlpha2[prefix];
}
