import type { Movement } from "@rahdari/transit";
import { countriesOf } from "../way.ts";
import type { NctsDeclaration } from "./cc015c.ts";
import type { Gap } from "./gap.ts";
import { kilogramsIn, partyOf } from "./import-goods.ts";
import { roadMeans } from "./import-vehicle.ts";

/** A declaration, and what became of it. */
export type Imported = {
  readonly declared: NctsDeclaration;
  readonly legs: Movement["legs"];
  /** Whether the movement was named by the caller, and not by the LRN. */
  readonly isNamed: boolean;
};

/** Where a value stands: in which group, and in which of its kind, from 0. */
type At = Imported & { readonly group: Readonly<Record<string, unknown>>; readonly nth: number };

/** Whether the draft says what an element does: the draft was made from it, or it says no more than others do. */
type Rule = (value: unknown, at: At) => boolean;

const used: Rule = () => true;
const only =
  (wanted: string): Rule =>
  (value) =>
    value === wanted;
/** Numbers that say no more than the order. */
const inOrder: Rule = (value, { nth }) => value === String(nth + 1);
const isFrom: Rule = (value, { declared }) =>
  value === declared.CustomsOfficeOfDeparture.referenceNumber.slice(0, 2);
const isTo: Rule = (value, { declared }) =>
  value === declared.CustomsOfficeOfDestinationDeclared.referenceNumber.slice(0, 2);
const isCarried: Rule = (_, { declared }) => declared.TransitOperation.TIRCarnetNumber === undefined;
const isItinerary: Rule = (_, { declared }) => (declared.CustomsOfficeOfTransitDeclared ?? []).length === 0;
const isVehicles =
  (name: "typeOfIdentification" | "identificationNumber" | "nationality"): Rule =>
  (value, { declared }) =>
    value === roadMeans(declared)?.[name];

/** The head is of the message and not of what it declares. */
const HEAD: readonly string[] = [
  "messageSender",
  "messageRecipient",
  "preparationDateAndTime",
  "messageIdentification",
  "messageType",
  "correlationIdentifier",
];

function partyRules(path: string, side: "Consignor" | "Consignee"): Readonly<Record<string, Rule>> {
  return {
    [path]: (value, { declared }) => isSame(value, partyOf(side, declared.Consignment)),
    [`${path}/identificationNumber`]: (_, { group }) => group.name === undefined,
    [`${path}/name`]: used,
    [`${path}/Address/streetAndNumber`]: used,
    [`${path}/Address/postcode`]: used,
    [`${path}/Address/city`]: used,
    [`${path}/Address/country`]: used,
  };
}

/** One vehicle of all is that of the draft. */
function meansRules(path: string): Readonly<Record<string, Rule>> {
  return {
    [path]: (value, { declared }) => isSame(value, roadMeans(declared)),
    [`${path}/sequenceNumber`]: inOrder,
    [`${path}/typeOfIdentification`]: used,
    [`${path}/identificationNumber`]: used,
    [`${path}/nationality`]: used,
  };
}

const HOUSE = "Consignment/HouseConsignment";
const ITEM = `${HOUSE}/ConsignmentItem`;
const BORDER = "Consignment/ActiveBorderTransportMeans";

/**
 * Elements of a declaration that are in the draft, by their path. What is not among them is left out: a field that
 * the form gets anew is so until it is entered here.
 */
