import type { JsonObject } from "@rahdari/ledger";
import { Payload } from "@rahdari/transit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExchangeError } from "../../src/exchange-error.ts";
import { RoadCarriage } from "../../src/unece/carriage.ts";
import { CMR_PARTICULARS, cmrFaults } from "../../src/unece/cmr-particulars.ts";
import { ecmr } from "../../src/unece/ecmr.ts";
import { PLAIN_ROAD, ROAD } from "../support/json-carriage.ts";
import { withOther, without } from "../support/json-mutants.ts";
import { haveUnece, noteSchema } from "../support/json-oracles.ts";
import { journeysOf, SYNTHETIC_PAYLOAD, scenarios } from "../support/xml-journeys.ts";
import { withPayload } from "../support/xml-synthetic.ts";

const journeys = scenarios.flatMap((scenario) =>
  journeysOf(scenario).map((journey) => [`${scenario.id} ${journey.movement.id}`, journey] as const),
);
const journeyOf = (name: string) => journeys.find(([one]) => one === name)![1];
const underWay = journeyOf("07 M1");
const note = ecmr(underWay, ROAD);

/** The fault that something throws. */
function faultOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof ExchangeError) return error.fault;
  }
  return undefined;
}

describe("an eCMR", () => {
  it("says what the journey knows and what the contract says", () => {
    const plain = ecmr(journeyOf("01 M1"), PLAIN_ROAD);
    expect(plain.exchangedDocument).toMatchObject({
      id: { content: "SYN-0001" },
      typeCode: { content: "730" },
      issueLogisticsLocation: { id: [{ content: "PKLHE" }], countryId: { content: "PK" } },
    });
    const [consignment] = plain.specifiedConsignment as JsonObject[];
    expect(consignment).toMatchObject({
      grossWeight: [{ content: "20000", unitCode: "KGM" }],
      consignor: { name: [{ content: "Synthetic Citrus & Sons (test)" }] },
      carrier: {
        id: [{ content: "PAK/041/123" }],
        postalTradeAddress: { countryName: [{ content: "Pakistan" }] },
      },
      carrierAcceptanceLogisticsLocation: { id: [{ content: "PKLHE" }], name: [{ content: "Lahore" }] },
      consigneeReceiptLogisticsLocation: { id: [{ content: "KZALA" }], name: [{ content: "Almaty" }] },
      previousAdministrativeReferencedDocument: [
        { typeCode: { content: "950" }, id: [{ content: "27PK000000000071J0" }] },
        { typeCode: { content: "952" }, id: [{ content: "XB25000071" }] },
      ],
    });
    expect((consignment!.includedConsignmentItem as JsonObject[])[0]).toMatchObject({
      natureIdCargo: [{ id: [{ content: "Mandarins, fresh" }, { content: "HS 080521" }] }],
      grossWeight: [{ content: "19200.5", unitCode: "KGM" }],
      transportLogisticsPackage: [{ itemQuantity: { content: "1600" }, type: [{ content: "carton" }] }],
    });
  });

  it("has the seals that are on it, and what was passed when", () => {
    const [consignment] = note.specifiedConsignment as JsonObject[];
    expect(consignment!.utilizedLogisticsTransportEquipment).toMatchObject([
      {
        id: { content: "LES-4711" },
        isOrHasSealed: true,
        affixedLogisticsSeal: underWay.movement.seals.map((id) => ({
          id: [{ content: id }],
          sealingPartyRoleCode: { content: "CU" },
        })),
      },
    ]);
    const [movement] = consignment!.mainCarriageLogisticsTransportMovement as JsonObject[];
    expect((movement!.specifiedEvent as JsonObject[])[0]).toMatchObject({
      certifying: [{ id: [{ content: "PK/lahore" }] }],
      actualOccurrenceDateTime: new Date(underWay.movement.operations[0]!.startedAt).toISOString(),
    });
  });

  it("is refused to whoever does not see the goods", () => {
    expect(faultOf(() => ecmr(withPayload(underWay, null), ROAD))).toMatchObject({
      code: "lacking",
      format: "ecmr",
      what: "goods, consignor and consignee",
    });
  });

  it("is refused where a particular is missing, all together", () => {
    const empty = { ...ROAD, carrier: { name: " ", address: "", country: "PK" }, charges: [] };
    const fault = faultOf(() => ecmr(underWay, empty));
    expect(fault).toMatchObject({ code: "bad-document", format: "ecmr" });
    expect(fault?.code === "bad-document" && fault.issues).toEqual([
      {
        path: "/specifiedConsignment/0/carrier/name/0/content",
        reason: "CMR, Art. 6(1)(c): the name and address of the carrier",
      },
      {
        path: "/specifiedConsignment/0/carrier/postalTradeAddress/streetName/0/content",
        reason: "CMR, Art. 6(1)(c): the name and address of the carrier",
      },
      {
        path: "/specifiedConsignment/0/applicableLogisticsServiceCharge",
        reason: "CMR, Art. 6(1)(i): charges relating to the carriage",
      },
    ]);
  });

  it("adds weights without error of binary fractions", () => {
    const item = { ...SYNTHETIC_PAYLOAD.items[0]!, grossGrams: 100 };
    const payload = { ...SYNTHETIC_PAYLOAD, items: [item, { ...item, grossGrams: 200 }] };
    const [consignment] = ecmr(withPayload(underWay, payload), ROAD).specifiedConsignment as JsonObject[];
    expect(consignment!.grossWeight).toEqual([{ content: "0.3", unitCode: "KGM" }]);
  });
});

