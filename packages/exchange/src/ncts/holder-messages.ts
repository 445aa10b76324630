import {
  type Declared,
  declaredAt,
  declaredBefore,
  frontiersOf,
  isPresentedBefore,
  sealsBefore,
} from "../recorded.ts";
import { group, leaf, type XmlNode } from "../xml/element.ts";
import {
  type Context,
  declarationType,
  departureNode,
  departureOf,
  eitherNumber,
  holderNode,
  lrnNode,
  momentAt,
  mrnNode,
  officeNode,
  referenceFor,
} from "./context.ts";
import { consignmentNode, goodsAtOffice, meansNode } from "./goods.ts";
import { carnetNode, guaranteeNode } from "./guarantee-node.ts";

// What the holder sends to the office of departure: 013, 014, 015, 170. Elements in the order of XSD 60.4.16.

/** CC015C, declaration data. */
export function declarationData(context: Context): (XmlNode | undefined)[] {
  const declared = declaredAt(context);
  noteLeftOut(declared, context);
  return [
    group("TransitOperation", [lrnNode(context), ...operationFields(declared, context)]),
    ...declaredNodes(declared, context),
  ];
}

/** CC013C, amendment of a declaration: all of it anew, not the guarantee alone. */
export function amendment(context: Context): (XmlNode | undefined)[] {
  const declared = declaredAt(context);
  noteLeftOut(declared, context);
  return [
    group("TransitOperation", [
      eitherNumber(context),
      ...operationFields(declared, context),
      leaf("amendmentTypeFlag", 0),
    ]),
    ...declaredNodes(declared, context),
  ];
}

/** CC014C, the holder's request to invalidate; the ledger's withdrawal gives no reason. */
export function invalidationRequest(context: Context): (XmlNode | undefined)[] {
  return [
    group("TransitOperation", [eitherNumber(context)]),
    group("Invalidation", [
      leaf("requestDateAndTime", momentAt(context.recorded.at)),
      leaf("initiatedByCustoms", 0),
    ]),
    departureNode(context),
    holderNode(context),
  ];
}

/** CC170C, presentation of goods that were declared before they came. */
export function presentation(context: Context): (XmlNode | undefined)[] {
  const declared = declaredBefore(context);
  return [
    group("TransitOperation", [lrnNode(context)]),
    departureNode(context),
    holderNode(context),
    group("Consignment", [
      leaf("containerIndicator", 0),
      goodsAtOffice(departureOf(context), context),
      meansNode(declared, context),
      group("HouseConsignment", [leaf("sequenceNumber", 1)]),
    ]),
  ];
}

/** CC029C, release for transit: what was declared, with the seals that are on it. */
export function release(context: Context, acceptance: XmlNode, released: XmlNode): (XmlNode | undefined)[] {
  const declared = declaredBefore(context);
  return [
    group("TransitOperation", [
      lrnNode(context),
      mrnNode(context),
      declarationType(declared, context),
      leaf("additionalDeclarationType", additionalType(context)),
      carnetNode(declared, context),
      acceptance,
      released,
      leaf("security", 0),
      leaf("reducedDatasetIndicator", 0),
      leaf("bindingItinerary", 0),
    ]),
    ...declaredNodes(declared, context, sealsBefore(context)),
  ];
}

function operationFields(declared: Declared, context: Context): (XmlNode | undefined)[] {
  return [
    declarationType(declared, context),
    leaf("additionalDeclarationType", additionalType(context)),
    carnetNode(declared, context),
    leaf("security", 0),
    leaf("reducedDatasetIndicator", 0),
    leaf("bindingItinerary", 0),
  ];
}

/**
 * A for goods that are there, D for those that were declared before they came (list DeclarationTypeAdditional): which
 * is known from their presentation on.
 */
function additionalType(context: Context): "A" | "D" {
  if (isPresentedBefore(context)) return "D";
  context.gaps.push({
    kind: "assumed",
    path: "TransitOperation/additionalDeclarationType",
    text: "A: whether goods are presented later the ledger says when they are",
  });
  return "A";
}

function declaredNodes(
  declared: Declared,
  context: Context,
  seals: readonly string[] = [],
): (XmlNode | undefined)[] {
  return [
    officeNode(context, "CustomsOfficeOfDeparture", declared.legs[0]?.from ?? context.recorded.author),
    officeNode(context, "CustomsOfficeOfDestinationDeclared", declared.legs.at(-1)?.to ?? ""),
    ...transitNodes(declared, context),
    holderNode(context),
    guaranteeNode(declared, context),
    consignmentNode(declared, seals, context),
  ];
}

/** Offices of entry as those of transit, offices of exit as those of exit for transit: nine of each at most. */
function transitNodes(declared: Declared, context: Context): XmlNode[] {
  if (declared.regime === "tir") return [];
  const frontiers = frontiersOf(declared);
  const named = frontiers.slice(0, 9);
  if (named.length < frontiers.length)
    context.gaps.push({
      kind: "left-out",
      path: "CustomsOfficeOfTransitDeclared",
      text: "offices of transit beyond the ninth",
    });
  const nodes = (name: string, offices: readonly string[]) =>
    offices.map((office, i) =>
      group(name, [leaf("sequenceNumber", i + 1), leaf("referenceNumber", referenceFor(context, office))]),
    );
  const entries = named.map(({ entry }) => entry);
  const exits = named.map(({ exit }) => exit);
  return [
    ...nodes("CustomsOfficeOfTransitDeclared", entries),
    ...nodes("CustomsOfficeOfExitForTransitDeclared", exits),
  ];
}

/** What a declaration of ours says and one of NCTS cannot. */
function noteLeftOut(declared: Declared, { gaps }: Context): void {
  const { furtherOffices, permits, readings, navigationSeal, vehicle } = declared;
  const leftOut = (path: string, text: string) => gaps.push({ kind: "left-out", path, text });
  if (furtherOffices.length > 0)
    leftOut("/furtherOffices", "NCTS has one office of departure and one of destination");
  if (permits.length > 0) leftOut("/permits", "no list of documents of NCTS has a permit for a transport");
  if (Object.keys(readings).length > 0) leftOut("/readings", "NCTS knows no readings of a treaty");
  if (navigationSeal) leftOut("/navigationSeal", "NCTS knows no navigation seals");
  if (vehicle.approval)
    leftOut("/vehicle/approval", "no list of documents of NCTS has a certificate of approval of a vehicle");
}
