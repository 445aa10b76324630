import type { Payload } from "@rahdari/transit";
import { ExchangeError } from "../exchange-error.ts";
import { type Declared, frontiersOf, payloadAt } from "../recorded.ts";
import { countriesOf } from "../way.ts";
import { group, leaf, type XmlNode } from "../xml/element.ts";
import { type Context, equipmentNode, officeNode, referenceFor } from "./context.ts";
import { fitted, type Gap } from "./gap.ts";
import { packageCode } from "./packages.ts";
import { partyNode } from "./party.ts";

/**
 * The consignment of a declaration (015, 013) or release (029). The payload's value is not in it: NCTS declares none.
 * Throws ExchangeError `lacking` without the payload.
 */
export function consignmentNode(declared: Declared, seals: readonly string[], context: Context): XmlNode {
  const payload = payloadOf(context);
  context.gaps.push({ kind: "left-out", path: "/value", text: "NCTS declares no value of the goods" });
  return group("Consignment", [
    leaf("countryOfDispatch", countriesOf(declared.legs)[0]),
    leaf("countryOfDestination", countriesOf(declared.legs).at(-1)),
    leaf("containerIndicator", 0),
    leaf("inlandModeOfTransport", 3),
    leaf("modeOfTransportAtTheBorder", 3),
    leaf("grossMass", mass(total(payload))),
    partyNode("Consignor", payload.consignor, context.gaps),
    partyNode("Consignee", payload.consignee, context.gaps),
    equipmentNode(seals),
    goodsAtOffice(firstLeg(declared)?.from, context),
    meansNode(declared, context),
    ...routing(declared),
    ...borders(declared, context),
    loadingNode(declared, context),
    houseNode(payload, context),
  ]);
}

/** That of an unloading permission (043): the goods, the parties, the seals and the means. */
export function unloadingConsignment(
  declared: Declared,
  seals: readonly string[],
  context: Context,
): XmlNode {
  const payload = payloadOf(context);
  return group("Consignment", [
    leaf("countryOfDestination", countriesOf(declared.legs).at(-1)),
    leaf("containerIndicator", 0),
    leaf("inlandModeOfTransport", 3),
    leaf("grossMass", mass(total(payload))),
    partyNode("Consignor", payload.consignor, context.gaps),
    partyNode("Consignee", payload.consignee, context.gaps),
    equipmentNode(seals),
    meansNode(declared, context),
    ...routing(declared),
    houseNode(payload, context),
  ]);
}

/** Goods that stand at an office: a designated location (A), named by the office (V). */
export function goodsAtOffice(office: string | undefined, context: Context): XmlNode | undefined {
  if (office === undefined) return undefined;
  context.gaps.push({
    kind: "assumed",
    path: "Consignment/LocationOfGoods",
    text: "at the office, for the ledger does not say where the goods stand",
  });
  return group("LocationOfGoods", [
    leaf("typeOfLocation", "A"),
    leaf("qualifierOfIdentification", "V"),
    officeNode(context, "CustomsOffice", office),
  ]);
}

export function meansNode({ vehicle }: Pick<Declared, "vehicle">, { gaps }: Context): XmlNode {
  return group("DepartureTransportMeans", [leaf("sequenceNumber", 1), ...roadVehicle(vehicle, gaps)]);
}

/** Type 30: registration number of the road vehicle. */
export function roadVehicle({ registration, country }: Declared["vehicle"], gaps: Gap[]): XmlNode[] {
  return [
    leaf("typeOfIdentification", 30),
    leaf(
      "identificationNumber",
      fitted(registration, 35, "DepartureTransportMeans/identificationNumber", gaps),
    ),
    leaf("nationality", country),
  ];
}

function payloadOf(context: Context): Payload {
  const payload = payloadAt(context);
  if (payload) return payload;
  throw new ExchangeError({
    code: "lacking",
    format: "ncts",
    what: `the goods, for ${context.recorded.kind}`,
    remedy: "export as a party that has the private payload",
  });
}

const firstLeg = ({ legs }: Declared) => legs[0];

function routing({ legs }: Declared): XmlNode[] {
  return countriesOf(legs).map((country, i) =>
    group("CountryOfRoutingOfConsignment", [leaf("sequenceNumber", i + 1), leaf("country", country)]),
  );
}

/**
 * Under TIR NCTS names no offices of transit (condition C0030). The itinerary is then in the offices where the active
 * means crosses a border: exit and entry of each, nine offices at most.
 */
function borders(declared: Declared, context: Context): XmlNode[] {
  if (declared.regime !== "tir") return [];
  const offices = frontiersOf(declared).flatMap(({ exit, entry }) => [exit, entry]);
  const named = offices.slice(0, 8);
  if (named.length < offices.length)
    context.gaps.push({
      kind: "left-out",
      path: "Consignment/ActiveBorderTransportMeans",
      text: `borders beyond the fourth: ${offices.slice(8).join(", ")}`,
    });
  return named.map((office, i) =>
    group("ActiveBorderTransportMeans", [
      leaf("sequenceNumber", i + 1),
      leaf("customsOfficeAtBorderReferenceNumber", referenceFor(context, office)),
      ...roadVehicle(declared.vehicle, context.gaps),
    ]),
  );
}

function loadingNode(declared: Declared, { journey, gaps }: Context): XmlNode | undefined {
  const name = firstLeg(declared)?.from;
  if (name === undefined) return undefined;
  const { locode, country, title } = journey.officeOf(name);
  gaps.push({
    kind: "assumed",
    path: "Consignment/PlaceOfLoading",
    text: "the place of the office of departure",
  });
  return group(
    "PlaceOfLoading",
    locode === null
      ? [leaf("country", country), leaf("location", fitted(title, 35, "Consignment/PlaceOfLoading", gaps))]
      : [leaf("UNLocode", locode)],
  );
}

function houseNode(payload: Payload, context: Context): XmlNode {
  return group("HouseConsignment", [
    leaf("sequenceNumber", 1),
    leaf("grossMass", mass(total(payload))),
    ...payload.items.map((item, i) => itemNode(item, i + 1, context)),
  ]);
}

function itemNode(item: Payload["items"][number], number: number, { gaps }: Context): XmlNode {
  const path = `HouseConsignment/ConsignmentItem[${number}]`;
  return group("ConsignmentItem", [
    leaf("goodsItemNumber", number),
    leaf("declarationGoodsItemNumber", number),
    group("Commodity", [
      leaf("descriptionOfGoods", fitted(item.description, 512, `${path}/Commodity`, gaps)),
      group("CommodityCode", [leaf("harmonizedSystemSubHeadingCode", item.hs)]),
      group("GoodsMeasure", [leaf("grossMass", mass(item.grossGrams))]),
    ]),
    group("Packaging", [
      leaf("sequenceNumber", 1),
      leaf("typeOfPackages", packageCode(item.packages.kind, `${path}/Packaging`, gaps)),
      leaf("numberOfPackages", item.packages.count),
    ]),
  ]);
}

function total({ items }: Payload): number {
  return items.reduce((sum, { grossGrams }) => sum + grossGrams, 0);
}

/** Kilograms without exponent (DecimalWithoutZero_16_6). */
function mass(grams: number): string {
  return (grams / 1_000).toFixed(3).replace(/\.?0+$/, "");
}