export const RULES: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(HEAD.map((name) => [name, used])),
  "TransitOperation/LRN": (_, { isNamed }) => !isNamed,
  "TransitOperation/declarationType": used,
  "TransitOperation/additionalDeclarationType": only("A"),
  "TransitOperation/TIRCarnetNumber": used,
  "TransitOperation/security": only("0"),
  "TransitOperation/reducedDatasetIndicator": only("0"),
  "TransitOperation/bindingItinerary": only("0"),
  "CustomsOfficeOfDeparture/referenceNumber": used,
  "CustomsOfficeOfDestinationDeclared/referenceNumber": used,
  "CustomsOfficeOfTransitDeclared/sequenceNumber": inOrder,
  "CustomsOfficeOfTransitDeclared/referenceNumber": used,
  "CustomsOfficeOfExitForTransitDeclared/sequenceNumber": inOrder,
  "CustomsOfficeOfExitForTransitDeclared/referenceNumber": used,
  "HolderOfTheTransitProcedure/TIRHolderIdentificationNumber": used,
  "HolderOfTheTransitProcedure/identificationNumber": (_, { group }) =>
    group.TIRHolderIdentificationNumber === undefined,
  "HolderOfTheTransitProcedure/name": (_, { group }) =>
    group.TIRHolderIdentificationNumber === undefined && group.identificationNumber === undefined,
  "Guarantee/sequenceNumber": inOrder,
  "Guarantee/guaranteeType": (value, { declared }) =>
    value === "B" && declared.TransitOperation.declarationType === "TIR",
  "Guarantee/otherGuaranteeReference": isCarried,
  "Guarantee/GuaranteeReference/sequenceNumber": inOrder,
  "Guarantee/GuaranteeReference/GRN": isCarried,
  "Consignment/countryOfDispatch": isFrom,
  "Consignment/countryOfDestination": isTo,
  "Consignment/containerIndicator": only("0"),
  "Consignment/inlandModeOfTransport": only("3"),
  "Consignment/modeOfTransportAtTheBorder": only("3"),
  "Consignment/grossMass": (value, { declared }) =>
    isMassOf(
      value,
      declared.Consignment.HouseConsignment.flatMap(({ ConsignmentItem }) => ConsignmentItem),
    ),
  ...partyRules("Consignment/Consignor", "Consignor"),
  ...partyRules("Consignment/Consignee", "Consignee"),
  ...meansRules("Consignment/DepartureTransportMeans"),
  "Consignment/CountryOfRoutingOfConsignment/sequenceNumber": inOrder,
  "Consignment/CountryOfRoutingOfConsignment/country": (value, { legs, nth }) =>
    value === countriesOf(legs)[nth],
  [`${BORDER}/sequenceNumber`]: inOrder,
  [`${BORDER}/customsOfficeAtBorderReferenceNumber`]: isItinerary,
  [`${BORDER}/typeOfIdentification`]: isVehicles("typeOfIdentification"),
  [`${BORDER}/identificationNumber`]: isVehicles("identificationNumber"),
  [`${BORDER}/nationality`]: isVehicles("nationality"),
  [`${HOUSE}/sequenceNumber`]: inOrder,
  [`${HOUSE}/countryOfDispatch`]: isFrom,
  [`${HOUSE}/countryOfDestination`]: isTo,
  [`${HOUSE}/grossMass`]: (value, { group }) => isMassOf(value, (group as House).ConsignmentItem),
  ...partyRules(`${HOUSE}/Consignor`, "Consignor"),
  ...partyRules(`${HOUSE}/Consignee`, "Consignee"),
  ...meansRules(`${HOUSE}/DepartureTransportMeans`),
  [`${ITEM}/goodsItemNumber`]: inOrder,
  [`${ITEM}/declarationGoodsItemNumber`]: (value, { declared, group }) =>
    value === String(itemsOf(declared).indexOf(group as Item) + 1),
  [`${ITEM}/countryOfDispatch`]: isFrom,
  [`${ITEM}/countryOfDestination`]: isTo,
  [`${ITEM}/Commodity/descriptionOfGoods`]: used,
  [`${ITEM}/Commodity/CommodityCode/harmonizedSystemSubHeadingCode`]: used,
  [`${ITEM}/Commodity/GoodsMeasure/grossMass`]: used,
  [`${ITEM}/Packaging/sequenceNumber`]: inOrder,
  [`${ITEM}/Packaging/typeOfPackages`]: used,
  [`${ITEM}/Packaging/numberOfPackages`]: used,
};

/** Elements with something in them that the draft has, at whatever depth. */
const ON_THE_WAY: ReadonlySet<string> = new Set(
  Object.keys(RULES).flatMap((path) => path.split("/").map((_, i, all) => all.slice(0, i).join("/"))),
);

/** Notes what was declared and is in none of the draft's fields, once for each kind of element. */
export function noteUnused(imported: Imported, gaps: Gap[]): void {
  const root = { ...imported, group: imported.declared, nth: 0 };
  const paths = new Set(unusedIn(imported.declared, "", root));
  for (const path of paths)
    gaps.push({
      kind: "left-out",
      path: `CC015C/${path}`,
      text: "a declaration here has no place for what it says",
    });
}

function unusedIn(value: unknown, path: string, at: At): string[] {
  if (Array.isArray(value)) return value.flatMap((one, nth) => unusedIn(one, path, { ...at, nth }));
  const rule = RULES[path];
  if (rule && !rule(value, at)) return [path];
  if (typeof value !== "object" || value === null) return rule ? [] : [path];
  if (!ON_THE_WAY.has(path)) return [path];
  const group = value as Readonly<Record<string, unknown>>;
  return Object.entries(group).flatMap(([name, inner]) =>
    inner === undefined ? [] : unusedIn(inner, path === "" ? name : `${path}/${name}`, { ...at, group }),
  );
}

type House = NctsDeclaration["Consignment"]["HouseConsignment"][number];
type Item = House["ConsignmentItem"][number];

function itemsOf({ Consignment }: NctsDeclaration): Item[] {
  return Consignment.HouseConsignment.flatMap(({ ConsignmentItem }) => ConsignmentItem);
}

/** To the milligram, which is as far as NCTS weighs. */
function isMassOf(value: unknown, items: readonly Item[]): boolean {
  return Math.abs(Number(value) - kilogramsIn(items)) < 5e-7;
}

/** Whether two groups say the same, whatever their number. */
function isSame(value: unknown, other: object | undefined): boolean {
  const unnumbered = (one: unknown) => JSON.stringify({ ...(one as object), sequenceNumber: undefined });
  return other !== undefined && unnumbered(value) === unnumbered(other);
}
