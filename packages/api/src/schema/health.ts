import { z } from "zod";

/** That a server answers, which one it is, and how busy. */
export const Health = z
  .object({
    status: z.literal("ok"),
    api: z
      .number()
      .int()
      .meta({ description: "Version of this interface: raised when a field changes or goes" }),
    places: z.number().int(),
    newestSource: z.string().nullable(),
    workers: z.object({ size: z.number(), busy: z.number(), queued: z.number() }),
  })
  .meta({ id: "Health" });
export type Health = z.infer<typeof Health>;
