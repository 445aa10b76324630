import { GuarantorId, HolderId, OfficeName, Ref, RegimeName, Territory } from "@rahdari/transit";
import { z } from "zod";

// Classes with the names of the WCO Data Model that eTIR takes them from, as far as they are public. What is in them
// is ours: no schema of eTIR 4.3 is. References, and names of parties and offices, are those of transit's own messages.

const form = (pattern: RegExp) => z.string().regex(pattern, `not of the form ${pattern.source}`);

/** Text of at least one character; what XML cannot hold is refused by the reader. */
export const Text = z.string().min(1).max(2000);
/** Number of a message, or the name of a party: that of the system is the origin of its ledger. */
export const Id = z.string().min(1).max(100);
export const Country = form(/^[A-Z]{2}$/);
export const Currency = form(/^[A-Z]{3}$/);
export const Moment = z.iso.datetime({ precision: 3 });
export const Day = z.iso.date();
export const Indicator = z.enum(["true", "false"]);
export const Numeric = form(/^[1-9]\d{0,4}$/);
/** An amount with two decimals. */
export const Amount = form(/^(?:0|[1-9]\d{0,12})\.\d{2}$/);
const Measure = form(/^\d{1,22}(?:\.\d{1,17})?(?:e-?\d{1,2})?$/);

export const Office = z.strictObject({ ID: OfficeName });
/** The holder. */
export const Principal = z.strictObject({ ID: HolderId });
/** The guaranteeing association, or whoever else guarantees. */
export const Surety = z.strictObject({ ID: GuarantorId });
export const GuaranteeReference = z.strictObject({ ReferenceID: Ref });

export const Equipment = z.strictObject({
  Seal: z
    .array(z.strictObject({ ID: Ref }))
    .max(20)
    .optional(),
});

/** The movement alone, by our reference, and by that of customs where it has one. */
export const Movement = z.strictObject({
  FunctionalReferenceID: Ref,
  ID: z.string().optional(),
});

const Party = z.strictObject({
  Name: Text,
  Address: z.strictObject({ Line: Text, CountryCode: Country }),
});

const Item = z.strictObject({
  SequenceNumeric: Numeric,
  Commodity: z.strictObject({
    Description: Text,
    Classification: z.strictObject({ ID: form(/^\d{6}$/) }),
  }),
  Packaging: z.strictObject({ TypeCode: Text, QuantityQuantity: Numeric }),
  GoodsMeasure: z.strictObject({ GrossMassMeasure: Measure }),
});

export const Consignment = z.strictObject({
  Consignor: Party,
  Consignee: Party,
  InvoiceAmount: Measure,
  CurrencyCode: Currency,
  ConsignmentItem: z.array(Item).min(1).max(999),
});

const Itinerary = z.strictObject({
  SequenceNumeric: Numeric,
  TerritoryCode: Territory,
  /** Offices of departure or entry, and of exit or destination. */
  EntryOffice: Office,
  ExitOffice: Office,
});

const TransportMeans = z.strictObject({
  ID: z.string().min(2).max(20),
  RegistrationNationalityCode: Country,
  /** Certificate of approval (TIR Convention, Annex 4). */
  Certificate: z.strictObject({ ID: Ref, IssueDate: Day }).optional(),
});

/** A declaration as a whole: all that members see, and the goods where they are shown. */
export const Declaration = z.strictObject({
  FunctionalReferenceID: Ref,
  ID: z.string().optional(),
  /** The regime: `tir` is the one that eTIR knows. */
  TypeCode: RegimeName,
  AcceptanceDateTime: Moment.optional(),
  NavigationSealIndicator: Indicator,
  Principal,
  ObligationGuarantee: GuaranteeReference,
  Itinerary: z.array(Itinerary).min(1).max(12),
  AdditionalOffice: z
    .array(z.strictObject({ ID: OfficeName, RoleCode: z.enum(["departure", "destination"]) }))
    .max(10)
    .optional(),
  BorderTransportMeans: TransportMeans,
  /** Permits. */
  AdditionalDocument: z
    .array(z.strictObject({ ID: Ref }))
    .max(12)
    .optional(),
  /** Readings relied on, by parameter. */
  AdditionalInformation: z
    .array(z.strictObject({ StatementTypeCode: z.string(), StatementDescription: z.string() }))
    .optional(),
  Consignment: Consignment.optional(),
});
