import type { Body, Movement, Payload } from "@rahdari/transit";
import { decimal } from "../amount.ts";
import type { Journey, Recorded } from "../journey.ts";
import {
  acceptanceAt,
  type Declared,
  declaredAt,
  guaranteeAt,
  guaranteeNamed,
  type InJourney,
  isAcceptedBefore,
  operationId,
} from "../recorded.ts";
import type { EtirBody } from "./etir-forms.ts";

type Whole = EtirBody<"E9">["Declaration"];

export function moment(at: number): string {
  return new Date(at).toISOString();
}

/** The movement by our reference, and by that of customs from its acceptance on. */
export function movementOf(id: string, journey: Journey, recorded: Recorded): EtirBody<"E13">["Declaration"] {
  const isKnown = journey.movement.id === id && isAcceptedBefore({ journey, recorded });
  const accepted = isKnown ? acceptanceAt({ journey, recorded }) : undefined;
  return { FunctionalReferenceID: id, ...(accepted && { ID: accepted.reference }) };
}

/** A declaration with its goods where the journey shows them. */
export function declarationOf(id: string, declared: Declared, payload: Payload | null): Whole {
  const { readings, permits, furtherOffices } = declared;
  const entries = Object.entries(readings);
  return {
    FunctionalReferenceID: id,
    TypeCode: declared.regime,
    NavigationSealIndicator: declared.navigationSeal ? "true" : "false",
    Principal: { ID: declared.holder },
    ObligationGuarantee: { ReferenceID: declared.guarantee },
    Itinerary: declared.legs.map(itinerary),
    ...(furtherOffices.length > 0 && {
      AdditionalOffice: furtherOffices.map(({ office, role }) => ({ ID: office, RoleCode: role })),
    }),
    BorderTransportMeans: means(declared.vehicle),
    ...(permits.length > 0 && { AdditionalDocument: permits.map((ID) => ({ ID })) }),
    ...(entries.length > 0 && { AdditionalInformation: entries.map(statement) }),
    ...(payload && { Consignment: consignment(payload) }),
  };
}

function itinerary({ territory, from, to }: Movement["legs"][number], i: number): Whole["Itinerary"][number] {
  return {
    SequenceNumeric: String(i + 1),
    TerritoryCode: territory,
    EntryOffice: { ID: from },
    ExitOffice: { ID: to },
  };
}

function means({ registration, country, approval }: Movement["vehicle"]): Whole["BorderTransportMeans"] {
  return {
    ID: registration,
    RegistrationNationalityCode: country,
    ...(approval && { Certificate: { ID: approval.number, IssueDate: approval.issued } }),
  };
}

function statement([StatementTypeCode, StatementDescription]: readonly [string, string]) {
  return { StatementTypeCode, StatementDescription };
}

function consignment({ consignor, consignee, items, value }: Payload): NonNullable<Whole["Consignment"]> {
  const party = ({ name, address, country }: Payload["consignor"]) => ({
    Name: name,
    Address: { Line: address, CountryCode: country },
  });
  return {
    Consignor: party(consignor),
    Consignee: party(consignee),
    InvoiceAmount: decimal(value.cents),
    CurrencyCode: value.currency,
    ConsignmentItem: items.map(({ hs, description, packages, grossGrams }, i) => ({
      SequenceNumeric: String(i + 1),
      Commodity: { Description: description, Classification: { ID: hs } },
      Packaging: { TypeCode: packages.kind, QuantityQuantity: String(packages.count) },
      GoodsMeasure: { GrossMassMeasure: String(grossGrams / 1_000) },
    })),
  };
}

export function guaranteeOf(body: Body<"guarantee.register">): EtirBody<"E1"> {
  return {
    ObligationGuarantee: {
      ReferenceID: body.guarantee,
      TypeCode: body.regime,
      ScopeCode: body.scope,
      Amount: decimal(body.amount),
      CurrencyCode: body.currency,
      ExpirationDate: body.lastPresentation,
      ...(body.journeys !== null && { JourneyQuantity: String(body.journeys) }),
      ...(body.vouchers !== undefined && { VoucherQuantity: String(body.vouchers) }),
      Territory: body.territories.map((Code) => ({ Code })),
    },
    Principal: { ID: body.holder },
    Surety: { ID: body.guarantor },
  };
}

/** Sequence of an operation, and its number where it is known by then. */
export function operationOf(sequence: number, at: InJourney): { ID?: string; SequenceNumeric: string } {
  const known = operationId(sequence, at);
  return { ...(known !== undefined && { ID: known }), SequenceNumeric: String(sequence) };
}

export function equipment(seals: readonly string[]): EtirBody<"I9">["TransportEquipment"] {
  return seals.length === 0 ? {} : { Seal: seals.map((ID) => ({ ID })) };
}

/** Who hands a request in, by the letter of its party: an office, the holder or the guarantor. */
export function partyOf(party: "C" | "G" | "H", at: InJourney): string {
  const { author, body } = at.recorded;
  if (party === "C") return author;
  if (party === "H") return typeof body.holder === "string" ? body.holder : declaredAt(at).holder;
  if (typeof body.guarantor === "string") return body.guarantor;
  const guarantee = typeof body.guarantee === "string" ? guaranteeNamed(body.guarantee, at) : guaranteeAt(at);
  return guarantee?.guarantor ?? author;
}
