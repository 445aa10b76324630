import type { Kind } from "./messages.ts";

/** Messages that declare goods: with a private payload, to which their event commits. */
const DECLARING = [
  "declaration.lodge",
  "declaration.amend",
  "fallback.open",
] as const satisfies readonly Kind[];

export function declaresGoods(kind: string): kind is (typeof DECLARING)[number] {
  return (DECLARING as readonly string[]).includes(kind);
}

/** Who hands a message to an office without being one. */
export type Party = "holder" | "guarantor";

/**
 * What holders and guarantors may hand to an office, which states it for them; everything else an office states of
 * its own. Only about movements of that holder, and guarantees of that guarantor.
 */
export const HANDED_IN: Readonly<Record<Party, readonly Kind[]>> = {
  holder: [
    "declaration.lodge",
    "declaration.amend",
    "declaration.withdraw",
    "declaration.present",
    "incident.report",
    "diversion.request",
    "enquiry.hear",
  ],
  guarantor: ["guarantee.register", "guarantee.cancel", "claim.contest", "reconcile.request"],
};
