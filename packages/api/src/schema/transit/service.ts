import { GuarantorId, HolderId, OfficeName, Ref } from "@rahdari/transit";
import { z } from "zod";

const Label = z
  .string()
  .min(1)
  .max(100)
  .meta({ description: "For people: whose it is", example: "Torkham desk 2" });

/** A key to be given out. */
export const NewKey = z
  .discriminatedUnion("role", [
    z.strictObject({
      role: z.literal("authority"),
      offices: z.array(OfficeName).min(1).max(200).nullable().meta({
        description: "Offices that it is good for; null for all of the authority, and for giving out keys",
      }),
      label: Label,
    }),
    z.strictObject({ role: z.literal("holder"), subject: HolderId, label: Label }),
    z.strictObject({ role: z.literal("guarantor"), subject: GuarantorId, label: Label }),
  ])
  .meta({ id: "NewKey" });
export type NewKey = z.infer<typeof NewKey>;

export const GivenKey = z
  .object({ id: z.string(), key: z.string().meta({ description: "Shown this once; only its hash is kept" }) })
  .meta({ id: "GivenKey" });

export const KeysView = z.object({
  keys: z.array(
    z.object({
      id: z.string(),
      role: z.enum(["authority", "holder", "guarantor"]),
      subject: z.string(),
      offices: z.array(z.string()).nullable(),
      label: z.string(),
      created: z.string(),
      revoked: z.string().nullable(),
    }),
  ),
});

/** What an address is to be told of. */
export const HookScope = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("all") }),
  z.strictObject({ of: z.literal("movement"), movement: Ref }),
  z.strictObject({ of: z.literal("office"), office: OfficeName }),
]);
export type HookScope = z.infer<typeof HookScope>;

export const NewHook = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).max(500),
    scope: HookScope,
  })
  .meta({ id: "NewHook" });

export const HookView = z
  .object({
    id: z.string(),
    url: z.string(),
    scope: HookScope,
    next: z.int().meta({ description: "Entry from which on it is still to be told" }),
    failures: z.int().meta({ description: "One after the other" }),
    trouble: z
      .string()
      .nullable()
      .meta({ description: "Why it did not take what it was sent last", example: "answered 500" }),
    ended: z.string().nullable().meta({ description: "Why nothing is sent any more" }),
  })
  .meta({ id: "HookView" });
export const GivenHook = z
  .object({
    hook: HookView,
    secret: z.string().meta({ description: "Shown this once: verifies signatures (Standard Webhooks)" }),
  })
  .meta({ id: "GivenHook" });
export const HooksView = z.object({ hooks: z.array(HookView) });

export const AboutTransit = z
  .object({
    ledger: z.string(),
    entries: z.int(),
    offices: z.array(z.string()).meta({ description: "Offices that this server speaks for" }),
    actor: z.object({
      role: z.string(),
      subject: z.string(),
      offices: z.array(z.string()).nullable(),
    }),
  })
  .meta({ id: "AboutTransit" });
