import type { Json } from "@rahdari/ledger";
import { z } from "zod";
import type { ExchangeIssue } from "../exchange-error.ts";
import { Moment } from "./carriage.ts";
import {
  countryFaults,
  Filled,
  faultsOf,
  NamedParty,
  ofConsignment,
  ofDocument,
  ofGoods,
  type Particular,
  Positive,
  Said,
} from "./particulars.ts";

const Station = z.looseObject({
  occurrenceLogisticsLocation: z.looseObject({ id: Said, name: Said }),
});

/**
 * SMGS in the edition of 1 July 2015, Art. 15(1), what a consignment note has to hold. From memory: no text of the
 * agreement was at hand, so wording and numbering are to be checked before anyone relies on them.
 */
export const SMGS_PARTICULARS: readonly Particular[] = [
  {
    article: "SMGS, Art. 15",
    what: "the name and postal address of the consignor",
    parts: ofConsignment({ consignor: NamedParty }),
  },
  {
    article: "SMGS, Art. 15",
    what: "the name and postal address of the consignee",
    parts: ofConsignment({ consignee: NamedParty }),
  },
  {
    article: "SMGS, Art. 15",
    what: "the name of the contractual carrier",
    parts: ofConsignment({ carrier: z.looseObject({ name: Said }) }),
  },
  {
    article: "SMGS, Art. 15",
    what: "the name and code of the station of departure and of its railway",
    parts: byRail({ departureEvent: z.array(Station).min(1) }),
  },
  {
    article: "SMGS, Art. 15",
    what: "the name and code of the station of destination and of its railway",
    parts: byRail({ arrivalEvent: z.array(Station).min(1) }),
  },
  {
    article: "SMGS, Art. 15",
    what: "the border stations on the way",
    parts: byRail({
      itineraryRoute: z
        .array(z.looseObject({ itineraryStopEvent: z.array(z.looseObject({ id: Filled })).min(1) }))
        .min(1),
    }),
  },
  {
    article: "SMGS, Art. 15",
    what: "the description of the goods and their code",
    parts: ofGoods({ natureIdCargo: z.array(z.looseObject({ id: z.array(Filled).min(2) })).min(1) }),
  },
  {
    article: "SMGS, Art. 15",
    what: "the number of the consignment",
    parts: ofDocument({ id: Filled }),
  },
  {
    article: "SMGS, Art. 15",
    what: "the kind of packing and the number of packages",
    parts: ofGoods({
      transportLogisticsPackage: z.array(z.looseObject({ type: Said, itemQuantity: Positive })).min(1),
    }),
  },
  {
    article: "SMGS, Art. 15",
    what: "the mass of the goods",
    parts: ofConsignment({ grossWeight: z.array(Positive).min(1) }),
  },
  {
    article: "SMGS, Art. 15",
    what: "how the mass was found",
    parts: ofDocument({ includedNote: z.array(z.looseObject({ content: Said })).min(1) }),
  },
  {
    article: "SMGS, Art. 15",
    what: "the number of the wagon and by whom it is provided",
    parts: ofConsignment({
      utilizedLogisticsTransportEquipment: z
        .array(z.looseObject({ id: Filled, supplierPartyRoleCode: Filled }))
        .min(1),
    }),
  },
  {
    article: "SMGS, Art. 15",
    what: "who pays for the carriage",
    parts: ofConsignment({ contractTermsInformation: Said }),
  },
  {
    article: "SMGS, Art. 15",
    what: "the date on which the contract of carriage was concluded",
    parts: ofConsignment({ carrierAcceptanceDateTime: Moment }),
  },
];

// Asked for where there are any; from memory like those above.

const SEALS: Particular = {
  article: "SMGS, Art. 15",
  what: "the number and marks of the seals",
  parts: ofConsignment({
    utilizedLogisticsTransportEquipment: z
      .array(z.unknown())
      .refine((all) => all.some((one) => Sealed.safeParse(one).success)),
  }),
};
const Sealed = z.looseObject({ affixedLogisticsSeal: z.array(z.looseObject({ id: Said })).min(1) });

const DOCUMENTS: Particular = {
  article: "SMGS, Art. 15",
  what: "the accompanying documents",
  parts: ofConsignment({ associatedReferencedDocument: z.array(z.looseObject({ id: Said })).min(1) }),
};

/** What goes with the goods, and has to be in their note. */
export type Accompanied = { readonly isSealed: boolean; readonly hasDocuments: boolean };

function byRail(parts: z.ZodRawShape): z.ZodType {
  return ofConsignment({ mainCarriageLogisticsTransportMovement: z.array(z.looseObject(parts)).min(1) });
}

/**
 * What a consignment note by rail lacks of the particulars of the SMGS, Art. 15(1), and its unknown countries; none for
 * a whole one. Seals and documents are asked for unless there are none.
 */
export function smgsFaults(
  note: unknown,
  { isSealed, hasDocuments }: Accompanied = { isSealed: true, hasDocuments: true },
): ExchangeIssue[] {
  const asked = [...SMGS_PARTICULARS, ...(isSealed ? [SEALS] : []), ...(hasDocuments ? [DOCUMENTS] : [])];
  return [...faultsOf(note, asked), ...countryFaults(note as Json)];
}
