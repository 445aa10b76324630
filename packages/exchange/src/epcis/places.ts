import type { Json, JsonObject } from "@rahdari/ledger";
import type { OfficeOf } from "../journey.ts";
import { officeUrn } from "./identifiers.ts";

/** Header of a document that says what its offices are: nobody else knows our names (EPCIS master data, CBV 2.0). */
export function placesOf(offices: readonly OfficeOf[]): JsonObject {
  const elements = offices.map((office) => ({
    id: officeUrn(office.name),
    attributes: attributesOf(office),
  }));
  const vocabulary = { type: "urn:epcglobal:epcis:vtype:ReadPoint", vocabularyElementList: elements };
  return { epcisMasterData: { vocabularyList: [vocabulary] } };
}

function attributesOf({
  title,
  country,
  latitude,
  longitude,
  locode,
  zone,
}: OfficeOf): readonly JsonObject[] {
  const attribute = (id: string, value: Json): JsonObject => ({ id, attribute: value });
  return [
    attribute("cbvmda:name", title),
    attribute("cbvmda:countryCode", country),
    attribute("cbvmda:latitude", String(latitude)),
    attribute("cbvmda:longitude", String(longitude)),
    ...(locode === null ? [] : [attribute("rahdari:locode", locode)]),
    attribute("rahdari:zone", zone),
  ];
}
