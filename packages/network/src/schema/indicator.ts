import { z } from "zod";
import { Basis, Id, Plain, Year } from "./basis.ts";

/** CAREC CPMM trade facilitation indicators of a country and year; missing where not printed. */
export const Indicator = z.strictObject({
  /** ISO code or CAREC for the region. */
  area: z.string().regex(/^([A-Z]{2}|CAREC)$/),
  mode: z.enum(["road", "rail"]),
  year: Year,
  /** TFI1: hours to clear a border crossing point. */
  tfi1Hours: Plain.optional(),
  /** TFI2: USD at a border crossing point. */
  tfi2Usd: Plain.optional(),
  /** TFI3: USD per 500 km and 20 t. */
  tfi3Usd: Plain.optional(),
  /** TFI4: km/h with delay. */
  swd: Plain.optional(),
  /** km/h without delay. */
  swod: Plain.optional(),
  note: z.string().optional(),
  basis: Basis,
});
export type Indicator = z.infer<typeof Indicator>;

/** A road, railway or terminal under way or planned. */
export const Project = z.strictObject({
  id: Id,
  name: z.string(),
  kind: z.string(),
  lengthKm: Plain.optional(),
  costUsd: Plain.optional(),
  status: z.string(),
  opens: z.string().optional(),
  notes: z.array(z.string()).optional(),
  basis: Basis,
});
export type Project = z.infer<typeof Project>;
