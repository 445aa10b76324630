import { isAssigned, text } from "@rahdari/transit";
import { z } from "zod";
import { isCurrency, isDocumentName } from "./codes.ts";

// What a consignment note says and no ledger of customs knows: the contract of carriage. It comes from whoever makes
// the note out, and is never filled in for them.

const Line = z.string().trim().pipe(text(1, 200));
/** Number of a note or of a document that goes with it. */
const Num = text(1, 35);
/** Moment, ISO 8601 with its offset: "2027-01-10T09:00:00+05:00". */
export const Moment = z.iso.datetime({ offset: true });
const Country = z.string().refine(isAssigned, "not a country of ISO 3166-1");
export const Party = z.strictObject({ name: Line, address: Line, country: Country });
/** UN/LOCODE without the space; null where the place has none. */
export const NotePlace = z.strictObject({
  name: Line,
  country: Country,
  locode: z
    .string()
    .regex(/^[A-Z]{2}[A-Z2-9]{3}$/)
    .nullable(),
});
export type NotePlace = z.infer<typeof NotePlace>;
/** Whole cents of a currency of ISO 4217. */
const Money = z.strictObject({
  cents: z.int().min(0).max(1e12),
  currency: z.string().refine(isCurrency, "not a currency of ISO 4217"),
});
export type Money = z.infer<typeof Money>;

export const Charge = z.strictObject({
  for: z.enum(["carriage", "additional", "customs", "other"]),
  amount: Money,
  payer: z.enum(["sender", "consignee", "third"]),
});
export type Charge = z.infer<typeof Charge>;

/** Document that goes with the note: its code of UN/EDIFACT 1001 ("380" invoice) and number. */
export const HandedOver = z.strictObject({
  code: z.string().refine(isDocumentName, "not a document of UN/EDIFACT 1001"),
  number: Num,
});
export type HandedOver = z.infer<typeof HandedOver>;

/** The contract of carriage by road behind an eCMR (CMR Convention, Art. 6; letters are those of its paragraphs). */
export const RoadCarriage = z.strictObject({
  /** Number of the note, and of which contract. */
  number: Num,
  /** (1)(a) */
  madeOut: z.strictObject({ at: Moment, place: NotePlace }),
  /** (1)(c): who carries; the holder of the movement is named beside by its number. */
  carrier: Party,
  /** (1)(d); place null for that of the office of departure. */
  takingOver: z.strictObject({ at: Moment, place: NotePlace.nullable() }),
  /** (1)(d); null for the place of the office of destination. */
  delivery: NotePlace.nullable(),
  /** (1)(g): special marks and numbers of the packages; none where there are none. */
  marks: z.array(Line).max(99),
  /** (1)(i) */
  charges: z.array(Charge).min(1).max(50),
  /** (1)(j), beyond regime, reference, guarantee and offices, which the movement says. */
  instructions: z.array(Line).max(20),
  /** (2)(a): false where it is not allowed, null where nothing is said. */
  transshipment: z.boolean().nullable(),
  /** (2)(c) */
  cashOnDelivery: Money.nullable(),
  /** (2)(d): value of the goods beyond the limit of liability (Art. 24), or special interest in delivery (Art. 26). */
  declaredValue: Money.nullable(),
  specialInterest: Money.nullable(),
  /** (2)(e) */
  insurance: Line.nullable(),
  /** (2)(f): agreed time limit. */
  deliverBy: Moment.nullable(),
  /** (2)(g), beyond those that the movement names. */
  documents: z.array(HandedOver).max(50),
});
export type RoadCarriage = z.infer<typeof RoadCarriage>;

/** Station with its code in the tariff manual of its railway. */
const Station = z.strictObject({
  code: z.string().regex(/^\d{4,8}$/),
  name: Line,
  country: Country,
  railway: Line,
});
export type Station = z.infer<typeof Station>;

/** The contract of carriage by rail behind an SMGS consignment note (SMGS, Art. 15). */
export const RailCarriage = z.strictObject({
  number: Num,
  /** When the contract was concluded: the stamp of the contractual carrier. */
  concluded: Moment,
  carrier: z.strictObject({
    name: Line,
    country: Country,
    code: z
      .string()
      .regex(/^\d{4}$/)
      .nullable(),
  }),
  departure: Station,
  destination: Station,
  /** Border stations where goods change from one railway to another, in the order of the way. */
  borderStations: z.array(Station).min(1).max(20),
  wagons: z
    .array(
      z.strictObject({
        number: z.string().regex(/^\d{8}(\d{4})?$/),
        providedBy: z.enum(["carrier", "consignor", "third"]),
        tareKg: z.number().positive().max(1e5).nullable(),
        container: z
          .string()
          .regex(/^[A-Z]{4}\d{7}$/)
          .nullable(),
      }),
    )
    .min(1)
    .max(99),
  /** Whether the goods were loaded from the road vehicle, or the vehicle stands on the wagon. */
  carries: z.enum(["goods", "road-vehicle"]),
  /** How the mass was found: "wagon scales". */
  massBy: Line,
  /** Seals of the wagons or containers; those of customs on the movement are named besides. */
  seals: z.array(z.strictObject({ id: text(1, 40), by: z.enum(["carrier", "consignor"]) })).max(99),
  /** Who pays carriage to which carrier. */
  payers: z
    .array(z.strictObject({ carrier: Line, payer: z.enum(["sender", "consignee", "third"]) }))
    .min(1)
    .max(20),
  documents: z.array(HandedOver).max(50),
});
export type RailCarriage = z.infer<typeof RailCarriage>;
