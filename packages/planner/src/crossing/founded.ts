import { z } from "zod";

export const BasisKind = z.enum(["published", "derived", "estimated"]);

/** How a value is founded, and the ids of the sources behind it. */
export const Founded = z.object({ basis: BasisKind, sources: z.array(z.string()) });
