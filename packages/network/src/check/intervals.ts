import type { Network } from "../network.ts";
import { pointer } from "../pointer.ts";
import type { Fault } from "./fault.ts";
import { eachObject, recordsOf } from "./records.ts";

/** Pairs of fields of which the first may not lie after the second, wherever both hold dates or numbers. */
const PAIRS = [
  ["from", "to"],
  ["validFrom", "validTo"],
  ["knownSince", "endKnownSince"],
  ["year", "knownYear"],
  ["low", "typical"],
  ["typical", "high"],
  ["low", "high"],
] as const;

/** No span of dates and no range of numbers runs backwards, in any record at any depth. */
export function checkIntervals(network: Network): readonly Fault[] {
  const faults: Fault[] = [];
  for (const { kind, key, record } of recordsOf(network)) {
    eachObject(record, (object, path) => {
      for (const [first, second] of reversedPairs(object)) {
        const reason = `lies after \`${second}\` of the same entry`;
        faults.push({ kind, key, path: pointer([...path, first]), reason });
      }
    });
  }
  return faults;
}

function reversedPairs(object: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  return PAIRS.filter(([first, second]) => isAfter(object[first], object[second]));
}

function isAfter(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return a > b;
  return isDate(a) && isDate(b) && a > b;
}

function isDate(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
