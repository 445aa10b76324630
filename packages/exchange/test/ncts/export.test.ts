import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ExchangeError } from "../../src/exchange-error.ts";
import type { Journey, Recorded } from "../../src/journey.ts";
import {
  NCTS_KINDS,
  type NctsMessage,
  type NctsType,
  nctsMessages,
  nctsMessagesOf,
} from "../../src/ncts/ncts-messages.ts";
import { nctsXmlNack } from "../../src/ncts/xml-nack.ts";
import { JOURNEYS, SYNTHETIC_PAYLOAD } from "../support/xml-journeys.ts";
import { haveSchemas, schemaErrors, schemaNames } from "../support/xml-oracles.ts";
import {
  BEYOND,
  CLEAN,
  garbled,
  journeyNamed,
  WITH_GRN,
  withDeclared,
  withPayload,
  withReference,
} from "../support/xml-synthetic.ts";

const ALL: readonly (readonly [string, Journey])[] = [...JOURNEYS, ...BEYOND];

function messageOf(journey: Journey, kind: string): Recorded {
  const found = journey.messages.findLast((message) => message.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

function written(journey: Journey, kind: string, type: NctsType): string {
  const found = nctsMessagesOf(journey, messageOf(journey, kind)).find((message) => message.type === type);
  return found?.xml ?? "";
}

describe.skipIf(!haveSchemas)("against the schemas of NCTS Phase 6 (skipped where they are absent)", () => {
  const documents = new Map<string, string>();
  let errors = new Map<string, string[]>();
  beforeAll(async () => {
    for (const [name, journey] of ALL)
      for (const { type, index, xml } of nctsMessages(journey).messages)
        documents.set(`${name} ${index} ${type}`, xml);
    for (const [i, journey] of arbitraryJourneys().entries())
      for (const { type, index, xml } of nctsMessages(journey).messages)
        documents.set(`any ${i} ${index} ${type}`, xml);
    for (const [i, journey] of garbled(800).entries())
      for (const { type, xml } of refusedMessages(journey)) documents.set(`garbled ${i} ${type}`, xml);
    documents.set("nack 0 CC917C", nack("<a>\n<b>&x;</b></a>"));
    errors = await schemaErrors(documents);
  }, 120_000);

  for (const [name] of ALL)
    it(`all of ${name} is valid`, () => {
      const own = [...errors].filter(([document]) => document.startsWith(`${name} `));
      expect(own.length).toBeGreaterThan(0);
      expect(own.filter(([, found]) => found.length > 0)).toEqual([]);
    });

  it("whatever the goods and parties are called, what is written is valid", () => {
    const own = [...errors].filter(([document]) => document.startsWith("any "));
    expect(own.length).toBeGreaterThan(200);
    expect(own.filter(([, found]) => found.length > 0)).toEqual([]);
  });

  it("whatever the ledger refused says, what is written is valid", () => {
    const own = [...errors].filter(([document]) => document.startsWith("garbled "));
    expect(own.length).toBeGreaterThan(60);
    expect(own.filter(([, found]) => found.length > 0)).toEqual([]);
  });

  it("every type that is written was looked at, and has a schema", () => {
    const types = [...documents.keys()].map((document) => document.slice(-"CC015C".length));
    const wanted = [...Object.values(NCTS_KINDS).flat(), "CC057C", "CC906C", "CC917C"];
    expect(new Set(types)).toEqual(new Set(wanted));
    expect(schemaNames().filter((name) => !types.includes(name))).toEqual([
      "CC017C",
      "CC022C",
      "CC040C",
      "CC042C",
      "CC048C",
      "CC190C",
      "CC191C",
      "CC228C",
    ]);
    expect(errors.get("nack 0 CC917C")).toEqual([]);
  });
});

/** Goods and parties with whatever text a payload may hold, but for what XML cannot. */
function arbitraryJourneys(): Journey[] {
  const text = (max: number) =>
    fc
      .string({ unit: "grapheme", minLength: 1, maxLength: max })
      .map(
        (all) =>
          all.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "").slice(0, max) ||
          " ",
      );
  const party = fc.record({
    name: text(140),
    address: text(200),
    country: fc.constantFrom("PK", "KZ", "UZ"),
  });
  const item = fc.record({
    hs: fc.constantFrom("080521", "010121"),
    description: text(280),
    packages: fc.record({ count: fc.integer({ min: 1, max: 99_999 }), kind: text(40) }),
    grossGrams: fc.integer({ min: 1, max: 1e9 }),
  });
  const payload = fc.record({
    consignor: party,
    consignee: party,
    items: fc.array(item, { minLength: 1, maxLength: 3 }),
    value: fc.constant(SYNTHETIC_PAYLOAD.value),
  });
  return fc.sample(payload, { numRuns: 40, seed: 1 }).map((one) => withPayload(CLEAN, one));
}

/** Those of the last message; none where it cannot be written, which is said by an ExchangeError and nothing else. */
function refusedMessages(journey: Journey): readonly NctsMessage[] {
  try {
    return nctsMessagesOf(journey, journey.messages.at(-1)!);
  } catch (error) {
    if (error instanceof ExchangeError) return [];
    throw error;
  }
}

function nack(xml: string): string {
  const fault = { code: "bad-xml", why: "entity", line: 2, column: 4, detail: xml } as const;
  return nctsXmlNack(new ExchangeError(fault), { sender: "S", recipient: "R", id: "1", at: 0 }) ?? "";
}

describe("messages of NCTS", () => {
  it("follow one another as the journey does", () => {
    expect(nctsMessages(CLEAN).messages.map(({ type }) => type)).toEqual([
      ...["CC015C", "CC928C", "CC028C", "CC029C"],
      ...["CC007C", "CC043C", "CC044C", "CC025C", "CC045C"],
    ]);
  });

  it("are the same whenever they are written", () => {
    expect(nctsMessages(CLEAN)).toEqual(nctsMessages(structuredClonedOf(CLEAN)));
  });

  it("are addressed by the holder's number and the office's reference, or as the caller says", () => {
    const xml = written(CLEAN, "declaration.lodge", "CC015C");
    expect(xml).toContain("<messageSender>PAK/041/123</messageSender>");
    const [message] = nctsMessagesOf(CLEAN, messageOf(CLEAN, "declaration.lodge"), {
      trader: "T",
      customs: "NTA.PK",
    });
    expect(message?.xml).toContain(
      "<messageSender>T</messageSender>\n  <messageRecipient>NTA.PK</messageRecipient>",
    );
  });

  it("answer the request that they answer", () => {
    expect(written(CLEAN, "declaration.lodge", "CC928C")).toMatch(/<correlationIdentifier>\d+-CC015C</);
    expect(written(CLEAN, "operation.terminate", "CC025C")).toMatch(/<correlationIdentifier>\d+-CC044C</);
    expect(written(CLEAN, "operation.terminate", "CC044C")).not.toContain("correlationIdentifier");
  });

  it("under TIR name the carnet, the holder of TIR and a guarantee of type B, and no offices of transit", () => {
    const xml = written(CLEAN, "declaration.lodge", "CC015C");
    expect(xml).toContain("<TIRCarnetNumber>XB25000071</TIRCarnetNumber>");
    expect(xml).toContain("<TIRHolderIdentificationNumber>PAK/041/123<");
    expect(xml).toContain("<guaranteeType>B</guaranteeType>");
    expect(xml).not.toContain("CustomsOfficeOfTransitDeclared");
  });

  it("under another regime name a guarantee by its scope, with its GRN and amount where it has one", () => {
    const xml = written(WITH_GRN, "declaration.lodge", "CC015C");
    expect(xml).toContain("<declarationType>T1</declarationType>");
    expect(xml).toContain("<guaranteeType>1</guaranteeType>");
    const [lodged] = nctsMessagesOf(WITH_GRN, messageOf(WITH_GRN, "declaration.lodge"));
    expect(lodged?.gaps).toContainEqual({
      kind: "assumed",
      path: "Guarantee/GuaranteeReference/amountToBeCovered",
      text: "all of the guarantee, for a declaration does not say how much it needs",
    });
    expect(xml).toMatch(/<GRN>27PK0000000000007<\/GRN>\s*<amountToBeCovered>40000\.00<.*\s*<currency>USD</);
    expect(written(journeyNamed("21 Q1"), "declaration.lodge", "CC015C")).toContain(
      "<otherGuaranteeReference>BG-2027-5<",
    );
  });

  it("name the MRN that customs gave", () => {
    const [message] = nctsMessagesOf(WITH_GRN, messageOf(WITH_GRN, "declaration.accept"));
    expect(message?.xml).toContain(`<MRN>${WITH_GRN.movement.reference}</MRN>`);
  });

  it("with a reservation do not conform, say what was found, and release nothing", () => {
    const journey = journeyNamed("10 M1");
    const types = nctsMessagesOf(journey, messageOf(journey, "operation.terminate")).map(({ type }) => type);
    expect(types).toEqual(["CC007C", "CC043C", "CC044C"]);
    const xml = written(journey, "operation.terminate", "CC044C");
    expect(xml).toMatch(/<conform>0<[\s\S]*<stateOfSeals>1<[\s\S]*<unloadingRemark>21.3 t weighed</);
  });

  it("of an incident name the seals or the other means by its code", () => {
    const broken = written(journeyNamed("07 M1"), "incident.endorse", "CC182C");
    expect(broken).toMatch(/<code>2<[\s\S]*<authority>Afghan Customs, Salang<[\s\S]*<identifier>A15</);
    const moved = written(journeyNamed("08 M1"), "incident.report", "CC182C");
    expect(moved).toMatch(/<code>3<[\s\S]*<Transhipment>[\s\S]*KBL-1300/);
  });

  it("of a refusal name the error of NCTS and the element", () => {
    const journey = journeyNamed("14 M2");
    const [request, refusal] = nctsMessagesOf(journey, messageOf(journey, "declaration.withdraw"));
    expect(request?.type).toBe("CC014C");
    expect(refusal?.xml).toMatch(/<businessRejectionType>014<[\s\S]*<rejectionCode>12<[\s\S]*<errorCode>92</);
    expect(refusal?.xml).toContain("movement/released: after release only customs can cancel a movement");
  });

  it("are none for what NCTS has no schema for", () => {
    expect(nctsMessagesOf(CLEAN, messageOf(CLEAN, "operation.start"))).toEqual([]);
    expect(nctsMessagesOf(CLEAN, { ...messageOf(CLEAN, "operation.start"), kind: "right.reserve" })).toEqual(
      [],
    );
  });

  it("are missing, with the way out, where the journey lacks what they ask for", () => {
    const { messages, missing } = nctsMessages(withPayload(CLEAN, null));
    expect(missing.map(({ type, fault }) => [type, fault.code])).toEqual([
      ["CC015C", "lacking"],
      ["CC029C", "lacking"],
    ]);
    expect(messages.map(({ type }) => type)).toContain("CC043C");
    const unknown = withReference(CLEAN, "27PK99999999999990");
    expect(() => nctsMessagesOf(unknown, messageOf(unknown, "declaration.accept"))).toThrow(/17th character/);
  });

  it("have days and moments of one clock, which is UTC", () => {
    for (const time of ["18:59:59", "19:00:00", "23:59:59"]) {
      const at = Date.parse(`2027-01-18T${time}Z`);
      const messages = CLEAN.messages.map((one) => ({ ...one, at, received: at }));
      for (const { type, xml } of nctsMessages({ ...CLEAN, messages }).messages)
        expect(new Set(xml.match(/\d{4}-\d\d-\d\d/g)), type).toEqual(new Set(["2027-01-18"]));
    }
  });

  it("have another LRN for each movement, however long its reference is, and in all messages the same", () => {
    const lrns = (id: string) => {
      const messages = CLEAN.messages.map((one) => ({ ...one, body: { ...one.body, movement: id } }));
      const all = nctsMessages({ ...CLEAN, movement: { ...CLEAN.movement, id }, messages }).messages;
      return new Set(all.flatMap(({ xml }) => /<LRN>([^<]*)/.exec(xml)?.[1] ?? []));
    };
    const ids = ["0001", "0002", "0003"].map((number) => `PK-LAHORE-2027-000000000${number}`);
    const found = ids.map((id) => [...lrns(id)]);
    expect(found.map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(new Set(found.flat()).size).toBe(3);
    expect(found.flat()[0]).toMatch(/^PK-LAHORE-202-[0-9a-f]{8}$/);
    expect([...lrns("M-22-characters-long-1")]).toEqual(["M-22-characters-long-1"]);
  });

  it("are missing where a seal or a guarantee has a number that does not fit", () => {
    const seal = "EAEU-NAV-2027-00000000001";
    const messages = CLEAN.messages.map((one) =>
      one.kind === "seal.affix" ? { ...one, body: { ...one.body, seal } } : one,
    );
    const sealed = nctsMessages({ ...CLEAN, messages });
    expect(sealed.missing.map(({ type, fault }) => [type, fault.code])).toEqual([
      ["CC029C", "lacking"],
      ["CC043C", "lacking"],
    ]);
    const guarantee = "BANK-GUARANTEE-LAHORE-2027-00000001A";
    const [lodged] = nctsMessages(withDeclared(journeyNamed("21 Q1"), { guarantee })).missing;
    expect(lodged).toMatchObject({ type: "CC015C", fault: { code: "lacking" } });
    const trader = "T".repeat(36);
    const lodge = () => nctsMessagesOf(CLEAN, messageOf(CLEAN, "declaration.lodge"), { trader });
    expect(lodge).toThrow(/35 characters/);
  });

  it("give a number that is too long for its field as a name, and say so", () => {
    const holder = "PAK/041/1234567890123456789";
    const guarantor = "PK-ASSOCIATION-OF-LAHORE";
    const claimed = journeyNamed("11 M1");
    const guarantees = claimed.guarantees.map((one) => ({ ...one, guarantor }));
    const refused = BEYOND.find(([name]) => name === "a guarantee with a GRN refused")![1];
    const named = (journey: Journey, wanted: NctsType) => {
      const { xml, gaps } = nctsMessages(journey).messages.find(({ type }) => type === wanted)!;
      const noted = gaps.filter(({ text }) => text === "the number, which is too long for its field");
      return [...noted.map(({ path }) => path), /<name>([^<]*)/.exec(xml)?.[1]];
    };
    const path = "HolderOfTheTransitProcedure/name";
    expect(named(withDeclared(CLEAN, { holder }), "CC028C")).toEqual([path, holder]);
    expect(named(withDeclared(refused, { holder }), "CC055C")).toEqual([path, holder]);
    expect(named({ ...claimed, guarantees }, "CC023C")).toEqual(["Guarantor/name", guarantor]);
    expect(named({ ...claimed, guarantees }, "CC035C")).toEqual(["Guarantor/name", guarantor]);
    expect(named(claimed, "CC035C")).toEqual([undefined]);
  });

  it("say what of a declaration they leave out", () => {
    const [lodged] = nctsMessagesOf(
      journeyNamed("21 Q1"),
      messageOf(journeyNamed("21 Q1"), "declaration.lodge"),
    );
    const leftOut = lodged?.gaps.filter(({ kind }) => kind === "left-out").map(({ path }) => path);
    expect(leftOut).toEqual(["/permits", "/navigationSeal", "/value"]);
  });
});

function structuredClonedOf(journey: Journey): Journey {
  const { officeOf, ...rest } = journey;
  return { ...structuredClone(rest), officeOf };
}
