import type { Network } from "../network.ts";
import type { Fault } from "./fault.ts";

/** A UN/LOCODE begins with its country and names one place: typed as a start or an end it must not be a guess. */
export function checkCodes(network: Network): readonly Fault[] {
  const holders = new Map<string, string>();
  return [...network.places.values()].flatMap(({ id, country, unlocode }): Fault[] => {
    if (unlocode === undefined) return [];
    const fault = (reason: string): Fault => ({ kind: "places", key: id, path: "/unlocode", reason });
    if (!unlocode.startsWith(country)) return [fault(`${unlocode} is not of ${country}`)];
    const holder = holders.get(unlocode);
    holders.set(unlocode, holder ?? id);
    return holder === undefined ? [] : [fault(`${unlocode} is already the code of ${holder}`)];
  });
}
