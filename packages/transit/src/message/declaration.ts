import { z } from "zod";
import {
  FurtherOffice,
  HolderId,
  Instant,
  IsoDate,
  Leg,
  LegalBasis,
  named,
  OfficeName,
  Ref,
  RegimeName,
  Remark,
  text,
  Vehicle,
} from "./values.ts";

/** More than all regimes together leave contested. */
const MOST_READINGS = 50;

/**
 * What of a declaration all members see. Goods, value, consignor and consignee are in the private payload, whose
 * commitment the event carries.
 */
const Declared = {
  holder: HolderId,
  regime: RegimeName,
  guarantee: Ref,
  legs: z.array(Leg).min(1).max(12),
  /**
   * Offices of departure beyond the first, and of destination before the last, in the order of the way: part of the
   * load is taken in or taken off there. A leg begins or ends at each; within a territory it parts two legs.
   */
  furtherOffices: z.array(FurtherOffice).max(10),
  vehicle: Vehicle,
  /** Reservations of permits on the ledger, one for each that the regime asks for. */
  permits: z.array(Ref).max(12),
  /** Which reading the parties rely on where a regime's status or a parameter is contested. */
  readings: z
    .record(text(1, 60), text(1, 60))
    .refine((readings) => Object.keys(readings).length <= MOST_READINGS, named("field/length"))
    .meta({ maxProperties: MOST_READINGS }),
  /** Whether goods are among those that travel under a navigation seal; the office checks it on the payload. */
  navigationSeal: z.boolean(),
};

const Reference = z.string().max(18);
/** NCTS code list ControlType. */
const CONTROL_TYPES = ["10", "20", "30", "40", "41", "42", "43", "44", "45", "50"] as const;
const ControlType = z.enum(CONTROL_TYPES, named("control/unknown"));
/** Types of control, each once. */
const ControlTypes = z
  .array(ControlType)
  .min(1)
  .max(CONTROL_TYPES.length)
  .refine((types) => new Set(types).size === types.length, named("body/malformed"))
  .meta({ uniqueItems: true });
/** NCTS control results: A1 satisfactory to B2 not the right office. */
export const ControlResult = z.enum(["A1", "A2", "A3", "A4", "A5", "B1", "B2"]);

export const DECLARATION_BODIES = {
  "declaration.lodge": z.strictObject({ movement: Ref, ...Declared }),
  "declaration.amend": z.strictObject({ movement: Ref, ...Declared }),
  "declaration.withdraw": z.strictObject({ movement: Ref }),
  "declaration.present": z.strictObject({ movement: Ref }),
  "declaration.reject": z.strictObject({ movement: Ref, because: Remark, article: LegalBasis.nullable() }),
  /** Allocates the reference under which all offices know the movement. */
  "declaration.accept": z.strictObject({ movement: Ref, reference: Reference }),

  "control.decide": z.strictObject({ movement: Ref, types: ControlTypes }),
  "control.result": z.strictObject({ movement: Ref, result: ControlResult, remark: Remark.nullable() }),

  "release.grant": z.strictObject({ movement: Ref }),
  "release.refuse": z.strictObject({ movement: Ref, because: Remark, article: LegalBasis }),
  "movement.invalidate": z.strictObject({ movement: Ref, because: Remark }),
  "notice.advance": z.strictObject({ movement: Ref, office: OfficeName, expected: Instant.nullable() }),

  /** A movement that begins on paper while the office's system is down (fallback procedure, TAD). */
  "fallback.open": z.strictObject({
    fallback: Ref,
    movement: Ref,
    /** Of the series that the office keeps for paper, in the form of an MRN; left out where its paper has none. */
    reference: Reference.optional(),
    ...Declared,
  }),
  /** What a paper says, entered later: the act is taken as of the moment on the paper. */
  "fallback.capture": z.strictObject({
    fallback: Ref,
    at: Instant,
    kind: z.string().max(60),
    body: z.record(z.string(), z.json()),
  }),
  "node.unavailable": z.strictObject({ planned: z.boolean(), from: Instant, until: Instant.nullable() }),
  "node.available": z.strictObject({ from: Instant }),

  "status.request": z.strictObject({ query: Ref, movement: Ref, to: OfficeName }),
  "status.reply": z.strictObject({ query: Ref, state: text(1, 40), remark: Remark.nullable() }),
  "reconcile.request": z.strictObject({
    reconciliation: Ref,
    movement: Ref,
    to: OfficeName,
    /** SafeTIR: no record of a termination, or one that differs. */
    reason: z.enum(["missing", "discrepancy"]),
    remark: Remark.nullable(),
  }),
  "reconcile.reply": z.strictObject({
    reconciliation: Ref,
    terminated: z.enum(["yes", "no", "with-reservation"]),
    on: IsoDate.nullable(),
    remark: Remark.nullable(),
  }),
} as const;
