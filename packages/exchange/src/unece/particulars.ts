import { type Json, pointer } from "@rahdari/ledger";
import { isAssigned } from "@rahdari/transit";
import { z } from "zod";
import type { ExchangeIssue } from "../exchange-error.ts";

/** What a consignment note has to say, by its article, and the parts of the JSON that say it. */
export type Particular = { readonly article: string; readonly what: string; readonly parts: z.ZodType };

/**
 * All that a note lacks of the particulars, each issue with the JSON pointer of the part and the article. The schemas
 * of UN/CEFACT ask for nothing at all: `{}` is valid by them.
 */
export function faultsOf(note: unknown, particulars: readonly Particular[]): ExchangeIssue[] {
  return particulars.flatMap(({ article, what, parts }) => {
    const issues = parts.safeParse(note).error?.issues ?? [];
    return issues.map(({ path }) => ({ path: pointer(path), reason: `${article}: ${what}` }));
  });
}

/**
 * Countries of a note that are none of ISO 3166-1, wherever it names one: a declaration may name one of those that
 * the standard leaves to users.
 */
export function countryFaults(note: Json, path: readonly PropertyKey[] = []): ExchangeIssue[] {
  if (note === null || typeof note !== "object") return [];
  return Object.entries(note).flatMap(([name, value]) => {
    const here = [...path, name];
    const named =
      name === "countryId" ? [value] : name === "registrationTradeCountry" ? many(Object(value).id) : [];
    const strange = named.map((one) => String(Object(one).content)).filter((code) => !isAssigned(code));
    const issues = strange.map((code) => ({
      path: pointer(here),
      reason: `${code} is no country of ISO 3166-1`,
    }));
    return [...issues, ...countryFaults(value, here)];
  });
}

function many(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export const Filled = z.looseObject({ content: z.string().trim().min(1) });
/** A text at least. */
export const Said = z.array(Filled).min(1);
export const Positive = z.looseObject({ content: z.string().refine((content) => Number(content) > 0) });
export const Place = z.looseObject({ name: Said });
export const NamedParty = z.looseObject({
  name: Said,
  postalTradeAddress: z.looseObject({ streetName: Said }),
});

/** A note with one consignment at least, of which each has these parts. */
export function ofConsignment(parts: z.ZodRawShape): z.ZodType {
  return z.looseObject({ specifiedConsignment: z.array(z.looseObject(parts)).min(1) });
}

export function ofDocument(parts: z.ZodRawShape): z.ZodType {
  return z.looseObject({ exchangedDocument: z.looseObject(parts) });
}

/** Goods of which each item has these parts. */
export function ofGoods(parts: z.ZodRawShape): z.ZodType {
  return ofConsignment({ includedConsignmentItem: z.array(z.looseObject(parts)).min(1) });
}
