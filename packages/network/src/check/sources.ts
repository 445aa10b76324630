import type { Network } from "../network.ts";
import { pointer } from "../pointer.ts";
import type { Fault } from "./fault.ts";
import { eachObject, recordsOf } from "./records.ts";

/** Every source that a value names must be in the table, and each source must say where it can be found. */
export function checkSources(network: Network): readonly Fault[] {
  return [...unresolved(network), ...placeless(network)];
}

function unresolved(network: Network): readonly Fault[] {
  const faults: Fault[] = [];
  for (const { kind, key, record } of recordsOf(network)) {
    eachObject(record, (object, path) => {
      for (const { id, field, index } of namedSources(object)) {
        if (network.sources.has(id)) continue;
        const reason = `no source ${id}; add it to sources.json`;
        faults.push({ kind, key, path: pointer([...path, field, index]), reason });
      }
    });
  }
  return faults;
}

/** Ids of sources in one object: those that its values rest on, and where in it they stand. */
export function namedSources(
  object: Readonly<Record<string, unknown>>,
): readonly { id: string; field: string; index: number }[] {
  return ["published", "sources"].flatMap((field) => {
    const ids = object[field];
    return Array.isArray(ids) ? ids.map((id: string, index) => ({ id, field, index })) : [];
  });
}

function placeless(network: Network): readonly Fault[] {
  return [...network.sources].flatMap(([key, source]) => {
    if (source.url !== undefined || source.note !== undefined) return [];
    return [
      { kind: "sources" as const, key, path: "", reason: "neither url nor note: nobody can look it up" },
    ];
  });
}
