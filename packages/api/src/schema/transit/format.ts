import { Ref, RegimeName } from "@rahdari/transit";
import { z } from "zod";

const Gap = z
  .object({
    kind: z.enum(["assumed", "derived", "left-out", "missing"]),
    path: z.string(),
    text: z.string(),
  })
  .meta({ id: "FormatGap", description: "What one side does not say as the other does" });

const Missing = z
  .object({
    entry: z.int(),
    kind: z.string().meta({ description: "Of the message of the ledger" }),
    type: z.string().optional().meta({
      description:
        "Message of the format that was not written; left out where the format has none for the kind",
    }),
    reason: z.string().meta({
      description: "What the format asks for and nobody said, with the way out; or why it has no message",
    }),
  })
  .meta({ id: "FormatMissing", description: "A message of the ledger that is not told in a format" });

/** Messages of a format in XML, each with the entry of the ledger that it was made from. */
export const XmlMessages = z
  .object({
    messages: z.array(z.object({ type: z.string(), entry: z.int(), xml: z.string(), gaps: z.array(Gap) })),
    missing: z.array(Missing),
  })
  .meta({ id: "XmlMessages" });
export type XmlMessages = z.infer<typeof XmlMessages>;

/** A declaration of NCTS as a draft of ours: what is null is to be completed before it is handed in. */
export const ImportedNcts = z
  .object({
    declaration: z.record(z.string(), z.unknown()).meta({ description: "Body of a declaration.lodge" }),
    payload: z.record(z.string(), z.unknown()),
    gaps: z.array(Gap),
  })
  .meta({ id: "ImportedNcts" });

export const ImportQuery = z.strictObject({
  regime: RegimeName.optional().meta({
    description: "Of a declaration that is not of TIR. Default: national",
  }),
  movement: Ref.optional().meta({ description: "Reference here. Default: made from the LRN" }),
});
