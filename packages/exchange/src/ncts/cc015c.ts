import { z } from "zod";
import { CARNET, GRN } from "./guarantee-node.ts";

// CC015C of XSD 60.4.16, element by element in its order: the form of what is imported. Phase 5 (51.8.6) has the same
// elements. Lengths and patterns are those of the XSD; its code lists are not checked here.

// A full stop in a pattern of XSD is any character but an end of line: a separator of lines (U+2028) is one.

/** White space of one kind, as xs:normalizedString has it, and none at the ends. */
const text = (max: number) =>
  z
    .string()
    .overwrite((value) => value.replace(/[\t\n\r]/g, " "))
    .regex(
      new RegExp(`^\\P{Z}(?:.{0,${max - 2}}\\P{Z})?$`, "su"),
      `not of 1 to ${max} characters without a space at the ends`,
    );
const maybe = (max: number) => text(max).optional();
/** White space collapsed, as xs:token and all that are no strings have it. */
const collapsed = () =>
  z.string().overwrite((value) => value.replace(/[\t\n\r ]+/g, " ").replace(/^ | $/g, ""));
const token = (max: number) =>
  collapsed().regex(new RegExp(`^.{1,${max}}$`, "su"), `not of 1 to ${max} characters`);
const code = (pattern: RegExp) => collapsed().regex(pattern, `not of the form ${pattern.source}`);
/** A pattern of a xs:normalizedString, whose spaces count. */
const exact = (pattern: RegExp) =>
  z
    .string()
    .overwrite((value) => value.replace(/[\t\n\r]/g, " "))
    .regex(pattern, `not of the form ${pattern.source}`);
const isOfCommonEra = (value: string) => !value.startsWith("0000");

const Sequence = code(/^[1-9]\d{0,4}$/);
const ItemNumber = code(/^(?:[1-9]\d{0,2}|1\d{3})$/);
const Count = code(/^(?:0|[1-9]\d{0,7})$/);
const Flag = code(/^[01]$/);
const Country = exact(/^[A-Z]{2}$/);
const OFFICE = /^[A-Z]{2}[A-Z0-9]{6}$/;
const Reference = exact(OFFICE);
/** A moment of UTC, which is implied: no zone stands with it. */
const Moment = collapsed().pipe(
  z.iso
    .datetime({ local: true, offset: false, precision: 0 })
    .refine((value) => isOfCommonEra(value) && !value.endsWith("Z"), "not a moment of UTC without its zone"),
);
const Day = collapsed().pipe(z.iso.date().refine(isOfCommonEra, "not a day of the Common Era"));
/** Digits are counted without the zeros at the end, as xs:decimal has it. */
const Mass = code(/^(?=.{1,40}$)(?:0|[1-9]\d{0,15})(?:\.\d{1,6}0*)?$/);
/** A mass that is not nothing. */
const SomeMass = code(/^(?=.{1,40}$)(?=.*[1-9])(?:0|[1-9]\d{0,15})(?:\.\d{1,6}0*)?$/);
const Locode = token(17);
const Ucr = exact(/^(?:[!-~][ -~]{1,33}[!-~]|[!-~]{1,2})$/).optional();
const Printable17 = exact(/^(?:[!-~][ -~]{1,15}[!-~]|[!-~]{1,2})$/).optional();
const Trader = exact(/^[A-Z]{2}[!-~]{1,15}$/);
const NATIONALITY = { nationality: Country } as const;

const Office = z.strictObject({ referenceNumber: Reference });
const NumberedOffice = z.strictObject({ sequenceNumber: Sequence, referenceNumber: Reference });

const Email = exact(/^(?=[\x20-\x7e]{1,256}$)[^ @][^@]*@[^.]+\..*[^ ]$/).optional();
const ContactPerson = z
  .strictObject({ name: text(70), phoneNumber: token(35), eMailAddress: Email })
  .optional();
const Address = z.strictObject({
  streetAndNumber: text(70),
  postcode: maybe(17),
  city: text(35),
  country: Country,
});
const Consignor = z.strictObject({
  identificationNumber: maybe(17),
  name: maybe(70),
  Address: Address.optional(),
  ContactPerson,
});
const Consignee = Consignor.omit({ ContactPerson: true });
export type NctsParty = z.infer<typeof Consignor>;

const Actors = z
  .array(
    z.strictObject({
      sequenceNumber: Sequence,
      role: code(/^[A-Za-z]{1,3}$/),
      identificationNumber: Trader,
    }),
  )
  .max(99)
  .optional();

const document = <Extra extends z.ZodRawShape>(extra: Extra) =>
  z
    .array(z.strictObject({ sequenceNumber: Sequence, type: code(/^.{4}$/su), ...extra }))
    .max(9999)
    .optional();
