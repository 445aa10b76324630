import type { JsonObject } from "@rahdari/ledger";

/** JSON that a test spoils. */
export type Loose = { [key: string]: unknown };

/** A copy without the member or key at the end of a path: "a/0/b". */
export function without(document: JsonObject, path: string): Loose {
  return spoilt(document, path, (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  });
}

/** A copy with another value at the end of a path. */
export function withOther(document: JsonObject, path: string, value: unknown): Loose {
  return spoilt(document, path, (holder, key) => {
    (holder as Loose)[key] = value;
  });
}

function spoilt(
  document: JsonObject,
  path: string,
  spoil: (holder: Loose | unknown[], key: string) => void,
): Loose {
  const copy: Loose = structuredClone(document);
  const steps = path.split("/");
  const holder = steps.slice(0, -1).reduce<Loose>((node, step) => node[step] as Loose, copy);
  spoil(holder, steps.at(-1) ?? "");
  return copy;
}
