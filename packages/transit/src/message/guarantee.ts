import { z } from "zod";
import { InvalidGuaranteeReason } from "../code/guarantee-reasons.ts";
import {
  Cents,
  GuarantorId,
  HolderId,
  IsoDate,
  Ref,
  RegimeName,
  Sequence,
  Territory,
  text,
} from "./values.ts";

export const GUARANTEE_BODIES = {
  /** Who may hold or guarantee, as the authority concerned says (ITDB for holders). */
  "holder.authorise": z.strictObject({ holder: HolderId }),
  "holder.exclude": z.strictObject({ holder: HolderId, reason: text(1, 200) }),
  "guarantor.authorise": z.strictObject({ guarantor: GuarantorId }),
  /**
   * From a day on nothing new is registered or accepted; what was stays good (TIR Convention, Annex 9 Part I, paras. 5
   * and 6: three months after the decision at the earliest).
   */
  "guarantor.revoke": z.strictObject({ guarantor: GuarantorId, reason: text(1, 200), from: IsoDate }),

  "guarantee.register": z.strictObject({
    guarantee: Ref,
    regime: RegimeName,
    guarantor: GuarantorId,
    holder: HolderId,
    /** Per operation: the chain stands for it in each territory anew (TIR); total: one amount for all. */
    scope: z.enum(["per-operation", "total"]),
    amount: Cents,
    currency: z.string().regex(/^[A-Z]{3}$/),
    territories: z.array(Territory).min(1).max(20),
    /** Limits acceptance, not completion (TIR Convention, Art. 9(2)). */
    lastPresentation: IsoDate,
    /**
     * Vouchers of a paper carnet, each good for one operation; left out where there is no paper. A carnet has as many
     * as its transport needs (TIR Convention, Art. 17(2)).
     */
    vouchers: z.int().min(1).max(20).optional(),
    /** Movements that may rely on it; null for any number (a carnet covers one journey: Art. 17). */
    journeys: z.int().min(1).nullable(),
  }),
  "guarantee.cancel": z.strictObject({ guarantee: Ref }),
  "guarantee.accept": z.strictObject({ guarantee: Ref, movement: Ref }),
  "guarantee.reject": z.strictObject({ guarantee: Ref, movement: Ref, reason: InvalidGuaranteeReason }),
  "guarantee.query": z.strictObject({ query: Ref, guarantee: Ref }),
  "guarantee.result": z.strictObject({
    query: Ref,
    usable: z.boolean(),
    reason: InvalidGuaranteeReason.nullable(),
  }),

  "liability.reserve": z.strictObject({ movement: Ref, sequence: Sequence, amount: Cents }),
  "liability.release": z.strictObject({ movement: Ref, sequence: Sequence }),
} as const;
