import { z } from "zod";
import {
  Cents,
  Country,
  Instant,
  Leg,
  LegalBasis,
  OfficeName,
  Ref,
  Remark,
  SealIds,
  Sequence,
  text,
  Vehicle,
} from "./values.ts";

/** NCTS code list IncidentCode, by number. */
export const IncidentCode = z.enum(["1", "2", "3", "4", "5", "6"]);
const Place = z.strictObject({ country: Country, name: text(1, 100) });

const Knowingly = {
  /** Said where the holder is not authorised any more: the load arrives all the same, and the record shows it. */
  holderExcluded: z.literal(true).optional(),
};

export const OPERATION_BODIES = {
  "operation.start": z.strictObject({
    movement: Ref,
    operation: Ref,
    sequence: Sequence,
    /** Seals found, or affixed at departure. */
    seals: SealIds,
    /** Number of the voucher that opens it, where the guarantee has vouchers. */
    voucher: z.int().min(1).max(20).optional(),
    /** Amount of the guarantee that stands for duties and taxes in this territory. */
    liability: Cents,
    /** Time limit set by the office (TIR Convention, Art. 20); null for that of the regime, or none. */
    until: Instant.nullable(),
    ...Knowingly,
  }),
  "operation.refuse": z.strictObject({
    movement: Ref,
    operation: Ref,
    sequence: Sequence,
    because: Remark,
    article: LegalBasis,
  }),
  "operation.extend": z.strictObject({
    movement: Ref,
    sequence: Sequence,
    days: z.int().min(1).max(365),
    because: Remark,
  }),
  "operation.terminate": z.strictObject({
    movement: Ref,
    sequence: Sequence,
    seals: SealIds,
    final: z.boolean(),
    /** Facts of the operation itself, no others (TIR Convention, Art. 28(1)). */
    reservation: Remark.nullable(),
    ...Knowingly,
  }),
  "operation.discharge": z.strictObject({ movement: Ref, sequence: Sequence, ...Knowingly }),

  "seal.affix": z.strictObject({
    movement: Ref,
    seal: Ref,
    type: z.enum(["customs", "carrier", "electronic", "navigation"]),
  }),
  "seal.check": z.strictObject({ movement: Ref, seal: Ref }),
  "seal.break": z.strictObject({
    movement: Ref,
    seal: Ref,
    because: z.enum(["examination", "incident"]),
    remark: Remark,
  }),
  "seal.replace": z.strictObject({ movement: Ref, seal: Ref, by: Ref, because: Remark }),
  "seal.remove": z.strictObject({ movement: Ref, seal: Ref }),
  "seal.alarm": z.strictObject({ movement: Ref, seal: Ref, remark: Remark }),
  "seal.investigate": z.strictObject({ movement: Ref, seal: Ref, tampered: z.boolean(), remark: Remark }),

  "incident.report": z.strictObject({
    movement: Ref,
    incident: Ref,
    code: IncidentCode,
    /** Lost or destroyed goods: theft, accident, force majeure (TIR Convention, Arts. 25, 41). */
    loss: z.enum(["theft", "destroyed", "force-majeure"]).nullable(),
    place: Place,
    remark: Remark,
    seals: SealIds,
    transshipment: Vehicle.nullable(),
  }),
  "incident.endorse": z.strictObject({ movement: Ref, incident: Ref, authority: text(1, 100) }),

  "diversion.request": z.strictObject({ movement: Ref, legs: z.array(Leg).min(1).max(12), because: Remark }),
  "diversion.decide": z.strictObject({
    movement: Ref,
    /** NCTS: 1 arrived elsewhere, 2 cancelled, 3 unknown, 4 other; null where it is granted. */
    refused: z.enum(["1", "2", "3", "4"]).nullable(),
    /** Whether the goods travel under a navigation seal on the new way, where that is not as it was declared. */
    navigationSeal: z.boolean().optional(),
  }),
  "diversion.forward": z.strictObject({ movement: Ref, office: OfficeName }),

  "transport.suspend": z.strictObject({
    movement: Ref,
    because: z.enum(["border-shut", "non-party", "simpler-regime", "force-majeure"]),
    /** Whether the time limit stands still meanwhile (TIR Convention, Art. 39(1) by analogy, as the office decides). */
    tolls: z.boolean(),
    remark: Remark.nullable(),
  }),
  "transport.resume": z.strictObject({ movement: Ref, seals: SealIds, ...Knowingly }),
} as const;
