import type { JsonObject } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { ExchangeError, type ExchangeFault } from "../../src/exchange-error.ts";
import { RailCarriage } from "../../src/unece/carriage.ts";
import { smgs } from "../../src/unece/smgs.ts";
import { SMGS_PARTICULARS, smgsFaults } from "../../src/unece/smgs-particulars.ts";
import { RAIL } from "../support/json-carriage.ts";
import { withOther, without } from "../support/json-mutants.ts";
import { haveUnece, noteSchema } from "../support/json-oracles.ts";
import { journeysOf, scenarios } from "../support/xml-journeys.ts";
import { withPayload } from "../support/xml-synthetic.ts";

const journeys = scenarios.flatMap((scenario) => journeysOf(scenario));
const journey = journeysOf(scenarios.find(({ id }) => id === "07")!)[0]!;
const note = smgs(journey, RAIL);

function faultOf(act: () => unknown): ExchangeFault | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof ExchangeError) return error.fault;
  }
  return undefined;
}

describe("an SMGS note", () => {
  it("has goods and seals of the journey, stations and wagons of the contract", () => {
    const [consignment] = note.specifiedConsignment as JsonObject[];
    expect(consignment).toMatchObject({
      grossWeight: [{ content: "20000", unitCode: "KGM" }],
      transportEquipmentQuantity: [{ content: "2" }],
      carrier: { id: [{ content: "0029" }] },
    });
    const [first, second] = consignment!.utilizedLogisticsTransportEquipment as JsonObject[];
    expect(first).toMatchObject({
      id: { content: "91234567" },
      supplierPartyRoleCode: { content: "2" },
      tareWeight: { content: "24000", unitCode: "KGM" },
      carriedAssociatedTransportEquipment: [
        { id: [{ content: "TSTU1234560" }] },
        { categoryCode: [{ content: "TE" }], id: [{ content: "LES-4711" }] },
      ],
      affixedLogisticsSeal: [
        ...journey.movement.seals.map((id) => ({
          id: [{ content: id }],
          sealingPartyRoleCode: { content: "CU" },
        })),
        { id: [{ content: "R-1" }], sealingPartyRoleCode: { content: "CA" } },
      ],
    });
    expect(second).not.toHaveProperty("affixedLogisticsSeal");
  });

  it("is refused for a movement that goes by road all the way", () => {
    expect(faultOf(() => smgs(journey, null))).toMatchObject({ code: "lacking", format: "smgs" });
  });

  it("is refused to whoever does not see the goods", () => {
    expect(faultOf(() => smgs(withPayload(journey, null), RAIL))).toMatchObject({
      code: "lacking",
      what: "goods, consignor and consignee",
    });
  });

  it("is refused for a station in a country that the movement does not touch", () => {
    const astray = { ...RAIL, destination: { ...RAIL.destination, country: "MN" } };
    expect(faultOf(() => smgs(journey, astray))).toMatchObject({
      code: "bad-document",
      issues: [{ path: "/destination/country" }],
    });
  });

  it("is refused with more documents than it has room for", () => {
    const documents = Array.from({ length: 8 }, (_, i) => ({ code: "380", number: `INV-${i}` }));
    expect(faultOf(() => smgs(journey, { ...RAIL, documents }))).toMatchObject({
      code: "bad-document",
      issues: [{ path: "/documents" }],
    });
  });

  it("reads a carriage with all that is wrong together", () => {
    expect(RailCarriage.safeParse(RAIL).success).toBe(true);
    const wrong = { ...RAIL, wagons: [{ ...RAIL.wagons[0], number: "1" }], borderStations: [], massBy: " " };
    const paths = RailCarriage.safeParse(wrong).error!.issues.map(({ path }) => path.join("/"));
    expect(paths).toEqual(["borderStations", "wagons/0/number", "massBy"]);
  });
});

const IN = "specifiedConsignment/0";
const RAILS = `${IN}/mainCarriageLogisticsTransportMovement/0`;
/** A part of the note for each particular, in their order. */
const PARTS: readonly string[] = [
  `${IN}/consignor/postalTradeAddress/streetName`,
  `${IN}/consignee/name`,
  `${IN}/carrier/name`,
  `${RAILS}/departureEvent/0/occurrenceLogisticsLocation/id`,
  `${RAILS}/arrivalEvent`,
  `${RAILS}/itineraryRoute/0/itineraryStopEvent`,
  `${IN}/includedConsignmentItem/0/natureIdCargo/0/id/1`,
  "exchangedDocument/id",
  `${IN}/includedConsignmentItem/1/transportLogisticsPackage/0/type`,
  `${IN}/grossWeight`,
  "exchangedDocument/includedNote",
  `${IN}/utilizedLogisticsTransportEquipment/0/supplierPartyRoleCode`,
  `${IN}/contractTermsInformation`,
  `${IN}/carrierAcceptanceDateTime`,
];

