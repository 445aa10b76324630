import type { JsonObject } from "@rahdari/ledger";
import type { Payload, Seal } from "@rahdari/transit";
import { ExchangeError, type ExchangeFormat } from "../exchange-error.ts";
import type { Journey, OfficeOf } from "../journey.ts";
import { payloadNow } from "../recorded.ts";
import type { HandedOver, Money, NotePlace } from "./carriage.ts";

// Core components of UN/CEFACT in JSON (D23B): a text is an object with its content, a number a text of decimals.

export function text(content: string): JsonObject {
  return { content };
}

/** An array of one text, as most components have it. */
export function texts(...contents: readonly string[]): readonly JsonObject[] {
  return contents.map(text);
}

/** A code of a list of UN/EDIFACT, which is kept by UNECE (agency 6). */
export function code(content: string): JsonObject {
  return { content, listAgencyId: "6" };
}

/** Alpha-2 code of ISO 3166-1 (agency 5). */
export function countryId(content: string): JsonObject {
  return { content, schemeAgencyId: "5" };
}

/** A number without exponent: the schema has plain decimals only. */
export function plain(value: number): string {
  const digits = String(value);
  return digits.includes("e") ? value.toFixed(9).replace(/0+$/, "").replace(/\.$/, "") : digits;
}

export function kilograms(value: number): JsonObject {
  return { content: plain(value), unitCode: "KGM" };
}

export function amount({ cents, currency }: Money): JsonObject {
  return { content: plain(cents / 100), currencyId: currency };
}

/** A place with its UN/LOCODE, kept by UNECE, where it has one. */
export function location({ name, locode }: Pick<NotePlace, "name" | "locode">): JsonObject {
  const id = locode === null ? {} : { id: [{ content: locode, schemeAgencyId: "6" }] };
  return { ...id, name: texts(name) };
}

export function placeOf({ title, locode, country }: OfficeOf): NotePlace {
  return { name: title, locode, country };
}

/** Payload of a journey. Throws ExchangeError `lacking` for whoever does not see it: no goods, no note. */
export function goodsOf(journey: Journey, format: ExchangeFormat): Payload {
  const payload = payloadNow(journey);
  if (payload) return payload;
  throw new ExchangeError({
    code: "lacking",
    format,
    what: "goods, consignor and consignee",
    remedy: "export as a party that has the private payload",
  });
}

/** Mass of all goods. Kilograms gross. */
export function grossKg({ items }: Payload): number {
  return items.reduce((sum, { grossGrams }) => sum + grossGrams, 0) / 1_000;
}

/** Consignor or consignee: name, address in one line, country. */
export function trader({ name, address, country }: Payload["consignor"]): JsonObject {
  return {
    name: texts(name),
    postalTradeAddress: { streetName: texts(address), countryId: countryId(country) },
  };
}

/**
 * An item of goods. Its HS code is a text beside the description: the lists of D23B for commodity codes (7357) have
 * the entry "mutually defined" only.
 */
export function item(
  { hs, description, packages, grossGrams }: Payload["items"][number],
  at: number,
): JsonObject {
  return {
    sequenceNumeric: { content: String(at + 1) },
    grossWeight: [kilograms(grossGrams / 1_000)],
    natureIdCargo: [{ id: texts(description, `HS ${hs}`) }],
    transportLogisticsPackage: [
      { itemQuantity: { content: plain(packages.count) }, type: texts(packages.kind) },
    ],
  };
}

/** Documents of the movement: reference of customs, carnet or other guarantee, permits; then those handed over. */
export function documentsOf({ movement }: Journey, others: readonly HandedOver[]): HandedOver[] {
  const { reference, regime, guarantee, permits } = movement;
  const transit = reference === null ? [] : [{ code: "950", number: reference }];
  const carnet = regime === "tir" ? [{ code: "952", number: guarantee }] : [];
  const permitted = permits.map((number) => ({ code: "628", number }));
  return [...transit, ...carnet, ...permitted, ...others];
}

/** Seals that are on the movement, in the order they came. */
export function sealsOn({ movement, seals }: Journey): Seal[] {
  return movement.seals.flatMap((id) => seals.filter((seal) => seal.id === id));
}

/** One sentence for the officer: under what the goods travel, and which offices they pass. */
export function customsInstruction({ movement, officeOf }: Journey): string {
  const { regime, reference, guarantee, legs } = movement;
  const under = [`Transit under ${regime.toUpperCase()}`, `guarantee ${guarantee}`];
  const known = reference === null ? [] : [`reference ${reference}`];
  const ways = legs.map(({ from, to }) => `${officeOf(from).title} to ${officeOf(to).title}`);
  return `${[...under, ...known].join(", ")}. Offices: ${ways.join("; ")}.`;
}
