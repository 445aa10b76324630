import { dayOf } from "@rahdari/transit";
import { ExchangeError } from "../exchange-error.ts";
import type { Journey, Recorded } from "../journey.ts";
import { acceptanceAt, type Declared, declaredAt, isAcceptedBefore } from "../recorded.ts";
import { group, leaf, type XmlNode } from "../xml/element.ts";
import { fitted, type Gap, identifier } from "./gap.ts";
import { lrnOf, mrnOf } from "./numbers.ts";
import { officeReference } from "./office-reference.ts";

/** What a message of NCTS is made of: the journey, the recorded message, and what could not be said as it is. */
export type Context = {
  readonly journey: Journey;
  readonly recorded: Recorded;
  readonly gaps: Gap[];
};

export function referenceFor({ journey }: Context, office: string): string {
  return officeReference(journey.officeOf(office));
}

export function officeNode(context: Context, name: string, office: string): XmlNode {
  return group(name, [leaf("referenceNumber", referenceFor(context, office))]);
}

export function departureNode(context: Context): XmlNode {
  return officeNode(context, "CustomsOfficeOfDeparture", departureOf(context));
}

export function departureOf(context: Context): string {
  return declaredAt(context).legs[0]?.from ?? context.recorded.author;
}

/** The holder: the number of a TIR holder in its own field, any other as the identification number. */
export function holderNode(context: Context): XmlNode {
  const { holder, regime } = declaredAt(context);
  const field = regime === "tir" ? "TIRHolderIdentificationNumber" : "identificationNumber";
  return partyNumber("HolderOfTheTransitProcedure", field, holder, context);
}

/** Characters of the number of a party. */
const NUMBER_LENGTH = 17;

/** A party by its number, in the field for it. A longer one fits in none: it is given as the name, which is noted. */
export function partyNumber(party: string, field: string, number: string, { gaps }: Context): XmlNode {
  if (number.length <= NUMBER_LENGTH) return group(party, [leaf(field, number)]);
  gaps.push({
    kind: "derived",
    path: `${party}/name`,
    text: "the number, which is too long for its field",
  });
  return group(party, [leaf("name", number)]);
}

/** The trader at destination: NCTS asks who presents the goods, the ledger knows the holder alone. */
export function traderNode(context: Context): XmlNode {
  const { holder } = declaredAt(context);
  if (holder.length > NUMBER_LENGTH)
    throw new ExchangeError({
      code: "lacking",
      format: "ncts",
      what: `a number of the trader at destination of at most ${NUMBER_LENGTH} characters`,
      remedy: `the holder's is ${holder}`,
    });
  context.gaps.push({
    kind: "assumed",
    path: "TraderAtDestination/identificationNumber",
    text: "the holder, for the ledger does not say who presents the goods",
  });
  return group("TraderAtDestination", [leaf("identificationNumber", holder)]);
}

/** The MRN that the declaration has by then. */
export function mrnNode(context: Context): XmlNode {
  return leaf("MRN", mrnOf(acceptanceAt(context)?.reference ?? null));
}

/** The MRN once the declaration is accepted, the LRN before. */
export function eitherNumber(context: Context): XmlNode {
  return isAcceptedBefore(context) ? mrnNode(context) : lrnNode(context);
}

export function lrnNode({ journey, gaps }: Context): XmlNode {
  return leaf("LRN", lrnOf(journey.movement.id, gaps));
}

export function declarationType({ regime }: Pick<Declared, "regime">, { gaps }: Context): XmlNode {
  if (regime !== "tir")
    gaps.push({
      kind: "derived",
      path: "TransitOperation/declarationType",
      text: `T1, for NCTS knows no procedure like that of the regime ${regime}`,
    });
  return leaf("declarationType", regime === "tir" ? "TIR" : "T1");
}

export function acceptanceDate(context: Context): XmlNode {
  const acceptance = acceptanceAt(context);
  if (!acceptance)
    throw new ExchangeError({
      code: "lacking",
      format: "ncts",
      what: "a date of acceptance",
      remedy: "the declaration has to be accepted first",
    });
  return leaf("declarationAcceptanceDate", dayOf(acceptance.at));
}

/**
 * A moment in UTC without its zone, as DateTimeType wants it. XSD 60.4.16 implies UTC: days and moments of one message
 * are then of one clock, by which the ledger counts its days too.
 */
export function momentAt(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}

export function remarkNode(name: string, text: string | null, { gaps }: Context): XmlNode | undefined {
  return text === null ? undefined : leaf(name, fitted(text, 512, name, gaps));
}

/** One piece of transport equipment with its seals; the ledger knows of no containers. Throws as `identifier` does. */
export function equipmentNode(seals: readonly string[]): XmlNode | undefined {
  if (seals.length === 0) return undefined;
  const sealNodes = seals.map((seal, i) =>
    group("Seal", [leaf("sequenceNumber", i + 1), leaf("identifier", identifier(seal, 20, "a seal"))]),
  );
  return group("TransportEquipment", [
    leaf("sequenceNumber", 1),
    leaf("numberOfSeals", seals.length),
    ...sealNodes,
  ]);
}
