import { beforeAll, describe, expect, it } from "vitest";
import type { Journey } from "../../src/journey.ts";
import { type NctsType, nctsMessages } from "../../src/ncts/ncts-messages.ts";
import { doubled, replaced, swapped, valued, within, without } from "../support/xml-edit.ts";
import { haveSchemas, schemaErrors } from "../support/xml-oracles.ts";
import { BEYOND, CLEAN, journeyNamed } from "../support/xml-synthetic.ts";

// That the schemas bite: each change to a valid message makes it invalid.

const mutants: readonly (readonly [string, string, NctsType, (xml: string) => string])[] = [
  ["another root", "01 M1", "CC015C", replaced(/ncts:CC015C/g, "ncts:CC999C")],
  ["no namespace", "01 M1", "CC015C", replaced("http://ncts.dgtaxud.ec", "http://ncts.example.org")],
  ["a phase that is none", "01 M1", "CC015C", replaced("NCTS6", "NCTS7")],
  ["elements in the namespace", "01 M1", "CC015C", replaced(/<(\/?)LRN>/g, "<$1ncts:LRN>")],
  ["no sender", "01 M1", "CC015C", without("messageSender")],
  ["a sender too long", "01 M1", "CC015C", valued("messageSender", "X".repeat(36))],
  ["a type of message that is none", "01 M1", "CC015C", valued("messageType", "CC016X")],
  ["a moment with a zone", "01 M1", "CC015C", valued("preparationDateAndTime", "2027-01-10T08:00:00Z")],
  ["a month that is none", "01 M1", "CC015C", valued("preparationDateAndTime", "2027-13-10T08:00:00")],
  ["no LRN", "01 M1", "CC015C", without("LRN")],
  ["an LRN too long", "01 M1", "CC015C", valued("LRN", "M".repeat(23))],
  ["an LRN that ends with a space", "01 M1", "CC015C", valued("LRN", "M1 ")],
  ["a carnet's number that is none", "01 M1", "CC015C", valued("TIRCarnetNumber", "AB25000071")],
  ["a carnet's number too low", "01 M1", "CC015C", valued("TIRCarnetNumber", "XB24000071")],
  ["a security that is a letter", "01 M1", "CC015C", valued("security", "N")],
  ["a flag that is a word", "01 M1", "CC015C", valued("bindingItinerary", "true")],
  ["an office in small letters", "01 M1", "CC015C", valued("referenceNumber", "pklhe001")],
  ["an office too short", "01 M1", "CC015C", valued("referenceNumber", "PKLHE")],
  ["no office of destination", "01 M1", "CC015C", without("CustomsOfficeOfDestinationDeclared")],
  [
    "offices the other way round",
    "01 M1",
    "CC015C",
    swapped("CustomsOfficeOfDeparture", "CustomsOfficeOfDestinationDeclared"),
  ],
  ["two holders", "01 M1", "CC015C", doubled("HolderOfTheTransitProcedure")],
  [
    "a holder's number too long",
    "01 M1",
    "CC015C",
    valued("TIRHolderIdentificationNumber", "PAK/041/1234567890"),
  ],
  ["no guarantee", "01 M1", "CC015C", without("Guarantee")],
  ["a guarantee of two characters", "01 M1", "CC015C", valued("guaranteeType", "BB")],
  ["no consignment", "01 M1", "CC015C", without("Consignment")],
  ["no mass", "01 M1", "CC015C", without("grossMass")],
  ["a mass of nothing", "01 M1", "CC015C", valued("grossMass", "0")],
  ["a mass with an exponent", "01 M1", "CC015C", valued("grossMass", "2e4")],
  ["a mass with a comma", "01 M1", "CC015C", valued("grossMass", "20000,5")],
  ["a country of three letters", "01 M1", "CC015C", valued("countryOfDispatch", "PAK")],
  ["no city", "01 M1", "CC015C", without("city")],
  ["a name too long", "01 M1", "CC015C", valued("name", "X".repeat(71))],
  ["a means of no kind", "01 M1", "CC015C", valued("typeOfIdentification", "truck")],
  ["no goods", "01 M1", "CC015C", without("HouseConsignment")],
  ["no description", "01 M1", "CC015C", without("descriptionOfGoods")],
  ["a description too long", "01 M1", "CC015C", valued("descriptionOfGoods", "X".repeat(513))],
  ["a code of goods too short", "01 M1", "CC015C", valued("harmonizedSystemSubHeadingCode", "08052")],
  ["a kind of packages in words", "01 M1", "CC015C", valued("typeOfPackages", "carton")],
  ["packages below nothing", "01 M1", "CC015C", valued("numberOfPackages", "-1")],
  ["an item numbered nought", "01 M1", "CC015C", valued("goodsItemNumber", "0")],
  [
    "an element that nobody knows",
    "01 M1",
    "CC015C",
    within("TransitOperation", "<navigationSeal>1</navigationSeal>"),
  ],
  ["an attribute that nobody knows", "01 M1", "CC015C", replaced("<LRN>", '<LRN formatCode="1">')],
  ["text between elements", "01 M1", "CC015C", within("TransitOperation", "text")],
  ["a reference before Phase 6 as an MRN", "01 M1", "CC028C", valued("MRN", "27PK00000000000718")],
  ["an MRN too short", "01 M1", "CC028C", valued("MRN", "27PK00000000071J0")],
  ["a date that is none", "01 M1", "CC028C", valued("declarationAcceptanceDate", "2027-02-30")],
  ["a date the other way round", "01 M1", "CC029C", valued("releaseDate", "11-01-2027")],
  ["no place of loading", "01 M1", "CC029C", without("PlaceOfLoading")],
  ["a seal without a number", "01 M1", "CC029C", without("identifier")],
  ["a seal too long", "01 M1", "CC029C", valued("identifier", "K".repeat(21))],
  ["no location of the goods", "01 M1", "CC007C", without("LocationOfGoods")],
  ["no trader at destination", "01 M1", "CC007C", without("TraderAtDestination")],
  ["no word whether it conforms", "01 M1", "CC044C", without("conform")],
  ["a state of seals in words", "01 M1", "CC044C", valued("stateOfSeals", "good")],
  ["a code of incident of two digits", "07 M1", "CC182C", valued("code", "22")],
  ["an incident nowhere", "07 M1", "CC182C", without("Location")],
  [
    "ten incidents",
    "07 M1",
    "CC182C",
    (xml) =>
      replaced(
        /<Incident>[\s\S]*<\/Incident>/,
        (/<Incident>[\s\S]*<\/Incident>/.exec(xml)?.[0] ?? "").repeat(10),
      )(xml),
  ],
  ["an error that NCTS does not have", "14 M2", "CC056C", valued("errorCode", "91")],
  ["a reason of an error too long", "14 M2", "CC056C", valued("errorReason", "movement")],
  ["an amount with three decimals", "11 M1", "CC035C", valued("amountClaimed", "1.005")],
  ["a reason of a guarantee too long", "a guarantee with a GRN refused", "CC055C", valued("code", "G009")],
  ["a GRN too short", "a guarantee with a GRN refused", "CC055C", valued("GRN", "27PK000000000000")],
];

function journeyOf(name: string): Journey {
  return name === "01 M1" ? CLEAN : (BEYOND.find(([known]) => known === name)?.[1] ?? journeyNamed(name));
}

function originalOf(name: string, type: NctsType): string {
  return nctsMessages(journeyOf(name)).messages.findLast((message) => message.type === type)?.xml ?? "";
}

describe.skipIf(!haveSchemas)("the schemas of NCTS Phase 6 (skipped where they are absent) refuse", () => {
  let errors = new Map<string, string[]>();
  beforeAll(async () => {
    const changed = mutants.map(
      ([what, name, type, change]) => [what, change(originalOf(name, type))] as const,
    );
    const originals = mutants.map(([, name, type]) => [`${name} ${type}`, originalOf(name, type)] as const);
    errors = await schemaErrors(new Map([...changed, ...originals]));
  }, 120_000);

  for (const [what, name, type] of mutants)
    it(what, () => {
      expect(errors.get(`${name} ${type}`)).toEqual([]);
      expect(errors.get(what)).not.toEqual([]);
    });
});
