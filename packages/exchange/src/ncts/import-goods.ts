import type { Payload } from "@rahdari/transit";
import type { NctsDeclaration, NctsItem, NctsParty } from "./cc015c.ts";
import type { Gap } from "./gap.ts";
import { packageKind } from "./packages.ts";
import { addressLine } from "./party.ts";

type Consignment = NctsDeclaration["Consignment"];
type Side = "Consignor" | "Consignee";

type Item = Payload["items"][number];

/** An item to be completed: null for a code, mass or count that is not declared, or not one that is taken here. */
export type ItemDraft = Pick<Item, "description"> & {
  readonly hs: string | null;
  readonly packages: { readonly count: number | null; readonly kind: string };
  readonly grossGrams: number | null;
};

export type GoodsDraft = Pick<Payload, "consignor" | "consignee"> & { readonly items: readonly ItemDraft[] };

/** Parties and goods of a consignment; houses become one load, for a payload of ours has one of each. */
export function goodsIn(consignment: Consignment, gaps: Gap[]): GoodsDraft {
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

/** The party that a draft has: that of the consignment, else of the first house that has one. */
export function partyOf(side: Side, consignment: Consignment): NctsParty | undefined {
  return [consignment, ...consignment.HouseConsignment].flatMap((one) => one[side] ?? [])[0];
}

/** NCTS may give no more of a party than its number: what is made of it is noted. */
function partyIn(side: Side, consignment: Consignment, gaps: Gap[]): Payload["consignor"] {
  const path = `/payload/${side.toLowerCase()}`;
  const { name, identificationNumber: number, Address } = partyOf(side, consignment) ?? {};
  const derived = (part: string, value: string | undefined, from: string) => {
    if (value !== undefined)
      gaps.push({ kind: "derived", path: `${path}/${part}`, text: `${value}, ${from}` });
    return value;
  };
  const filled = (part: string, value: string | undefined, stand: string, why: string) => {
    if (value === undefined)
      gaps.push({ kind: "missing", path: `${path}/${part}`, text: `${stand} stands in: ${why}` });
    return value ?? stand;
  };
  const address = addressLine(Address?.streetAndNumber, Address?.postcode, Address?.city);
  const ofTrade = side === "Consignor" ? consignment.countryOfDispatch : consignment.countryOfDestination;
  const country =
    Address?.country ??
    derived("country", /^[A-Z]{2}/.exec(number ?? "")?.[0], `from the number ${number}`) ??
    derived("country", ofTrade, side === "Consignor" ? "from where the goods come" : "where the goods go");
  return {
    name: filled(
      "name",
      name ?? derived("name", number, "the number, for no name is given"),
      "-",
      "not named",
    ),
    address: filled("address", address, "-", "a number is given, and no address"),
    country: filled("country", country, "ZZ", "no country is named"),
  };
}

function itemIn(item: NctsItem, path: string, gaps: Gap[]): ItemDraft {
  const { descriptionOfGoods, CommodityCode, GoodsMeasure } = item.Commodity;
  const description = [...descriptionOfGoods].slice(0, 280).join("");
  if (description !== descriptionOfGoods)
    gaps.push({
      kind: "left-out",
      path: `${path}/description`,
      text: `what is beyond 280 characters: ${descriptionOfGoods.slice(description.length)}`,
    });
  return {
    hs: codeIn(CommodityCode?.harmonizedSystemSubHeadingCode, `${path}/hs`, gaps),
    description,
    packages: packagesIn(item.Packaging, `${path}/packages`, gaps),
    grossGrams: gramsIn(GoodsMeasure.grossMass, `${path}/grossGrams`, gaps),
  };
}

function codeIn(code: string | undefined, path: string, gaps: Gap[]): string | null {
  if (code !== undefined && /^\d{6}$/.test(code)) return code;
  const text = code === undefined ? "no commodity code is declared" : `${code} is no code of the HS`;
  gaps.push({ kind: "missing", path, text });
  return null;
}

/** NCTS weighs to the milligram, and knows items that weigh nothing: their mass is that of another. */
function gramsIn(kilograms: string, path: string, gaps: Gap[]): number | null {
  const grams = Number(kilograms) * 1_000;
  const whole = grams > 0 ? Math.max(1, Math.round(grams)) : 0;
  if (whole === 0 || whole > MOST_GRAMS) {
    gaps.push({ kind: "missing", path, text: `${kilograms} kg is no mass of an item here` });
    return null;
  }
  if (Math.abs(whole - grams) > 1e-6)
    gaps.push({ kind: "derived", path, text: `${whole} g from ${kilograms} kg` });
  return whole;
}
const MOST_GRAMS = 1e9;

/** Mass of items together. Kilograms. */
export function kilogramsIn(items: readonly NctsItem[]): number {
  return items.reduce((sum, { Commodity }) => sum + Number(Commodity.GoodsMeasure.grossMass), 0);
}

/** Packages of several kinds are counted together under the first; goods in bulk or unpacked are one. */
function packagesIn(packaging: NctsItem["Packaging"], path: string, gaps: Gap[]): ItemDraft["packages"] {
  const kinds = [...new Set(packaging.map(({ typeOfPackages }) => typeOfPackages))];
  if (kinds.length > 1)
    gaps.push({
      kind: "left-out",
      path: `${path}/kind`,
      text: `all kinds but the first of ${kinds.join(", ")}`,
    });
  const counts = packaging.map(({ numberOfPackages }) => Number(numberOfPackages ?? 0));
  return { count: countIn(counts, `${path}/count`, gaps), kind: packageKind(kinds[0] ?? "PK") };
}

function countIn(counts: readonly number[], path: string, gaps: Gap[]): number | null {
  const count = counts.reduce((sum, one) => sum + one, 0);
  const isMixed = counts.filter((one) => one > 0).length > 1;
  if (count > MOST_PACKAGES) {
    gaps.push({ kind: "missing", path, text: `${count} packages are more than ${MOST_PACKAGES}` });
    return null;
  }
  if (count === 0) gaps.push({ kind: "assumed", path, text: "1, for none is counted" });
  else if (isMixed) gaps.push({ kind: "derived", path, text: `the sum of ${counts.join(", ")}` });
  return count || 1;
}
const MOST_PACKAGES = 99_999;
