import type { Payload } from "@rahdari/transit";
import type { NctsDeclaration, NctsItem, NctsParty } from "./cc015c.ts";
import type { Gap } from "./gap.ts";
import { packageKind } from "./packages.ts";
import { addressLine } from "./party.ts";

type Consignment = NctsDeclaration["Consignment"];
type Side = "Consignor" | "Consignee";

/** Parties and goods of a consignment; houses become one load, for a payload of ours has one of each. */
export function goodsIn(consignment: Consignment, gaps: Gap[]): Omit<Payload, "value"> {
  const items = consignment.HouseConsignment.flatMap(({ ConsignmentItem }) => ConsignmentItem);
  if (consignment.HouseConsignment.length > 1)
    gaps.push({
      kind: "left-out",
      path: "/payload/items",
      text: `which of ${consignment.HouseConsignment.length} house consignments an item is of`,
    });
  return {
    consignor: partyIn("Consignor", consignment, gaps),
    consignee: partyIn("Consignee", consignment, gaps),
    items: items.map((item, i) => itemIn(item, `/payload/items/${i}`, gaps)),
  };
}

/** That of the consignment, else of the first house that has one; NCTS may give no more than a number. */
function partyIn(side: Side, consignment: Consignment, gaps: Gap[]): Payload["consignor"] {
  const path = `/payload/${side.toLowerCase()}`;
  const all: NctsParty[] = [consignment, ...consignment.HouseConsignment].flatMap((one) => one[side] ?? []);
  const [first] = all;
  if (all.some((party) => JSON.stringify(party) !== JSON.stringify(first)))
    gaps.push({ kind: "left-out", path, text: "the other houses' own" });
  const name = first?.name ?? first?.identificationNumber;
  const address = addressLine(
    first?.Address?.streetAndNumber,
    first?.Address?.postcode,
    first?.Address?.city,
  );
  const fallback = side === "Consignor" ? consignment.countryOfDispatch : consignment.countryOfDestination;
  const country =
    first?.Address?.country ?? /^[A-Z]{2}/.exec(first?.identificationNumber ?? "")?.[0] ?? fallback;
  const filled = (part: string, value: string | undefined, stand: string, why: string) => {
    if (value === undefined)
      gaps.push({ kind: "missing", path: `${path}/${part}`, text: `${stand} stands in: ${why}` });
    return value ?? stand;
  };
  return {
    name: filled("name", name, "-", "not named"),
    address: filled("address", address, "-", "a number is given, and no address"),
    country: filled("country", country, "ZZ", "no country is named"),
  };
}

function itemIn(item: NctsItem, path: string, gaps: Gap[]): Payload["items"][number] {
  const { descriptionOfGoods, CommodityCode, GoodsMeasure } = item.Commodity;
  const description = [...descriptionOfGoods].slice(0, 280).join("");
  if (description !== descriptionOfGoods)
    gaps.push({ kind: "left-out", path: `${path}/description`, text: "what is beyond 280 characters" });
  return {
    hs: CommodityCode?.harmonizedSystemSubHeadingCode ?? "",
    description,
    packages: packagesIn(item.Packaging, `${path}/packages`, gaps),
    grossGrams: gramsIn(GoodsMeasure.grossMass, `${path}/grossGrams`, gaps),
  };
}

/** NCTS weighs to the milligram. */
function gramsIn(kilograms: string, path: string, gaps: Gap[]): number {
  const grams = Number(kilograms) * 1_000;
  const whole = grams > 0 ? Math.max(1, Math.round(grams)) : 0;
  if (Math.abs(whole - grams) > 1e-6)
    gaps.push({ kind: "derived", path, text: `${whole} g from ${kilograms} kg` });
  return whole;
}

/** Packages of several kinds are counted together under the first; goods in bulk or unpacked are one. */
function packagesIn(
  packaging: NctsItem["Packaging"],
  path: string,
  gaps: Gap[],
): Payload["items"][number]["packages"] {
  const count = packaging.reduce((sum, { numberOfPackages }) => sum + Number(numberOfPackages ?? 0), 0);
  if (count === 0) gaps.push({ kind: "assumed", path: `${path}/count`, text: "1, for none is counted" });
  if (new Set(packaging.map(({ typeOfPackages }) => typeOfPackages)).size > 1)
    gaps.push({ kind: "left-out", path: `${path}/kind`, text: "all kinds but the first" });
  return { count: count || 1, kind: packageKind(packaging[0]?.typeOfPackages ?? "PK") };
}
