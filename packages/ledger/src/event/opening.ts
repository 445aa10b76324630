import { z } from "zod";
import { fromBase64 } from "../bytes/text.ts";
import { malformed } from "../fault.ts";
import { parseLoose } from "../json/canonical.ts";
import type { Json } from "../json/json.ts";
import type { Opening } from "./commitment.ts";

const FORMAT = "rahdari/opening/1";
const MAX_BYTES = 1_000_000;

const OpeningFile = z.strictObject({
  opening: z.literal(FORMAT),
  fields: z
    .array(
      z.strictObject({
        name: z.string().max(200),
        salt: z.string().refine((text) => fromBase64(text, 16) !== undefined, "expected Base 64 of 16 bytes"),
        value: z.custom<Json>((value) => value !== undefined, "expected a value"),
      }),
    )
    .min(1)
    .max(1_000),
});

/** The text of an opening's file: private, to be kept by the parties of a payload and nobody else. */
export function formatOpening({ fields }: Opening): string {
  return `${JSON.stringify({ opening: FORMAT, fields }, null, 2)}\n`;
}

/** Throws LedgerError `malformed`. */
export function parseOpening(bytes: Uint8Array): Opening {
  const { fields } = parseLoose(bytes, OpeningFile, "opening", MAX_BYTES);
  const twice = fields.findIndex(({ name }, i) => fields.findIndex((one) => one.name === name) !== i);
  if (twice >= 0)
    throw malformed("opening", "duplicate-key", `/fields/${twice}/name`, "a field of this name");
  return { fields };
}
