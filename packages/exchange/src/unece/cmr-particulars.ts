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
  Place,
  Positive,
  Said,
} from "./particulars.ts";

const Marked = z.looseObject({
  itemQuantity: Positive,
  physicalLogisticsShippingMarks: z.array(z.looseObject({ marking: Said })).min(1),
});

/** CMR Convention, Art. 6(1), letter by letter. Art. 6(2) names what is said only where it was agreed. */
export const CMR_PARTICULARS: readonly Particular[] = [
  {
    article: "CMR, Art. 6(1)(a)",
    what: "the date of the consignment note and the place at which it is made out",
    parts: ofDocument({ issueDateTime: Moment, issueLogisticsLocation: Place }),
  },
  {
    article: "CMR, Art. 6(1)(b)",
    what: "the name and address of the sender",
    parts: ofConsignment({ consignor: NamedParty }),
  },
  {
    article: "CMR, Art. 6(1)(c)",
    what: "the name and address of the carrier",
    parts: ofConsignment({ carrier: NamedParty }),
  },
  {
    article: "CMR, Art. 6(1)(d)",
    what: "the place and the date of taking over of the goods and the place designated for delivery",
    parts: ofConsignment({
      carrierAcceptanceLogisticsLocation: Place,
      pickUpEvent: z.looseObject({ actualOccurrenceDateTime: Moment }),
      consigneeReceiptLogisticsLocation: Place,
    }),
  },
  {
    article: "CMR, Art. 6(1)(e)",
    what: "the name and address of the consignee",
    parts: ofConsignment({ consignee: NamedParty }),
  },
  {
    article: "CMR, Art. 6(1)(f)",
    what: "the description in common use of the nature of the goods and the method of packing",
    parts: ofGoods({
      natureIdCargo: z.array(z.looseObject({ id: Said })).min(1),
      transportLogisticsPackage: z.array(z.looseObject({ type: Said })).min(1),
    }),
  },
  {
    article: "CMR, Art. 6(1)(g)",
    what: "the number of packages and their special marks and numbers",
    parts: ofGoods({
      transportLogisticsPackage: z.array(z.looseObject({ itemQuantity: Positive })).min(1),
    }).and(ofConsignment({ transportLogisticsPackage: z.array(Marked).min(1) })),
  },
  {
    article: "CMR, Art. 6(1)(h)",
    what: "the gross weight of the goods or their quantity otherwise expressed",
    parts: ofConsignment({ grossWeight: z.array(Positive).min(1) }),
  },
  {
    article: "CMR, Art. 6(1)(i)",
    what: "charges relating to the carriage",
    parts: ofConsignment({
      applicableLogisticsServiceCharge: z
        .array(z.looseObject({ appliedAmount: z.array(Filled).min(1) }))
        .min(1),
    }),
  },
  {
    article: "CMR, Art. 6(1)(j)",
    what: "the requisite instructions for customs and other formalities",
    parts: ofConsignment({
      consignorProvidedBorderClearanceInstructions: z.array(z.looseObject({ description: Said })).min(1),
    }),
  },
  {
    article: "CMR, Art. 6(1)(k)",
    what: "a statement that the carriage is subject, notwithstanding any clause to the contrary, to the provisions of the Convention",
    parts: ofDocument({
      includedNote: z
        .array(z.unknown())
        .refine((notes) => /notwithstanding any clause to the contrary.*\bCMR\b/.test(JSON.stringify(notes))),
    }),
  },
];

/** What a consignment note by road lacks of the particulars of the CMR Convention, Art. 6(1), and its unknown countries; none for a whole one. */
export function cmrFaults(note: unknown): ExchangeIssue[] {
  return [...faultsOf(note, CMR_PARTICULARS), ...countryFaults(note as Json)];
}