describe("the particulars of the SMGS", () => {
  it("are all said by a whole note", () => {
    expect(smgsFaults(note)).toEqual([]);
    expect(smgsFaults({}).length).toBeGreaterThanOrEqual(SMGS_PARTICULARS.length);
    expect(PARTS).toHaveLength(SMGS_PARTICULARS.length);
  });

  for (const [at, { what }] of SMGS_PARTICULARS.entries())
    it(`miss ${what} without its part`, () => {
      const reasons = smgsFaults(without(note, PARTS[at]!)).map(({ reason }) => reason);
      expect(reasons).toContain(`SMGS, Art. 15: ${what}`);
    });

  it("have the seals and the documents among them where there are any", () => {
    const seals = `${IN}/utilizedLogisticsTransportEquipment/0/affixedLogisticsSeal`;
    const told = { isSealed: true, hasDocuments: true };
    const bare = { isSealed: false, hasDocuments: false };
    for (const [part, what] of [
      [seals, "the number and marks of the seals"],
      [`${seals}/0/id/0`, "the number and marks of the seals"],
      [`${IN}/associatedReferencedDocument`, "the accompanying documents"],
    ] as const) {
      const cut = part.endsWith("id/0")
        ? without(without(note, `${seals}/1`) as JsonObject, part)
        : without(note, part);
      expect(smgsFaults(cut).map(({ reason }) => reason)).toEqual([`SMGS, Art. 15: ${what}`]);
      expect(smgsFaults(cut, told).length).toBe(1);
      expect(smgsFaults(cut, bare)).toEqual([]);
    }
    const unsealed = { ...journey, seals: [], movement: { ...journey.movement, seals: [] } };
    expect(JSON.stringify(smgs(unsealed, { ...RAIL, seals: [] }))).not.toContain("affixedLogisticsSeal");
  });
});

const MUTANTS: Readonly<Record<string, readonly [path: string, value: unknown]>> = {
  "a word that there is not": [`${IN}/border`, "Keles"],
  "a word that there is not in a wagon": [`${IN}/utilizedLogisticsTransportEquipment/0/wagon`, "1"],
  "another declaration": ["exchangedDeclaration/typeCode/content", "730"],
  "a document code that there is not": ["exchangedDocument/typeCode/content", "SMGS"],
  "a bare text for a number": ["exchangedDocument/id", "1"],
  "a moment that is none": [`${IN}/carrierAcceptanceDateTime`, "yesterday"],
  "a weight as a number": [`${IN}/grossWeight/0/content`, 20_000],
  "a weight without its unit": [`${IN}/grossWeight/0`, { content: "1" }],
  "a weight in pounds": [`${IN}/grossWeight/0/unitCode`, "LBR"],
  "a country that is none": [`${IN}/consignee/postalTradeAddress/countryId/content`, "ZZ"],
  "a mode that is none": [`${RAILS}/modeCode/content`, "5"],
  "another kind of place of departure": [
    `${RAILS}/departureEvent/0/occurrenceLogisticsLocation/typeCode/0/content`,
    "17",
  ],
  "a wagon of an unknown kind": [`${IN}/utilizedLogisticsTransportEquipment/0/categoryCode/content`, "WG"],
  "a wagon provided by nobody": [
    `${IN}/utilizedLogisticsTransportEquipment/0/supplierPartyRoleCode/content`,
    "9",
  ],
  "a vehicle on the wagon that is no trailer": [
    `${IN}/utilizedLogisticsTransportEquipment/0/carriedAssociatedTransportEquipment/1/categoryCode/0/content`,
    "CN",
  ],
  "a seal of a terminal": [
    `${IN}/utilizedLogisticsTransportEquipment/0/affixedLogisticsSeal/0/sealingPartyRoleCode/content`,
    "TO",
  ],
  "a document of another kind than related": [`${IN}/associatedReferencedDocument/0/typeCode/content`, "950"],
  "terms without array": [`${IN}/contractTermsInformation`, { content: "paid" }],
};

describe.skipIf(!haveUnece)("the schema of SMGS (skipped where shared/oracles/transit is absent)", () => {
  const valid = haveUnece ? noteSchema("smgs") : undefined;

  it("takes the note of every journey that touches Uzbekistan and Kazakhstan", () => {
    let taken = 0;
    for (const one of journeys) {
      if (!["UZ", "KZ"].every((country) => one.movement.legs.some(({ from }) => from.startsWith(country))))
        continue;
      valid!(smgs(one, RAIL));
      const errors = valid!.errors?.map(({ instancePath, message, params }) =>
        [instancePath, message, JSON.stringify(params)].join(" "),
      );
      expect(errors ?? []).toEqual([]);
      taken++;
    }
    expect(taken).toBeGreaterThan(10);
  });

  it("asks for nothing, so that the particulars have to", () => {
    expect(valid!({})).toBe(true);
  });

  for (const [name, [path, value]] of Object.entries(MUTANTS))
    it(`does not take ${name}`, () => expect(valid!(withOther(note, path, value))).toBe(false));
});
