import { LineBasis, LineGeometry } from "@rahdari/planner";
import { z } from "zod";

/** Lines of the links as GeoJSON, RFC 7946, with the credit that must be shown. */
export const Geometry = z
  .object({
    type: z.literal("FeatureCollection"),
    attribution: z.string(),
    features: z.array(
      z.object({
        type: z.literal("Feature"),
        properties: z.object({ link: z.string(), basis: LineBasis }),
        geometry: LineGeometry,
      }),
    ),
  })
  .meta({ id: "Geometry" });
export type Geometry = z.infer<typeof Geometry>;
