import { HolderId, OfficeName, Ref, RegimeName, Territory } from "@rahdari/transit";
import { z } from "zod";
import {
  Amount,
  Country,
  Currency,
  Day,
  Declaration,
  Equipment,
  GuaranteeReference,
  Id,
  Indicator,
  Moment,
  Movement,
  Numeric,
  Office,
  Principal,
  Surety,
  Text,
} from "./etir-classes.ts";

/**
 * Names of the messages, in their pairs: who asks whom, and what for. C customs, G guarantee chain, H holder, S the
 * system, which here is the ledger. Numbers by the public list; names of I3, I5, I15, E5 and E13 are not confirmed.
 */
export const ETIR_PAIRS = [
  { request: "I1", response: "I2", from: "C", to: "S", purpose: "Accept guarantee" },
  { request: "I3", response: "I4", from: "C", to: "S", purpose: "Get holder information" },
  { request: "I5", response: "I6", from: "C", to: "S", purpose: "Query guarantee" },
  { request: "I7", response: "I8", from: "C", to: "S", purpose: "Record declaration data" },
  { request: "I9", response: "I10", from: "C", to: "S", purpose: "Start operation" },
  { request: "I11", response: "I12", from: "C", to: "S", purpose: "Terminate operation" },
  { request: "I13", response: "I14", from: "C", to: "S", purpose: "Discharge operation" },
  { request: "I15", response: "I16", from: "S", to: "C", purpose: "Notify customs" },
  { request: "I17", response: "I18", from: "C", to: "S", purpose: "Refuse to start operation" },
  { request: "I19", response: "I20", from: "C", to: "S", purpose: "Check customs offices" },
  { request: "E1", response: "E2", from: "G", to: "S", purpose: "Register guarantee" },
  { request: "E3", response: "E4", from: "G", to: "S", purpose: "Cancel guarantee" },
  { request: "E5", response: "E6", from: "G", to: "S", purpose: "Query guarantee" },
  { request: "E7", response: "E8", from: "S", to: "G", purpose: "Notify guarantee chain" },
  { request: "E9", response: "E10", from: "H", to: "S", purpose: "Advance data" },
  { request: "E11", response: "E12", from: "H", to: "S", purpose: "Advance amendment data" },
  { request: "E13", response: "E14", from: "H", to: "S", purpose: "Cancel advance data" },
] as const;

/** Names of requests (odd), of responses (even), and of both. */
export type EtirRequest = (typeof ETIR_PAIRS)[number]["request"];
export type EtirResponse = (typeof ETIR_PAIRS)[number]["response"];
export type EtirCode = EtirRequest | EtirResponse;

const head = <Code extends EtirCode>(code: Code) => ({
  ID: Id,
  TypeCode: z.literal(code),
  PreparationDateTime: Moment,
  Submitter: z.strictObject({ ID: Id }),
  Recipient: z.strictObject({ ID: Id }),
});

/** A code of list 99, or the default of its class (100, 200, 300), with the element at fault. */
const Fault = z.strictObject({
  ValidationCode: z.string().regex(/^[1-5]\d\d$/, "not a code of three digits"),
  Description: Text,
  Pointer: z.strictObject({ Location: Text }).optional(),
});
export type EtirFault = z.infer<typeof Fault>;

const STATUS = { StatusCode: z.enum(["accepted", "rejected"]), Error: z.array(Fault).max(99).optional() };

/** A response: to which request, how it was taken, and why not. */
const answer = <Code extends EtirCode, Extra extends z.ZodRawShape>(code: Code, extra: Extra) =>
  z.strictObject({ ...head(code), FunctionalReferenceID: Id, ...STATUS, ...extra }).refine(isConsistent, {
    path: ["StatusCode"],
    message: "rejected goes with errors, and accepted with none",
  });

function isConsistent(answer: object): boolean {
  const { StatusCode, Error: faults = [] } = answer as { StatusCode?: string; Error?: readonly EtirFault[] };
  return (StatusCode === "rejected") === faults.length > 0;
}

const operation = { ID: Ref.optional(), SequenceNumeric: Numeric } as const;

/** The office knows that the holder is not authorised any more: eTIR has no place for it. */
const knowingly = { HolderExcludedIndicator: z.literal("true").optional() } as const;