const Previous = document({ referenceNumber: text(70), complementOfInformation: maybe(35) });
const ItemPrevious = document({
  referenceNumber: text(70),
  goodsItemNumber: Sequence.optional(),
  typeOfPackages: code(/^.{2}$/su).optional(),
  numberOfPackages: code(/^[1-9]\d{0,7}$/).optional(),
  measurementUnitAndQualifier: token(4).optional(),
  quantity: SomeMass.optional(),
  complementOfInformation: maybe(35),
});
const Supporting = document({
  referenceNumber: text(70),
  documentLineItemNumber: Sequence.optional(),
  complementOfInformation: maybe(35),
});
const Transport = document({ referenceNumber: text(70) });
const References = document({ referenceNumber: maybe(70) });
const Information = z
  .array(z.strictObject({ sequenceNumber: Sequence, code: code(/^.{5}$/su), text: maybe(512) }))
  .max(99)
  .optional();
const Charges = z.strictObject({ methodOfPayment: exact(/^[A-Z]$/) }).optional();

const Seal = z.strictObject({ sequenceNumber: Sequence, identifier: text(20) });
const Equipment = z.strictObject({
  sequenceNumber: Sequence,
  containerIdentificationNumber: Printable17,
  numberOfSeals: code(/^(?:0|[1-9]\d{0,3})$/),
  Seal: z.array(Seal).max(99).optional(),
  GoodsReference: z
    .array(z.strictObject({ sequenceNumber: Sequence, declarationGoodsItemNumber: ItemNumber }))
    .max(9999)
    .optional(),
});

const Means = z.strictObject({
  sequenceNumber: Sequence,
  typeOfIdentification: code(/^\d{2}$/),
  identificationNumber: text(35),
  ...NATIONALITY,
});
export type NctsMeans = z.infer<typeof Means>;

const Location = z.strictObject({
  typeOfLocation: code(/^[A-Za-z]$/),
  qualifierOfIdentification: code(/^[A-Za-z]$/),
  authorisationNumber: maybe(35),
  additionalIdentifier: maybe(4),
  UNLocode: Locode.optional(),
  CustomsOffice: Office.optional(),
  GNSS: z
    .strictObject({
      latitude: exact(/^[+-]?(?:[0-8]?\d\.\d{5,7}|90\.00000{1,3})$/),
      longitude: exact(/^[+-]?(?:(?:0?\d?|1[0-7])\d\.\d{5,7}|180\.00000{1,3})$/),
    })
    .optional(),
  EconomicOperator: z.strictObject({ identificationNumber: text(17) }).optional(),
  Address: Address.optional(),
  PostcodeAddress: z
    .strictObject({ houseNumber: maybe(17), postcode: text(17), country: Country })
    .optional(),
  ContactPerson,
});

const Place = z.strictObject({
  UNLocode: Locode.optional(),
  country: Country.optional(),
  location: maybe(35),
});

const Item = z.strictObject({
  goodsItemNumber: Sequence,
  declarationGoodsItemNumber: ItemNumber,
  declarationType: token(5).optional(),
  countryOfDispatch: Country.optional(),
  countryOfDestination: Country.optional(),
  referenceNumberUCR: Ucr,
  AdditionalSupplyChainActor: Actors,
  Commodity: z.strictObject({
    descriptionOfGoods: text(512),
    cusCode: code(/^.{9}$/su).optional(),
    CommodityCode: z
      .strictObject({
        harmonizedSystemSubHeadingCode: code(/^.{6}$/su),
        combinedNomenclatureCode: text(2).length(2).optional(),
      })
      .optional(),
    DangerousGoods: z
      .array(z.strictObject({ sequenceNumber: Sequence, UNNumber: code(/^.{4}$/su) }))
      .max(99)
      .optional(),
    GoodsMeasure: z.strictObject({
      grossMass: Mass,
      netMass: SomeMass.optional(),
      supplementaryUnits: SomeMass.optional(),
    }),
  }),
  Packaging: z
    .array(
      z.strictObject({
        sequenceNumber: Sequence,
        typeOfPackages: code(/^.{2}$/su),
        numberOfPackages: Count.optional(),
        shippingMarks: maybe(512),
      }),
    )
    .min(1)
    .max(99),
  PreviousDocument: ItemPrevious,
  SupportingDocument: Supporting,
  AdditionalReference: References,
  AdditionalInformation: Information,
});
export type NctsItem = z.infer<typeof Item>;

const House = z.strictObject({
  sequenceNumber: Sequence,
  countryOfDispatch: Country.optional(),
  countryOfDestination: Country.optional(),
  grossMass: SomeMass,
  referenceNumberUCR: Ucr,
  Consignor: Consignor.optional(),
  Consignee: Consignee.optional(),
  AdditionalSupplyChainActor: Actors,
  DepartureTransportMeans: z.array(Means).max(999).optional(),
  PreviousDocument: Previous,
  SupportingDocument: Supporting,
  TransportDocument: Transport,
  AdditionalReference: References,
  AdditionalInformation: Information,
  TransportCharges: Charges,
  ConsignmentItem: z.array(Item).min(1).max(999),
});

