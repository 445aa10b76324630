import { z } from "zod";
import { Cents, Country, Instant, IsoDate, Ref, Remark, Sequence } from "./values.ts";

const of = { movement: Ref, sequence: Sequence };

export const RECOVERY_BODIES = {
  "discrepancy.notify": z.strictObject({
    ...of,
    what: z.enum(["weight", "packages", "goods", "seals", "late", "vehicle"]),
    remark: Remark,
  }),
  "discrepancy.resolve": z.strictObject({ ...of, explained: z.boolean(), remark: Remark }),

  "enquiry.open": z.strictObject(of),
  "enquiry.ask": z.strictObject({ ...of, answerBy: Instant }),
  /** The holder's answer, as the office took it in. */
  "enquiry.hear": z.strictObject({ ...of, proof: Remark.nullable() }),
  "enquiry.answer": z.strictObject({ ...of, located: z.boolean(), remark: Remark }),
  "enquiry.close": z.strictObject({ ...of, located: z.boolean(), remark: Remark }),

  "claim.notify": z.strictObject({
    ...of,
    /** The certificate of termination was false or obtained by fraud (TIR Convention, Arts. 10(2), 11(1)). */
    fraud: z.boolean(),
  }),
  "claim.lodge": z.strictObject({
    ...of,
    amount: Cents,
    /** Day on which the persons directly liable were asked first; left out where it was not possible (Art. 11(2)). */
    debtorAsked: IsoDate.optional(),
  }),
  /** The association's position: accepted or contested. */
  "claim.contest": z.strictObject({ ...of, because: Remark }),
  "claim.decide": z.strictObject({
    ...of,
    enforceableOn: IsoDate,
    due: z.boolean(),
    /** Day on which the proceedings began, for a decision after the time for a claim without one (Art. 11(3)). */
    proceedingsSince: IsoDate.optional(),
  }),
  "claim.pay": z.strictObject(of),
  "claim.reject": z.strictObject({ ...of, because: Remark }),
  "claim.refund": z.strictObject({ ...of, because: Remark }),
  "claim.end": z.strictObject({ ...of, because: Remark }),
  "claim.transfer": z.strictObject({ ...of, to: Country }),
} as const;
