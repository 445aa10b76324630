import { iso31661Alpha2ToAlpha3, iso31661Alpha3ToAlpha2 } from "iso-3166";

/** Country (alpha-2) whose authority answers for a holder or guarantor, by the letters that its number begins with. */
export function homeOf(id: string): string | undefined {
  const prefix = /^[A-Z]+/.exec(id)?.[0] ?? "";
  return prefix.length === 2 ? prefix : iso31661Alpha3ToAlpha2[prefix];
}

/**
 * Whether there is a country of this alpha-2 code: assigned by ISO 3166-1, or of its XA to XZ, which it leaves to users
 * and customs use (XK, XI).
 */
export function isCountry(code: string): boolean {
  return isAssigned(code) || /^X[A-Z]$/.test(code);
}

/** Whether ISO 3166-1 assigns the alpha-2 code. */
export function isAssigned(code: string): boolean {
  return Object.hasOwn(iso31661Alpha2ToAlpha3, code);
}