const Consignment = z.strictObject({
  countryOfDispatch: Country.optional(),
  countryOfDestination: Country.optional(),
  containerIndicator: Flag.optional(),
  inlandModeOfTransport: code(/^\d$/).optional(),
  modeOfTransportAtTheBorder: code(/^\d$/).optional(),
  grossMass: SomeMass,
  referenceNumberUCR: Ucr,
  Carrier: z.strictObject({ identificationNumber: Trader, ContactPerson }).optional(),
  Consignor: Consignor.optional(),
  Consignee: Consignee.optional(),
  AdditionalSupplyChainActor: Actors,
  TransportEquipment: z.array(Equipment).max(9999).optional(),
  LocationOfGoods: Location.optional(),
  DepartureTransportMeans: z.array(Means).max(999).optional(),
  CountryOfRoutingOfConsignment: z
    .array(z.strictObject({ sequenceNumber: Sequence, country: Country }))
    .max(99)
    .optional(),
  ActiveBorderTransportMeans: z
    .array(
      z.strictObject({
        sequenceNumber: Sequence,
        customsOfficeAtBorderReferenceNumber: code(OFFICE),
        typeOfIdentification: code(/^\d{2}$/),
        identificationNumber: text(35),
        ...NATIONALITY,
        conveyanceReferenceNumber: Printable17,
      }),
    )
    .max(9)
    .optional(),
  PlaceOfLoading: Place.optional(),
  PlaceOfUnloading: Place.optional(),
  PreviousDocument: Previous,
  SupportingDocument: Supporting,
  TransportDocument: Transport,
  AdditionalReference: References,
  AdditionalInformation: Information,
  TransportCharges: Charges,
  HouseConsignment: z.array(House).min(1).max(1999),
});

const Guarantee = z.strictObject({
  sequenceNumber: Sequence,
  guaranteeType: exact(/^[A-Z0-9]$/),
  otherGuaranteeReference: maybe(35),
  GuaranteeReference: z
    .array(
      z.strictObject({
        sequenceNumber: Sequence,
        GRN: exact(GRN).optional(),
        accessCode: text(4).length(4).optional(),
        amountToBeCovered: code(/^(?=.{1,40}$)(?:0|[1-9]\d{0,15})(?:\.\d{1,2}0*)?$/),
        currency: code(/^[A-Za-z]{3}$/),
      }),
    )
    .max(99)
    .optional(),
});

/** A declaration of NCTS as it is read. */
export const CC015C = z.strictObject({
  messageSender: token(35),
  messageRecipient: token(35),
  preparationDateAndTime: Moment,
  messageIdentification: token(35),
  messageType: z.literal("CC015C"),
  correlationIdentifier: token(35).optional(),
  TransitOperation: z.strictObject({
    LRN: text(22),
    declarationType: code(/^(?:T|T1|T2|T2F|T2SM|TIR)$/),
    additionalDeclarationType: code(/^[A-Za-z]$/),
    TIRCarnetNumber: exact(CARNET).optional(),
    presentationOfTheGoodsDateAndTime: Moment.optional(),
    security: code(/^\d$/),
    reducedDatasetIndicator: Flag,
    specificCircumstanceIndicator: code(/^.{3}$/su).optional(),
    communicationLanguageAtDeparture: exact(/^[A-Za-z]{2}$/).optional(),
    bindingItinerary: Flag,
    limitDate: Day.optional(),
  }),
  Authorisation: z
    .array(z.strictObject({ sequenceNumber: Sequence, type: token(4), referenceNumber: text(35) }))
    .max(9)
    .optional(),
  CustomsOfficeOfDeparture: Office,
  CustomsOfficeOfDestinationDeclared: Office,
  CustomsOfficeOfTransitDeclared: z
    .array(NumberedOffice.extend({ arrivalDateAndTimeEstimated: Moment.optional() }))
    .max(9)
    .optional(),
  CustomsOfficeOfExitForTransitDeclared: z.array(NumberedOffice).max(9).optional(),
  HolderOfTheTransitProcedure: z.strictObject({
    identificationNumber: maybe(17),
    TIRHolderIdentificationNumber: maybe(17),
    name: maybe(70),
    Address: Address.optional(),
    ContactPerson,
  }),
  Representative: z
    .strictObject({ identificationNumber: text(17), status: code(/^\d$/), ContactPerson })
    .optional(),
  Guarantee: z.array(Guarantee).min(1).max(9),
  Consignment,
});
export type NctsDeclaration = z.infer<typeof CC015C>;
