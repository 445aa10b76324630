import { z } from "zod";
import { SourceId } from "./basis.ts";

/** A page or document that a value was read from. `date` is the text's own, to the precision known. */
export const Source = z.strictObject({
  url: z.string().min(1).optional(),
  note: z.string().optional(),
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
});
export type Source = z.infer<typeof Source>;
export const Sources = z.record(SourceId, Source);
