import type { Rejection } from "@rahdari/ledger";
import type { CodeName } from "./codes.ts";

/** What a step is refused with: one of our codes, and the field. */
export type Refusal = Rejection & { readonly code: CodeName };
export type Fault = Refusal | undefined;

/** `path`: JSON pointer into the body; `against`: index of the entry that speaks against it. */
export function fault(code: CodeName, path?: string, against?: number): Refusal {
  return { code, ...(path !== undefined && { path }), ...(against !== undefined && { against }) };
}

export function refuse(code: CodeName, path?: string, against?: number): { readonly rejection: Refusal } {
  return { rejection: fault(code, path, against) };
}
