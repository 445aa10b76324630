import { describe, expect, it } from "vitest";
import type { Gap } from "../../src/ncts/gap.ts";
import { nctsMessages } from "../../src/ncts/ncts-messages.ts";
import { isPackageCode } from "../../src/ncts/package-codes.ts";
import { packageCode } from "../../src/ncts/packages.ts";
import type { XmlElement } from "../../src/xml/element.ts";
import { readXml } from "../../src/xml/read-xml.ts";
import { JOURNEYS } from "../support/xml-journeys.ts";
import { codeList, haveCodeLists } from "../support/xml-oracles.ts";
import { BEYOND } from "../support/xml-synthetic.ts";

// The schemas do not hold the code lists: these are looked at beside them, element by element.

const LISTS: readonly (readonly [RegExp, string])[] = [
  [/\/declarationType$/, "DeclarationType"],
  [/\/additionalDeclarationType$/, "DeclarationTypeAdditional"],
  [/\/security$/, "DeclarationTypeSecurity"],
  [/\/guaranteeType$/, "GuaranteeType"],
  [/\/InvalidGuaranteeReason\/code$/, "InvalidGuaranteeReason"],
  [/\/Incident\/code$/, "IncidentCode"],
  [/\/Incident\/Location\/qualifierOfIdentification$/, "QualifierOfIdentificationIncident"],
  [/\/LocationOfGoods\/qualifierOfIdentification$/, "QualifierOfTheIdentification"],
  [/\/typeOfLocation$/, "TypeOfLocation"],
  [/\/TypeOfControls\/type$/, "ControlType"],
  [/ModeOfTransport$|\/modeOfTransportAtTheBorder$/, "TransportModeCode"],
  [
    /\/(?:DepartureTransportMeans|TransportMeans)\/typeOfIdentification$/,
    "TypeOfIdentificationOfMeansOfTransport",
  ],
  [/\/ActiveBorderTransportMeans\/typeOfIdentification$/, "TypeOfIdentificationofMeansOfTransportActive"],
  [/\/nationality$/, "Nationality"],
  [/\/Address\/country$/, "CountryCodesForAddress"],
  [
    /\/(?:countryOfDispatch|countryOfDestination)$|\/CountryOfRoutingOfConsignment\/country$/,
    "CountryCodesFullList",
  ],
  [/\/harmonizedSystemSubHeadingCode$/, "HScode"],
  [/\/typeOfPackages$/, "KindOfPackages"],
  [/\/errorCode$/, "FunctionalErrorCodesIeCA"],
  [/^CC056C\/TransitOperation\/rejectionCode$/, "RejectionCodeDepartureExport"],
  [/\/businessRejectionType$/, "BusinessRejectionTypeDepExp"],
  [/\/(?:Location|Endorsement)\/country$/, "CountryCodesCommonTransit"],
  [/\/currency$/, "CurrencyCodes"],
];

function leaves(element: XmlElement, path = element.name): (readonly [string, string])[] {
  if (element.children.length === 0) return [[path, element.text]];
  return element.children.flatMap((child) => leaves(child, `${path}/${child.name}`));
}

describe.skipIf(!haveCodeLists)("codes that are written (code lists; skipped where they are absent)", () => {
  const written = haveCodeLists
    ? [...JOURNEYS, ...BEYOND].flatMap(([, journey]) =>
        nctsMessages(journey).messages.flatMap(({ xml }) => leaves(readXml(xml))),
      )
    : [];

  const outside = LISTS.flatMap(([element, list]) => {
    const values = written.filter(([path]) => element.test(path)).map(([, value]) => value);
    return [...new Set(values)]
      .filter((value) => !codeList(list).has(value))
      .map((value) => `${list} ${value}`)
      .toSorted();
  });

  it("are in the lists of NCTS, but for those that NCTS keeps to its own countries", () => {
    expect(outside.filter((one) => !/^(?:CountryCodesCommonTransit|CurrencyCodes) /.test(one))).toEqual([
      // Types of rejection at destination are a list of their own, which is not open.
      "BusinessRejectionTypeDepExp 007",
      "BusinessRejectionTypeDepExp 044",
    ]);
  });

  it("name countries and currencies of the corridor, which NCTS does not list", () => {
    expect(outside.filter((one) => /^(?:CountryCodesCommonTransit|CurrencyCodes) /.test(one))).toEqual([
      "CountryCodesCommonTransit AF",
      "CurrencyCodes USD",
    ]);
  });

  it("of packages are those of the list, and another kind is a package", () => {
    const signs = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    const pairs = signs.flatMap((one) => signs.map((other) => one + other));
    expect(pairs.filter(isPackageCode).sort()).toEqual([...codeList("KindOfPackages")].sort());
    const gaps: Gap[] = [];
    expect(["XY", "VQ", "bags"].map((kind) => packageCode(kind, "/kind", gaps))).toEqual(["PK", "VQ", "BG"]);
    expect(gaps.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      "left-out: packages of the kind XY are packages (PK) here",
      "derived: bags is bag (BG) here",
    ]);
  });

  it("were all found somewhere", () => {
    const unseen = LISTS.filter(([element]) => !written.some(([path]) => element.test(path)));
    expect(unseen).toEqual([]);
  });
});
