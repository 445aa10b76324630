import {
  PlanAnswer as Answer,
  type PlanRequestInput,
  PlanRequest as Request,
  Standing,
} from "@rahdari/planner";
import { z } from "zod";

export type { PlanRequestInput };

/** Forms in which a plan can be had. */
export const FORMATS = ["json", "csv", "geojson", "text"] as const;
export type Format = (typeof FORMATS)[number];

export const PlanRequest = Request.meta({
  id: "PlanRequest",
  example: { from: "Lahore", to: "Almaty", ready: "2027-01-11", goods: { hs: "080521", tonnes: 20 } },
});

export const PlanAnswer = Answer.extend({ request: PlanRequest }).meta({ id: "PlanAnswer" });
export type PlanAnswer = z.infer<typeof PlanAnswer>;

export const PlanQuery = z.object({
  format: z.enum(FORMATS).default("json").meta({ description: "Form of the answer" }),
  at: Standing.shape.place
    .optional()
    .meta({ description: "Place where the shipment is now: plans on from there. Needs `on`." }),
  on: Standing.shape.on.optional().meta({ description: "Since when it is there. Needs `at`." }),
});
