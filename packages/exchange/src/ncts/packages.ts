import type { Gap } from "./gap.ts";
import { isPackageCode } from "./package-codes.ts";

/** Kinds of packages by their code (UN/ECE Recommendation 21; NCTS list KindOfPackages). */
const KINDS: Readonly<Record<string, string>> = {
  BA: "barrel",
  BE: "bundle",
  BG: "bag",
  BL: "bale",
  BX: "box",
  CN: "container",
  CR: "crate",
  CS: "case",
  CT: "carton",
  DR: "drum",
  JC: "jerrican",
  PK: "package",
  PX: "pallet",
  RO: "roll",
  SA: "sack",
};

/**
 * Code of a kind of packages, one or many; PK (package) where the list names no such kind. What comes back otherwise
 * than it was said is noted.
 */
export function packageCode(kind: string, path: string, gaps: Gap[]): string {
  const word = kind.trim().toLowerCase();
  const known = Object.entries(KINDS).find(([, name]) => [name, `${name}s`, `${name}es`].includes(word));
  const code = known?.[0] ?? (isPackageCode(kind) ? kind : undefined);
  if (code === undefined)
    gaps.push({ kind: "left-out", path, text: `packages of the kind ${kind} are packages (PK) here` });
  else if (packageKind(code) !== kind)
    gaps.push({ kind: "derived", path, text: `${kind} is ${packageKind(code)} (${code}) here` });
  return code ?? "PK";
}

/** A kind as we name it; the code itself where it is none of those above. */
export function packageKind(code: string): string {
  return KINDS[code] ?? code;
}
