import { OfficeName, Payload, RegimeName, TASKS } from "@rahdari/transit";
import { z } from "zod";
import { EntryIndex, StateName, TaskOfOffice, whole } from "./query.ts";

const Limit = whole(1, 500).default(100);

/** How many, and from where on. */
export const PageQuery = z.strictObject({
  after: EntryIndex.default(0).meta({ description: "`next` of the page before" }),
  limit: Limit,
});

export const MovementsQuery = PageQuery.extend({
  state: StateName.optional().meta({ example: "in-transit" }),
  regime: RegimeName.optional(),
  office: OfficeName.optional().meta({ description: "On whose way it lies", example: "PK/torkham" }),
  reference: z.string().max(18).optional().meta({ description: "Reference that customs gave it" }),
});

export const MovementSummary = z
  .object({
    movement: z.string(),
    state: StateName,
    regime: RegimeName,
    holder: z.string(),
    guarantee: z.string(),
    reference: z.string().nullable(),
    departure: z.string(),
    destination: z.string(),
    registration: z.string().meta({ description: "Of the vehicle" }),
    until: z.string().nullable().meta({ description: "Time limit of the operation that it is in, UTC" }),
    changed: z.int().meta({ description: "Index of the entry that changed it last" }),
  })
  .meta({ id: "MovementSummary" });
export type MovementSummary = z.infer<typeof MovementSummary>;

export const MovementsFound = z.object({
  movements: z.array(MovementSummary),
  next: z.int().nullable().meta({ description: "Give it as `after`; null where there are no more" }),
});

const ClockView = z
  .object({
    sequence: z.int().meta({ description: "Of the operation" }),
    clock: z.enum(["notice", "notice-if-fraud", "claim-from", "claim-until", "pay", "repay"]),
    at: z.string().meta({ description: "Latest moment, of `claim-from` the earliest, UTC" }),
    article: z.string().meta({ example: "TIR Convention, Art. 11(3)" }),
    reading: z
      .string()
      .nullable()
      .meta({ description: "Which reading of the article; null where there is one" }),
  })
  .meta({ id: "Clock" });

export const MovementDetail = z
  .object({
    movement: MovementSummary,
    detail: z.record(z.string(), z.unknown()).meta({
      description: "All that the state machine knows of it; times in milliseconds since 1970",
    }),
    tasks: z.array(z.object({ office: z.string(), task: TaskOfOffice })),
    clocks: z.array(ClockView).meta({
      description: "Time limits of notice, claim, payment and repayment that run now, operation by operation",
    }),
  })
  .meta({ id: "MovementDetail" });

export const QueueQuery = z.strictObject({
  task: TaskOfOffice.optional().meta({ example: "accept" }),
  after: z
    .string()
    .regex(new RegExp(`^\\d{1,15}\\.(?:${TASKS.join("|")})$`))
    .optional()
    .meta({ description: "`next` of the page before" }),
  limit: Limit,
});

export const QueueView = z
  .object({
    office: z.string(),
    counts: z.record(z.string(), z.int()).meta({ description: "How much waits, by what is to be done" }),
    waiting: z.array(
      z.object({
        task: TaskOfOffice,
        movement: z.string(),
        state: StateName,
        regime: RegimeName,
        holder: z.string(),
        reference: z.string().nullable(),
        registration: z.string(),
        until: z.string().nullable(),
        changed: z.int(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: "QueueView" });
export type QueueView = z.infer<typeof QueueView>;

export const GuaranteeView = z
  .object({
    guarantee: z.string(),
    state: z.string(),
    detail: z.record(z.string(), z.unknown()),
    liabilities: z
      .array(
        z.object({
          movement: z.string(),
          operation: z.string(),
          territory: z.string(),
          reserved: z.int().meta({ description: "Cents of the guarantee's currency" }),
        }),
      )
      .meta({ description: "What is reserved of it now, operation by operation" }),
  })
  .meta({ id: "GuaranteeView" });

const Opening = z
  .strictObject({
    fields: z
      .array(
        z.strictObject({
          name: z.string().max(40),
          salt: z.string().regex(/^[A-Za-z0-9+/]{22}==$/),
          value: z.unknown(),
        }),
      )
      .min(1)
      .max(100),
  })
  .meta({ id: "PayloadOpening", description: "Fields with their salts: keep it private" });

export const PayloadView = z
  .object({
    movement: z.string(),
    commit: z.string().meta({ description: "Root on the ledger that the fields open, Base 64" }),
    payload: Payload,
    opening: Opening,
  })
  .meta({ id: "PayloadView" });

/** What another server gave as a PayloadView: its opening is what counts, and is checked against the ledger. */
export const BroughtPayload = z
  .strictObject({
    opening: Opening,
    movement: z.string().optional(),
    commit: z.string().optional(),
    payload: z.unknown().optional(),
  })
  .meta({ id: "BroughtPayload" });
