import { type DataKind, recordKey } from "../data-kind.ts";
import type { Network } from "../network.ts";

/** Every record of the network with its kind and key. */
export function* recordsOf(network: Network): Generator<{ kind: DataKind; key: string; record: object }> {
  const maps = ["places", "links", "crossings", "calendars", "papers", "holidays", "sources"] as const;
  for (const kind of maps) {
    for (const [key, record] of network[kind]) yield { kind, key, record };
  }
  const lists = ["closures", "access", "indicators", "projects", "journeys"] as const;
  for (const kind of lists) {
    for (const record of network[kind]) yield { kind, key: recordKey(record), record };
  }
}

export type Path = readonly (string | number)[];

type Look = (object: Readonly<Record<string, unknown>>, path: Path) => void;

/** Calls `look` with every object inside a record, the record first, and the path to it. */
export function eachObject(value: unknown, look: Look, path: Path = []): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (typeof item === "object") eachObject(item, look, [...path, index]);
    }
    return;
  }
  look(value as Readonly<Record<string, unknown>>, path);
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === "object") eachObject(item, look, [...path, key]);
  }
}
