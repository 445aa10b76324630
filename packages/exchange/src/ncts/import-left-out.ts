import type { NctsDeclaration } from "./cc015c.ts";
import type { Gap } from "./gap.ts";

/** Elements of a declaration that a draft of ours has no place for, at each level where they may be. */
const OF_ALL = ["Authorisation", "Representative"] as const;
const OF_CONSIGNMENT = [
  "referenceNumberUCR",
  "Carrier",
  "AdditionalSupplyChainActor",
  "TransportEquipment",
  "LocationOfGoods",
  "PlaceOfLoading",
  "PlaceOfUnloading",
  "PreviousDocument",
  "SupportingDocument",
  "TransportDocument",
  "AdditionalReference",
  "AdditionalInformation",
  "TransportCharges",
] as const;
const OF_ITEM = [
  "referenceNumberUCR",
  "AdditionalSupplyChainActor",
  "PreviousDocument",
  "SupportingDocument",
  "AdditionalReference",
  "AdditionalInformation",
] as const;

/** Notes what was declared and is in none of the draft's fields, once for each kind of element. */
export function noteUnused(declared: NctsDeclaration, gaps: Gap[]): void {
  const { Consignment, TransitOperation, HolderOfTheTransitProcedure: holder } = declared;
  const houses = Consignment.HouseConsignment;
  const items = houses.flatMap(({ ConsignmentItem }) => ConsignmentItem);
  const goods = items.map(({ Commodity }) => Commodity);
  const house = "CC015C/Consignment/HouseConsignment";
  note(
    "CC015C/TransitOperation",
    [TransitOperation],
    ["limitDate", "presentationOfTheGoodsDateAndTime"],
    gaps,
  );
  note("CC015C", [declared], OF_ALL, gaps);
  note("CC015C/HolderOfTheTransitProcedure", [holder], ["Address", "ContactPerson"], gaps);
  note(
    "CC015C/Guarantee",
    declared.Guarantee.flatMap((one) => one.GuaranteeReference ?? []),
    ["amountToBeCovered"],
    gaps,
  );
  note("CC015C/Consignment", [Consignment], OF_CONSIGNMENT, gaps);
  note(house, houses, OF_CONSIGNMENT, gaps);
  note(`${house}/ConsignmentItem`, items, OF_ITEM, gaps);
  note(`${house}/ConsignmentItem/Commodity`, goods, ["cusCode", "DangerousGoods"], gaps);
  note(
    `${house}/ConsignmentItem/Commodity/GoodsMeasure`,
    goods.map(({ GoodsMeasure }) => GoodsMeasure),
    ["netMass"],
    gaps,
  );
  note(
    `${house}/ConsignmentItem/Packaging`,
    items.flatMap(({ Packaging }) => Packaging),
    ["shippingMarks"],
    gaps,
  );
}

function note(path: string, groups: readonly object[], names: readonly string[], gaps: Gap[]): void {
  for (const name of names)
    if (groups.some((group) => (group as Readonly<Record<string, unknown>>)[name] !== undefined))
      gaps.push({
        kind: "left-out",
        path: `${path}/${name}`,
        text: "a declaration here has no place for it",
      });
}
