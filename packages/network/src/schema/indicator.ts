import { z } from "zod";
import { Basis, Id } from "./basis.ts";

/** CAREC CPMM trade facilitation indicators of a country and year; missing where not printed. */
export const Indicator = z.strictObject({
  /** ISO code or CAREC for the region. */
  area: z.string().regex(/^([A-Z]{2}|CAREC)$/),
  mode: z.enum(["road", "rail"]),
  year: z.number().int(),
  /** TFI1: hours to clear a border crossing point. */
  tfi1Hours: z.number().optional(),
  /** TFI2: USD at a border crossing point. */
  tfi2Usd: z.number().optional(),
  /** TFI3: USD per 500 km and 20 t. */
  tfi3Usd: z.number().optional(),
  /** TFI4: km/h with delay. */
  swd: z.number().optional(),
  /** km/h without delay. */
  swod: z.number().optional(),
  note: z.string().optional(),
  basis: Basis,
});
export type Indicator = z.infer<typeof Indicator>;

/** A road, railway or terminal under way or planned. */
export const Project = z.strictObject({
  id: Id,
  name: z.string(),
  kind: z.string(),
  lengthKm: z.number().optional(),
  costUsd: z.number().optional(),
  status: z.string(),
  opens: z.string().optional(),
  notes: z.array(z.string()).optional(),
  basis: Basis,
});
export type Project = z.infer<typeof Project>;