/** Parts that say a particular, by its letter. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  a: [
    "exchangedDocument",
    "exchangedDocument/issueDateTime",
    "exchangedDocument/issueLogisticsLocation",
    "exchangedDocument/issueLogisticsLocation/name",
  ],
  b: [
    "consignor",
    "consignor/name",
    "consignor/postalTradeAddress",
    "consignor/postalTradeAddress/streetName/0",
  ],
  c: ["carrier", "carrier/name", "carrier/postalTradeAddress"],
  d: [
    "carrierAcceptanceLogisticsLocation",
    "pickUpEvent",
    "pickUpEvent/actualOccurrenceDateTime",
    "consigneeReceiptLogisticsLocation",
    "consigneeReceiptLogisticsLocation/name/0",
  ],
  e: ["consignee", "consignee/name", "consignee/postalTradeAddress"],
  f: [
    "includedConsignmentItem",
    "includedConsignmentItem/0/natureIdCargo",
    "includedConsignmentItem/1/natureIdCargo/0/id",
    "includedConsignmentItem/0/transportLogisticsPackage/0/type",
  ],
  g: [
    "includedConsignmentItem/0/transportLogisticsPackage",
    "includedConsignmentItem/1/transportLogisticsPackage/0/itemQuantity",
    "transportLogisticsPackage",
    "transportLogisticsPackage/0/physicalLogisticsShippingMarks",
    "transportLogisticsPackage/0/physicalLogisticsShippingMarks/0/marking/0",
  ],
  h: ["grossWeight", "grossWeight/0", "grossWeight/0/content"],
  i: ["applicableLogisticsServiceCharge", "applicableLogisticsServiceCharge/0/appliedAmount"],
  j: [
    "consignorProvidedBorderClearanceInstructions",
    "consignorProvidedBorderClearanceInstructions/0/description",
  ],
  k: ["exchangedDocument/includedNote", "exchangedDocument/includedNote/0"],
};

describe("the particulars of the CMR Convention", () => {
  it("are all of Art. 6(1), and a whole note has them", () => {
    expect(CMR_PARTICULARS.map(({ article }) => article)).toEqual(
      [..."abcdefghijk"].map((letter) => `CMR, Art. 6(1)(${letter})`),
    );
    expect(cmrFaults(note)).toEqual([]);
    expect(cmrFaults({}).length).toBeGreaterThanOrEqual(11);
    expect(cmrFaults(null).length).toBeGreaterThanOrEqual(11);
  });

  for (const [letter, parts] of Object.entries(PARTS))
    for (const part of parts)
      it(`(${letter}) is missed without ${part}`, () => {
        const path = part.startsWith("exchangedDocument") ? part : `specifiedConsignment/0/${part}`;
        const reasons = cmrFaults(without(note, path)).map(({ reason }) => reason.split(":")[0]);
        expect(reasons).toContain(`CMR, Art. 6(1)(${letter})`);
      });
});

describe("a carriage by road", () => {
  it("is read with all that is wrong together", () => {
    expect(RoadCarriage.safeParse(ROAD).success).toBe(true);
    const wrong = {
      ...ROAD,
      number: "",
      takingOver: { at: "tomorrow", place: null },
      charges: [{ for: "carriage", amount: { cents: 1.5, currency: "usd" }, payer: "nobody" }],
      more: 1,
    };
    const paths = RoadCarriage.safeParse(wrong).error!.issues.map(({ path }) => path.join("/"));
    expect(paths).toEqual([
      "number",
      "takingOver/at",
      "charges/0/amount/cents",
      "charges/0/amount/currency",
      "charges/0/payer",
      "",
    ]);
  });
});

const IN = "specifiedConsignment/0";
const MUTANTS: Readonly<Record<string, readonly [path: string, value: unknown]>> = {
  "a word that there is not": ["exchangedDocument/number", "1"],
  "a word that there is not in the goods": [`${IN}/includedConsignmentItem/0/hs`, "080521"],
  "a word that there is not in a seal": [
    `${IN}/utilizedLogisticsTransportEquipment/0/affixedLogisticsSeal/0/intact`,
    true,
  ],
  "another kind of document": ["exchangedDocument/typeCode/content", "720"],
  "a date as people write it": ["exchangedDocument/issueDateTime", "10 January 2027"],
  "a bare text for a name": [`${IN}/consignor/name`, "A"],
  "a name without array": [`${IN}/consignor/name`, { content: "A" }],
  "a country that is none": [`${IN}/consignor/postalTradeAddress/countryId/content`, "XX"],
  "a country code where only a name may be": [
    `${IN}/carrier/postalTradeAddress/countryId`,
    { content: "PK" },
  ],
  "a weight as a number": [`${IN}/grossWeight/0/content`, 20_000],
  "a weight with an exponent": [`${IN}/grossWeight/0/content`, "2e4"],
  "a weight in tonnes": [`${IN}/grossWeight/0/unitCode`, "TNE"],
  "a weight without its unit": [`${IN}/grossWeight/0`, { content: "1" }],
  "a mode that is not road": [`${IN}/mainCarriageLogisticsTransportMovement/0/modeCode/content`, "2"],
  "a stage that the note does not have": [
    `${IN}/mainCarriageLogisticsTransportMovement/0/stageCode`,
    { content: "20" },
  ],
  "a seal of nobody": [
    `${IN}/utilizedLogisticsTransportEquipment/0/affixedLogisticsSeal/0/sealingPartyRoleCode/content`,
    "XX",
  ],
  "a condition of a seal that there is not": [
    `${IN}/utilizedLogisticsTransportEquipment/0/affixedLogisticsSeal/0/conditionCode/0/content`,
    "9",
  ],
  "a currency that is none": [`${IN}/applicableLogisticsServiceCharge/0/appliedAmount/0/currencyId`, "XXZ"],
  "a category of charge that there is not": [
    `${IN}/applicableLogisticsServiceCharge/0/categoryCode/content`,
    "1",
  ],
  "a payer that there is not": [`${IN}/applicableLogisticsServiceCharge/0/payingPartyRoleCode/content`, "??"],
  "a yes as a text": [`${IN}/isOrHasTransshipmentPermission`, "no"],
  "a document code that there is not": [
    `${IN}/previousAdministrativeReferencedDocument/0/typeCode/content`,
    "MRN",
  ],
  "an HS code as a commodity code": [
    `${IN}/includedConsignmentItem/0/natureIdCargo/0/statisticalClassificationCode`,
    { content: "080521" },
  ],
  "one consignment without array": ["specifiedConsignment", {}],
};

describe.skipIf(!haveUnece)("the schema of eCMR (skipped where shared/oracles/transit is absent)", () => {
  const valid = haveUnece ? noteSchema("ecmr") : undefined;

  it("takes the note of every journey, with much said and with little", () => {
    for (const [name, journey] of journeys)
      for (const road of [ROAD, PLAIN_ROAD]) {
        valid!(ecmr(journey, road));
        const errors = valid!.errors?.map(({ instancePath, message, params }) =>
          [instancePath, message, JSON.stringify(params)].join(" "),
        );
        expect(errors ?? [], name).toEqual([]);
      }
  });

  it("takes the note of any payload, and none misses a particular", () => {
    const text = (maxLength: number) =>
      fc.string({ minLength: 1, maxLength }).filter((one) => one.trim() !== "");
    const party = fc.record({
      name: text(140),
      address: text(200),
      country: fc.constantFrom("PK", "KZ", "CN"),
    });
    const items = fc.record({
      hs: fc.stringMatching(/^\d{6}$/),
      description: text(280),
      packages: fc.record({ count: fc.integer({ min: 1, max: 99_999 }), kind: text(40) }),
      grossGrams: fc.integer({ min: 1, max: 1e9 }),
    });
    const payload = fc.record({
      consignor: party,
      consignee: party,
      items: fc.array(items, { minLength: 1, maxLength: 3 }),
      value: fc.constant({ cents: 1, currency: "USD" }),
    });
    fc.assert(
      fc.property(payload, (one) => {
        expect(Payload.safeParse(one).success).toBe(true);
        expect(valid!(ecmr(withPayload(underWay, one), ROAD))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("asks for nothing, so that the particulars have to", () => {
    expect(valid!({})).toBe(true);
  });

  for (const [name, [path, value]] of Object.entries(MUTANTS))
    it(`does not take ${name}`, () => expect(valid!(withOther(note, path, value))).toBe(false));
});