const request = {
  I1: { Declaration: Movement, ObligationGuarantee: GuaranteeReference, GuaranteeOffice: Office },
  I3: { Principal },
  I5: { ObligationGuarantee: GuaranteeReference },
  I7: { Declaration },
  I9: {
    Declaration: Movement,
    TransitOperation: z.strictObject({
      ...operation,
      StartDateTime: Moment,
      LimitDateTime: Moment.optional(),
      LiabilityAmount: Amount,
      /** Of a paper carnet: eTIR has none. */
      VoucherNumeric: Numeric.optional(),
      ...knowingly,
      CustomsOffice: Office,
    }),
    TransportEquipment: Equipment,
  },
  I11: {
    Declaration: Movement,
    TransitOperation: z.strictObject({
      ...operation,
      TerminationDateTime: Moment,
      FinalIndicator: Indicator,
      Reservation: Text.optional(),
      ...knowingly,
      CustomsOffice: Office,
    }),
    TransportEquipment: Equipment,
  },
  I13: {
    Declaration: Movement,
    TransitOperation: z.strictObject({
      ...operation,
      DischargeDateTime: Moment,
      ...knowingly,
      CustomsOffice: Office,
    }),
  },
  I15: { Declaration: Movement, CustomsOffice: Office, ArrivalDateTime: Moment.optional() },
  I17: {
    Declaration: Movement,
    TransitOperation: z.strictObject({
      ...operation,
      RefusalDateTime: Moment,
      Reason: Text,
      LegalBasis: Text,
      CustomsOffice: Office,
    }),
  },
  I19: { CustomsOffice: z.array(Office).min(1).max(99) },
  E1: {
    ObligationGuarantee: z.strictObject({
      ReferenceID: Ref,
      TypeCode: RegimeName,
      ScopeCode: z.enum(["per-operation", "total"]),
      Amount,
      CurrencyCode: Currency,
      ExpirationDate: Day,
      JourneyQuantity: Numeric.optional(),
      /** Of a paper carnet: eTIR has none. */
      VoucherQuantity: Numeric.optional(),
      Territory: z
        .array(z.strictObject({ Code: Territory }))
        .min(1)
        .max(20),
    }),
    Principal,
    Surety,
  },
  E3: { ObligationGuarantee: GuaranteeReference },
  E5: { ObligationGuarantee: GuaranteeReference },
  E7: {
    Declaration: Movement,
    ObligationGuarantee: GuaranteeReference,
    Surety,
    TransitOperation: z
      .strictObject({
        ...operation,
        EventCode: z.enum(["started", "terminated", "discharged", "refused"]),
        EventDateTime: Moment,
        CountryCode: Country,
        Reservation: Text.optional(),
      })
      .optional(),
  },
  E9: { Declaration },
  E11: { Declaration },
  E13: { Declaration: Movement },
} as const satisfies Readonly<Record<EtirRequest, z.ZodRawShape>>;

const State = z.strictObject({
  ReferenceID: Ref,
  StatusCode: z.enum(["usable", "not-usable"]),
  /** List InvalidGuaranteeReason of NCTS: eTIR's own list of states is not open. */
  ReasonCode: z
    .string()
    .regex(/^G\d\d$/)
    .optional(),
});

/** The form of every message: a reader checks by it, and a writer writes in its order. */
export const ETIR_FORMS = {
  I1: z.strictObject({ ...head("I1"), ...request.I1 }),
  I2: answer("I2", {}),
  I3: z.strictObject({ ...head("I3"), ...request.I3 }),
  I4: answer("I4", {
    Principal: z.strictObject({ ID: HolderId, StatusCode: z.enum(["authorised", "excluded"]) }).optional(),
  }),
  I5: z.strictObject({ ...head("I5"), ...request.I5 }),
  I6: answer("I6", { ObligationGuarantee: State.optional() }),
  I7: z.strictObject({ ...head("I7"), ...request.I7 }),
  I8: answer("I8", {}),
  I9: z.strictObject({ ...head("I9"), ...request.I9 }),
  I10: answer("I10", {}),
  I11: z.strictObject({ ...head("I11"), ...request.I11 }),
  I12: answer("I12", {}),
  I13: z.strictObject({ ...head("I13"), ...request.I13 }),
  I14: answer("I14", {}),
  I15: z.strictObject({ ...head("I15"), ...request.I15 }),
  I16: answer("I16", {}),
  I17: z.strictObject({ ...head("I17"), ...request.I17 }),
  I18: answer("I18", {}),
  I19: z.strictObject({ ...head("I19"), ...request.I19 }),
  I20: answer("I20", {
    CustomsOffice: z
      .array(z.strictObject({ ID: OfficeName, ValidIndicator: Indicator }))
      .max(99)
      .optional(),
  }),
  E1: z.strictObject({ ...head("E1"), ...request.E1 }),
  E2: answer("E2", {}),
  E3: z.strictObject({ ...head("E3"), ...request.E3 }),
  E4: answer("E4", {}),
  E5: z.strictObject({ ...head("E5"), ...request.E5 }),
  E6: answer("E6", { ObligationGuarantee: State.optional() }),
  E7: z.strictObject({ ...head("E7"), ...request.E7 }),
  E8: answer("E8", {}),
  E9: z.strictObject({ ...head("E9"), ...request.E9 }),
  E10: answer("E10", {}),
  E11: z.strictObject({ ...head("E11"), ...request.E11 }),
  E12: answer("E12", {}),
  E13: z.strictObject({ ...head("E13"), ...request.E13 }),
  E14: answer("E14", {}),
} as const satisfies Readonly<Record<EtirCode, z.ZodObject>>;

/** A message by its name: all values are text, as they are in XML. */
export type EtirDocument = {
  [Code in EtirCode]: { readonly code: Code; readonly content: z.infer<(typeof ETIR_FORMS)[Code]> };
}[EtirCode];

/** What of a request is its own, without the head. */
export type EtirBody<Code extends EtirRequest> = z.infer<z.ZodObject<(typeof request)[Code]>>;
