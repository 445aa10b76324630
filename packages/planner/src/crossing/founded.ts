import type { Basis } from "@rahdari/network";
import { z } from "zod";
import { basisKind, basisSources } from "../explain/basis.ts";

export const BasisKind = z.enum(["published", "derived", "estimated"]);

/** How a value is founded, and the ids of the sources behind it. */
export const Founded = z.object({ basis: BasisKind, sources: z.array(z.string()) });

export function founded(basis: Basis): z.infer<typeof Founded> {
  return { basis: basisKind(basis), sources: [...basisSources(basis)] };
}
