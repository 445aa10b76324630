import type { OfficeOf } from "../journey.ts";

type Office = Pick<OfficeOf, "name" | "country" | "locode">;

/**
 * Reference number of an office in the form of NCTS, [A-Z]{2}[A-Z0-9]{6}. Derived by us, not an official one: the
 * offices of the corridor are in no list of the EU. Country, three letters of the UN/LOCODE (of the name where the
 * place has none), three characters counted from the whole name, so that two posts of one place differ. An office
 * that was itself named after a reference ("GB/gb000060") has that one.
 */
export function officeReference({ name, country, locode }: Office): string {
  const own = ownOf(name);
  if (/^[A-Z]{2}[A-Z0-9]{6}$/.test(own) && own.startsWith(country)) return own;
  const letters = locode?.slice(-3) ?? own.slice(0, 3).padEnd(3, "X");
  return `${country}${letters}${threeOf(name)}`;
}

/** The office that a reference was made from; one named after it, "GB/gb000060", where none is known. */
export function officeOfReference(reference: string, known: readonly Office[]): string {
  const found = known.find((office) => officeReference(office) === reference);
  return found?.name ?? `${reference.slice(0, 2)}/${reference.toLowerCase()}`;
}

function ownOf(name: string): string {
  return name
    .slice(name.indexOf("/") + 1)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
}

/** FNV-1a of 32 bits, as three digits of base 36. */
function threeOf(name: string): string {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (hash % 36 ** 3).toString(36).toUpperCase().padStart(3, "0");
}
