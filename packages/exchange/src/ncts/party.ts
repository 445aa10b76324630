import type { Payload } from "@rahdari/transit";
import { group, leaf, type XmlNode } from "../xml/element.ts";
import { fitted, type Gap } from "./gap.ts";

type Party = Payload["consignor"];

/**
 * Consignor or consignee. Our address is one line: what follows its last comma is the city. NCTS has no place for a
 * name beyond 70 characters; the postcode, where there is one, stays in the line.
 */
export function partyNode(name: "Consignor" | "Consignee", party: Party, gaps: Gap[]): XmlNode {
  const path = `Consignment/${name}`;
  const comma = party.address.lastIndexOf(",");
  const [street, city] =
    comma < 0 ? [party.address, "-"] : [party.address.slice(0, comma), party.address.slice(comma + 1)];
  if (city.trim() === "" || city === "-")
    gaps.push({
      kind: "assumed",
      path: `${path}/Address/city`,
      text: "a dash, for the address names no city",
    });
  const fittedStreet = fitted(street.trim(), 70, `${path}/Address/streetAndNumber`, gaps);
  const fittedCity = fitted(city.trim(), 35, `${path}/Address/city`, gaps);
  if (addressLine(fittedStreet, undefined, fittedCity) !== party.address)
    gaps.push({ kind: "derived", path: `${path}/Address`, text: `street and city of ${party.address}` });
  return group(name, [
    leaf("name", fitted(party.name, 70, `${path}/name`, gaps)),
    group("Address", [
      leaf("streetAndNumber", fittedStreet),
      leaf("city", fittedCity),
      leaf("country", party.country),
    ]),
  ]);
}

/** The one line that an address of NCTS makes. */
export function addressLine(
  street: string | undefined,
  postcode: string | undefined,
  city: string | undefined,
): string | undefined {
  const town = [postcode, city === "-" ? undefined : city].filter((part) => part !== undefined).join(" ");
  const line = [street, town].filter((part) => part !== undefined && part !== "").join(", ");
  return line === "" ? undefined : line;
}
