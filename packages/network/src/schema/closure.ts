import { z } from "zod";
import { Basis, Direction, Id, IsoDate, SourceId, TextCode } from "./basis.ts";

/** What may not pass. A commercial truck in transit is stopped by all but `passengers` and `slow`. */
export const Scope = z.enum([
  "all",
  "trade",
  "exports",
  "imports",
  "transit",
  "trucks",
  "trailers",
  "rail",
  "sea",
  "foreign-drivers",
  "passengers",
  "slow",
]);

export const Cause = z.enum([
  "conflict",
  "dispute",
  "protest",
  "documents",
  "weather",
  "landslide",
  "works",
  "holiday",
  "election",
  "pandemic",
  "capacity",
  "season",
  "accident",
  "unknown",
]);
export type Cause = z.infer<typeof Cause>;

/**
 * A stop or restriction of one crossing, link or place, bitemporal: when it held (`from`, `to`) and since
 * when that could be known (`knownSince`, `endKnownSince`). `kind: opening` is an exception inside a longer
 * closure. Without `to` the end is not known: `lastConfirmed` is then the last day on which a source says
 * that it still held; after it nothing is known.
 */
export const Closure = z.strictObject({
  id: Id,
  on: z.union([
    z.strictObject({ crossing: Id }),
    z.strictObject({ link: Id }),
    z.strictObject({ place: Id }),
  ]),
  kind: z.enum(["closure", "restriction", "opening"]),
  from: IsoDate,
  /** Last day on which it held, inclusive. */
  to: IsoDate.optional(),
  /** With no `to`: does the record say the stop was short (hours or days) although no end was printed? */
  presumedShort: z.boolean().optional(),
  lastConfirmed: z
    .strictObject({ date: IsoDate, sources: z.array(SourceId).min(1), note: z.string().optional() })
    .optional(),
  /** Default: `from`. Earlier for announced stops. */
  knownSince: IsoDate.optional(),
  /** Default: `to`. Earlier where the end was announced beforehand. */
  endKnownSince: IsoDate.optional(),
  scope: z.array(Scope).min(1),
  direction: Direction.optional(),
  cause: Cause,
  reason: z.string(),
  reasonCode: TextCode.optional(),
  announced: z.boolean().optional(),
  /** Sources disagree: what the other side says. */
  contested: z.string().optional(),
  contestedCode: TextCode.optional(),
  imposedBy: z.string().optional(),
  /** How exact the dates are, where not to the day. */
  datePrecision: z.string().optional(),
  losses: z.string().optional(),
  course: z
    .array(z.strictObject({ date: z.string(), event: z.string(), sources: z.array(SourceId) }))
    .optional(),
  basis: Basis,
});
export type Closure = z.infer<typeof Closure>;
