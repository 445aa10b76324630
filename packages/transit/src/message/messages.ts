import type { z } from "zod";
import { DECLARATION_BODIES } from "./declaration.ts";
import { GUARANTEE_BODIES } from "./guarantee.ts";
import { OPERATION_BODIES } from "./operation.ts";
import { RECOVERY_BODIES } from "./recovery.ts";

/** Bodies of all messages of transit that go into a ledger, by kind. */
export const BODIES = {
  ...GUARANTEE_BODIES,
  ...DECLARATION_BODIES,
  ...OPERATION_BODIES,
  ...RECOVERY_BODIES,
} as const;
export type Kind = keyof typeof BODIES;
export type Body<K extends Kind> = z.infer<(typeof BODIES)[K]>;

export function isKind(kind: string): kind is Kind {
  return Object.hasOwn(BODIES, kind);
}

/** A group of messages with its nearest relatives: eTIR pairs, NCTS messages. */
export type Group = {
  readonly title: string;
  readonly kinds: readonly Kind[];
  readonly etir: string;
  readonly ncts: string;
};

/** The groups of messages, in the order of a journey. */
export const GROUPS: readonly Group[] = [
  {
    title: "Holders and guarantors",
    kinds: ["holder.authorise", "holder.exclude", "guarantor.authorise", "guarantor.revoke"],
    etir: "I3 (ITDB)",
    ncts: "-",
  },
  {
    title: "Guarantee",
    kinds: ["guarantee.register", "guarantee.cancel"],
    etir: "E1, E3",
    ncts: "224, 231",
  },
  {
    title: "Guarantee query",
    kinds: ["guarantee.query", "guarantee.result"],
    etir: "I5, E5",
    ncts: "034, 037, 200, 201",
  },
  {
    title: "Guarantee check",
    kinds: ["guarantee.accept", "guarantee.reject"],
    etir: "I1",
    ncts: "055",
  },
  {
    title: "Liability",
    kinds: ["liability.reserve", "liability.release"],
    etir: "-",
    ncts: "203, 204, 209",
  },
  {
    title: "Declaration",
    kinds: ["declaration.lodge", "declaration.amend", "declaration.withdraw", "declaration.present"],
    etir: "E9, E11, E13",
    ncts: "015, 013, 014, 170",
  },
  {
    title: "Rejection",
    kinds: ["declaration.reject"],
    etir: "answers",
    ncts: "056, 057, 906, 917",
  },
  { title: "Acceptance", kinds: ["declaration.accept"], etir: "I7", ncts: "028" },
  {
    title: "Control",
    kinds: ["control.decide", "control.result"],
    etir: "-",
    ncts: "060, 017, 018",
  },
  {
    title: "Release",
    kinds: ["release.grant", "release.refuse"],
    etir: "I9",
    ncts: "029, 051",
  },
  {
    title: "Advance notice",
    kinds: ["notice.advance"],
    etir: "I15",
    ncts: "001, 050, 160",
  },
  { title: "Start", kinds: ["operation.start"], etir: "I9", ncts: "118" },
  { title: "Refusal to start", kinds: ["operation.refuse"], etir: "I17", ncts: "119" },
  { title: "Time limit", kinds: ["operation.extend"], etir: "-", ncts: "-" },
  {
    title: "Termination",
    kinds: ["operation.terminate"],
    etir: "I11",
    ncts: "007, 044, 018",
  },
  { title: "Discharge", kinds: ["operation.discharge"], etir: "I13", ncts: "045" },
  {
    title: "Seals",
    kinds: [
      "seal.affix",
      "seal.check",
      "seal.break",
      "seal.replace",
      "seal.remove",
      "seal.alarm",
      "seal.investigate",
    ],
    etir: "309, 310",
    ncts: "182, 025",
  },
  {
    title: "Incident",
    kinds: ["incident.report", "incident.endorse"],
    etir: "certified report",
    ncts: "180 to 182",
  },
  {
    title: "Diversion",
    kinds: ["diversion.request", "diversion.decide", "diversion.forward"],
    etir: "Art. 27",
    ncts: "002, 003, 024",
  },
  {
    title: "Suspension",
    kinds: ["transport.suspend", "transport.resume"],
    etir: "Art. 26",
    ncts: "-",
  },
  {
    title: "Discrepancy",
    kinds: ["discrepancy.notify", "discrepancy.resolve"],
    etir: "-",
    ncts: "019, 049",
  },
  {
    title: "Status",
    kinds: ["status.request", "status.reply"],
    etir: "-",
    ncts: "094, 095, 027, 038",
  },
  {
    title: "Enquiry",
    kinds: ["enquiry.open", "enquiry.ask", "enquiry.hear", "enquiry.answer", "enquiry.close"],
    etir: "-",
    ncts: "140 to 145, 059",
  },
  {
    title: "Claim",
    kinds: [
      "claim.notify",
      "claim.lodge",
      "claim.contest",
      "claim.decide",
      "claim.pay",
      "claim.reject",
      "claim.refund",
      "claim.end",
      "claim.transfer",
    ],
    etir: "Art. 11",
    ncts: "023, 035, 063, 150 to 152",
  },
  { title: "Invalidation", kinds: ["movement.invalidate"], etir: "-", ncts: "009, 010" },
  {
    title: "Fallback",
    kinds: ["fallback.open", "fallback.capture"],
    etir: "accompanying document",
    ncts: "TAD",
  },
  {
    title: "Reconciliation",
    kinds: ["reconcile.request", "reconcile.reply"],
    etir: "Annex 10",
    ncts: "094, 095",
  },
  {
    title: "Unavailability",
    kinds: ["node.unavailable", "node.available"],
    etir: "-",
    ncts: "070, 971",
  },
];
