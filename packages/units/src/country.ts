import type { Brand } from "./brand.ts";

/** ISO 3166-1 alpha-2 code, upper case. */
export type CountryCode = Brand<string, "CountryCode">;

/** Reads an ISO 3166-1 alpha-2 code; lower case is accepted. Throws RangeError on anything else. */
export function countryCode(text: string): CountryCode {
  const code = text.trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(code)) throw new RangeError(`not an ISO 3166-1 alpha-2 code: ${text}`);
  return code as CountryCode;
}
