import { BODIES, Payload, territoryOf } from "@rahdari/transit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExchangeError, type ExchangeFault } from "../../src/exchange-error.ts";
import type { Journey } from "../../src/journey.ts";
import { importNcts015 } from "../../src/ncts/import-declaration.ts";
import { nctsMessages } from "../../src/ncts/ncts-messages.ts";
import { nctsXmlNack } from "../../src/ncts/xml-nack.ts";
import { doubled, replaced, swapped, valued, within, without } from "../support/xml-edit.ts";
import { JOURNEYS, OFFICES, officeOf, regimes, SYNTHETIC_PAYLOAD } from "../support/xml-journeys.ts";
import { haveSamples, haveSchemas, sampleMessages, schemaErrors } from "../support/xml-oracles.ts";
import { BEYOND, CLEAN, WITH_GRN, withDeclared, withPayload } from "../support/xml-synthetic.ts";

function lodged(journey: Journey): string {
  return nctsMessages(journey).messages.find(({ type }) => type === "CC015C")?.xml ?? "";
}

const officesOf = ({ from, to }: { readonly from: string; readonly to: string }) => [from, to].map(officeOf);

function faultOf(xml: string | Uint8Array): ExchangeFault | undefined {
  try {
    importNcts015(xml, OFFICES);
  } catch (error) {
    if (error instanceof ExchangeError) return error.fault;
    throw error;
  }
  return undefined;
}

const DAY = "2027-01-10";

/** A declaration without what NCTS cannot carry. */
function carried(journey: Journey) {
  const { holder, regime, guarantee, legs, vehicle, id } = journey.messages
    .filter(({ kind, rejection }) => kind === "declaration.lodge" && rejection === null)
    .map(({ body }) => ({ ...BODIES["declaration.lodge"].parse(body), id: journey.movement.id }))[0]!;
  const plain = { permits: [], readings: {}, furtherOffices: [], navigationSeal: false };
  const ways = { legs: withoutStops(legs), vehicle: { ...vehicle, approval: null } };
  return { movement: id, holder, regime, guarantee, ...ways, ...plain };
}

/** NCTS knows frontiers only: legs that meet at one office are one. */
function withoutStops(legs: Journey["movement"]["legs"]) {
  return legs.flatMap((leg, i) => {
    if (legs[i - 1]?.to === leg.from) return [];
    const end = legs.findIndex(({ to }, k) => k >= i && legs[k + 1]?.from !== to);
    return [{ ...leg, to: legs[end]?.to ?? leg.to }];
  });
}

describe("our own declarations", () => {
  const own = JOURNEYS.filter(([, { messages, movement }]) =>
    messages.some(
      ({ kind, rejection, body }) =>
        kind === "declaration.lodge" && rejection === null && body.movement === movement.id,
    ),
  );
  for (const [name, journey] of own)
    it(`of ${name} come back as they were lodged, but for what NCTS cannot carry`, () => {
      const offices = [
        ...OFFICES,
        ...journey.movement.legs.flatMap(({ from, to }) => [officeOf(from), officeOf(to)]),
      ];
      const named = carried(journey).legs.flatMap(({ from, to }) => [officeOf(from), officeOf(to)]);
      const { declaration, payload } = importNcts015(lodged(journey), [...offices, ...named], {
        regime: journey.movement.regime,
        territoryOf: (country) => territoryOf(regimes, country, DAY),
        value: SYNTHETIC_PAYLOAD.value,
      });
      expect(declaration).toEqual(carried(journey));
      expect(payload).toEqual(SYNTHETIC_PAYLOAD);
    });

  it("say what is missing or was assumed", () => {
    const { gaps, payload } = importNcts015(lodged(CLEAN), OFFICES);
    expect(payload.value).toBeNull();
    expect(gaps.filter(({ kind }) => kind === "missing").map(({ path }) => path)).toEqual(["/payload/value"]);
    expect(gaps.filter(({ kind }) => kind === "assumed").map(({ path }) => path)).toEqual([
      "/permits",
      "/navigationSeal",
      "/legs",
      "/vehicle/approval",
    ]);
  });

  it("have no holder where the name has the form of a number, and is longer than one", () => {
    const longest = `PAK/041/${"1".repeat(27)}`;
    const long = `${longest}1`;
    const xml = lodged(withDeclared(CLEAN, { holder: longest }));
    expect(importNcts015(xml, OFFICES).declaration.holder).toBe(longest);
    const { declaration, gaps } = importNcts015(
      replaced(longest, long)(replaced(longest, "S")(xml)),
      OFFICES,
    );
    expect(declaration.holder).toBeNull();
    expect(gaps.find(({ path }) => path === "/holder")).toEqual({
      kind: "missing",
      path: "/holder",
      text: `${long} is no number of a holder`,
    });
  });

  it("have no leg that ends at a border within a customs union", () => {
    const legs = [
      { territory: "CN", from: "CN/kashgar", to: "CN/torugart-cn" },
      { territory: "KG", from: "KG/torugart-kg", to: "KG/ak-tilek" },
      { territory: "KZ", from: "KZ/karasu", to: "KZ/almaty" },
    ];
    const journey = withDeclared(CLEAN, { legs });
    const { declaration, gaps } = importNcts015(lodged(journey), [...legs.flatMap(officesOf), ...OFFICES], {
      territoryOf: (country) => territoryOf(regimes, country, DAY),
    });
    expect(declaration.legs).toEqual([
      legs[0],
      { territory: "EAEU", from: "KG/torugart-kg", to: "KZ/almaty" },
    ]);
    expect(gaps.filter(({ path }) => path.startsWith("/legs"))).toEqual([
      {
        kind: "left-out",
        path: "/legs/1",
        text: "the border at KG/ak-tilek and KZ/karasu, which is within EAEU",
      },
    ]);
  });

  it("come back with the goods and parties that were declared, or with a gap for what is another", () => {
    const word = fc.oneof(
      fc.constantFrom("crates", "Carton", "CT", "XY", "99", "boxes", "1A", "wooden case", "sack"),
      fc.string({ unit: fc.constantFrom("a", "B", " ", ",", "-", "é", "7"), minLength: 1, maxLength: 40 }),
    );
    const address = fc.oneof(
      word,
      fc.constantFrom("12 Mall Road,Lahore", ", Lahore", "A,", "Plot 7, -", "1  Road, Lahore", "B\u00a0C, D"),
    );
    const goods = fc.record({
      name: word,
      address,
      kind: word,
      grossGrams: fc.integer({ min: 1, max: 1e9 }),
    });
    fc.assert(
      fc.property(goods, ({ name, address, kind, grossGrams }) => {
        const party = { ...SYNTHETIC_PAYLOAD.consignor, name, address };
        const item = { ...SYNTHETIC_PAYLOAD.items[0]!, packages: { count: 1, kind }, grossGrams };
        const declared = { ...SYNTHETIC_PAYLOAD, consignor: party, items: [item] };
        const [message] = nctsMessages(withPayload(CLEAN, declared)).messages;
        const { payload } = importNcts015(message!.xml, OFFICES, { value: declared.value });
        const told = (part: string) => message!.gaps.some(({ path }) => path.startsWith(part));
        if (!told("Consignment/Consignor/name")) expect(payload.consignor.name).toBe(name);
        if (!told("Consignment/Consignor/Address")) expect(payload.consignor.address).toBe(address);
        if (!told("HouseConsignment/ConsignmentItem")) expect(payload.items).toEqual([item]);
      }),
      { numRuns: 500 },
    );
  });

  it("through more borders than NCTS has places for come back with those that it has, and a note", () => {
    for (const name of ["through seven countries", "under QTTA through twelve legs"]) {
      const [lodging] = nctsMessages(BEYOND.find(([known]) => known === name)![1]).messages;
      expect(lodging?.gaps.some(({ kind, text }) => kind === "left-out" && text.includes("beyond"))).toBe(
        true,
      );
      expect(importNcts015(lodging!.xml, []).declaration.legs.length).toBeGreaterThan(4);
    }
  });
});

describe.skipIf(!haveSamples)("sample messages of NCTS Phase 5 (skipped where they are absent)", () => {
  const samples = haveSamples ? [...sampleMessages(/ie015/)] : [];

  it("that carry declarations are sixteen", () => expect(samples.length).toBe(16));

  for (const [name, xml] of samples)
    it(`${name} is taken in, with a note for each thing that is lost`, () => {
      const { declaration, payload, gaps } = importNcts015(xml, OFFICES, { value: SYNTHETIC_PAYLOAD.value });
      const vehicle = declaration.vehicle ?? { registration: "none", country: "XX", approval: null };
      expect(BODIES["declaration.lodge"].safeParse({ ...declaration, vehicle }).error).toBeUndefined();
      expect(Payload.safeParse(payload).error).toBeUndefined();
      expect(declaration.legs.map(({ from }) => from)).toEqual(
        xml.includes("GB000246") ? ["GB/gb000246", "XI/xi000142"] : ["XI/xi000081", "GB/gb000060"],
      );
      expect(payload.items.length).toBe(xml.match(/<ConsignmentItem>/g)?.length);
      expect(gaps.map(({ path }) => path)).toContain("/legs/0/to");
    });

  it("that carry none are refused by name", () => {
    for (const [name, xml] of sampleMessages(/ie(007|044|170)/))
      expect(faultOf(xml)?.code, name).toBe("other-message");
  });
});

describe("a draft of what is not declared as the ledger has it", () => {
  const draft = (...edits: ((xml: string) => string)[]) =>
    importNcts015(
      edits.reduce((xml, edit) => edit(xml), lodged(CLEAN)),
      OFFICES,
    );
  const told = ({ gaps }: ReturnType<typeof draft>, at: string) =>
    gaps.filter(({ path }) => path === at).map(({ kind, text }) => `${kind}: ${text}`);

  it("has no code, mass or number of packages where none is declared that serves", () => {
    const noCode = draft(without("CommodityCode"));
    expect(noCode.payload.items[0]?.hs).toBeNull();
    expect(told(noCode, "/payload/items/0/hs")).toEqual(["missing: no commodity code is declared"]);
    const weightless = draft(replaced("<grossMass>799.5<", "<grossMass>0<"));
    expect(weightless.payload.items[1]?.grossGrams).toBeNull();
    expect(told(weightless, "/payload/items/1/grossGrams")).toEqual([
      "missing: 0 kg is no mass of an item here",
    ]);
    const many = draft(valued("numberOfPackages", "100000"));
    expect(many.payload.items[0]?.packages).toEqual({ count: null, kind: "carton" });
    expect(told(many, "/payload/items/0/packages/count")).toEqual([
      "missing: 100000 packages are more than 99999",
    ]);
  });

  it("says that a registration is too long, and not that there is no vehicle", () => {
    const long = draft(
      replaced(/(<DepartureTransportMeans>[\s\S]*?<identificationNumber>)[^<]*/, "$1ABCDEFGHIJKLMNOPQRSTU"),
    );
    expect(long.declaration.vehicle).toBeNull();
    expect(told(long, "/vehicle")).toEqual([
      "missing: the registration ABCDEFGHIJKLMNOPQRSTU does not have 2 to 20 characters",
    ]);
  });

  it("says that a number stands for name and country of a party", () => {
    const party = "<Consignor><identificationNumber>GB123456789000</identificationNumber></Consignor>";
    const named = draft(without("Consignor"), replaced("<Consignee>", `${party}<Consignee>`));
    expect(named.payload.consignor).toEqual({ name: "GB123456789000", address: "-", country: "GB" });
    expect(told(named, "/payload/consignor/name")).toEqual([
      "derived: GB123456789000, the number, for no name is given",
    ]);
    expect(told(named, "/payload/consignor/country")).toEqual([
      "derived: GB, from the number GB123456789000",
    ]);
  });

  it("has each office of exit in the leg of its country, however few there are", () => {
    const own = lodged(WITH_GRN);
    const first =
      /\s*<CustomsOfficeOfExitForTransitDeclared>[\s\S]*?<\/CustomsOfficeOfExitForTransitDeclared>/;
    const borders = own.match(new RegExp(first, "g"))?.length ?? 0;
    expect(borders).toBeGreaterThan(1);
    const whole = importNcts015(own, OFFICES).declaration.legs;
    const { declaration, gaps } = importNcts015(own.replace(first, ""), OFFICES);
    expect(declaration.legs).toEqual([{ ...whole[0], to: whole[0]?.from }, ...whole.slice(1)]);
    expect(gaps.filter(({ path }) => path.startsWith("/legs/")).map(({ path }) => path)).toEqual([
      "/legs/0/to",
    ]);
  });

  it("says which office of exit is in no country on the way", () => {
    const { gaps } = importNcts015(
      replaced(/(ExitForTransitDeclared>[\s\S]*?<referenceNumber>)../, "$1GB")(lodged(WITH_GRN)),
      OFFICES,
    );
    expect(gaps.find(({ path }) => path === "CC015C/CustomsOfficeOfExitForTransitDeclared")?.text).toMatch(
      /GB\//,
    );
  });
});

describe("a declaration that is refused", () => {
  const xml = lodged(CLEAN);
  const items = (part: RegExp) => part.exec(xml)?.[0] ?? "";
  const documents: readonly (readonly [string, string, ...string[]])[] = [
    ["an element twice", doubled("LRN")(xml), "CC015C/TransitOperation/LRN[2]: twice"],
    [
      "a group twice",
      doubled("HolderOfTheTransitProcedure")(xml),
      "CC015C/HolderOfTheTransitProcedure[2]: twice",
    ],
    [
      "elements out of order",
      swapped("CustomsOfficeOfDeparture", "CustomsOfficeOfDestinationDeclared")(xml),
      "CC015C/CustomsOfficeOfDeparture: out of order",
    ],
    [
      "a script as an element",
      within("TransitOperation", "<script>alert(1)</script>")(xml),
      "CC015C/TransitOperation/script: no such element here",
    ],
    [
      "an element of another namespace",
      within("TransitOperation", '<x:limitDate xmlns:x="urn:x">2027-02-01</x:limitDate>')(xml),
      "CC015C/TransitOperation/limitDate: no such element here",
    ],
    [
      "names of the language itself",
      within("TransitOperation", "<constructor/><__proto__/><toString/>")(xml),
      "CC015C/TransitOperation/constructor: no such element here",
      "CC015C/TransitOperation/__proto__: no such element here",
      "CC015C/TransitOperation/toString: no such element here",
    ],
    ["an attribute", replaced("<LRN>", '<LRN id="1">')(xml), "CC015C/TransitOperation/LRN: has an attribute"],
    [
      "elements for a value",
      valued("LRN", "<b>1</b>")(xml),
      "CC015C/TransitOperation/LRN: elements for a value",
    ],
    ["no LRN", without("LRN")(xml), "CC015C/TransitOperation/LRN: missing"],
    ["no goods", without("HouseConsignment")(xml), "CC015C/Consignment/HouseConsignment: missing"],
  ];
  for (const [what, changed, ...wanted] of documents)
    it(what, () => {
      const fault = faultOf(changed);
      const found =
        fault?.code === "bad-document" ? fault.issues.map(({ path, reason }) => `${path}: ${reason}`) : [];
      expect(found).toEqual(expect.arrayContaining(wanted));
    });

  it("has all its faults told together, with their lines", () => {
    const changed = [valued("referenceNumber", "lahore"), valued("grossMass", "much"), without("LRN")].reduce(
      (text, change) => change(text),
      xml,
    );
    const fault = faultOf(changed);
    expect(fault?.code === "bad-document" && fault.issues.map(({ path }) => path)).toEqual([
      "CC015C/TransitOperation/LRN",
      "CC015C/CustomsOfficeOfDeparture/referenceNumber",
      "CC015C/Consignment/grossMass",
    ]);
    expect(
      fault?.code === "bad-document" && fault.issues.every(({ line }) => line !== undefined && line > 1),
    ).toBe(true);
  });

  it("has the first hundred of its faults told, and how many more there are", () => {
    const seal = "<Seal><sequenceNumber>0</sequenceNumber><identifier>S</identifier></Seal>";
    const equipment = `<TransportEquipment><sequenceNumber>1</sequenceNumber><numberOfSeals>1</numberOfSeals>${seal.repeat(99)}</TransportEquipment>`;
    const fault = faultOf(replaced("<LocationOfGoods>", `${equipment.repeat(50)}<LocationOfGoods>`)(xml));
    const issues = fault?.code === "bad-document" ? fault.issues : [];
    expect(issues.length).toBe(101);
    expect(issues.at(-1)).toEqual({ path: "", reason: "and 4850 more" });
    expect(issues.slice(0, 100).every(({ line }) => line === issues[0]?.line)).toBe(true);
  });

  it("has what the ledger would not take told by the field of the draft", () => {
    expect(faultOf(valued("LRN", "***")(xml))).toMatchObject({
      code: "bad-document",
      issues: [{ path: "/movement" }],
    });
  });

  it("is of another kind", () => {
    for (const other of [
      "<a/>",
      "<CC015C/>",
      '<n:CC013C xmlns:n="http://ncts.dgtaxud.ec"/>',
      '<CC015C xmlns="urn:x"/>',
    ])
      expect(faultOf(other)?.code).toBe("other-message");
  });

  it("is no XML that is read here", () => {
    const whys = {
      [`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${xml.slice(xml.indexOf("<ncts"))}`]: "doctype",
      [valued("LRN", "&x;")(xml)]: "entity",
      [xml.slice(0, xml.length / 2)]: "syntax",
      [within("TransitOperation", "x".repeat(1 << 20))(xml)]: "oversize",
      [replaced("UTF-8", "UTF-16")(xml)]: "encoding",
      [valued("LRN", `${"<a>".repeat(60)}${"</a>".repeat(60)}`)(xml)]: "too-deep",
    };
    for (const [bad, why] of Object.entries(whys))
      expect(faultOf(bad)).toMatchObject({ code: "bad-xml", why });
  });

  it("with a script in a text is taken in as a text", () => {
    const script = `<script>alert("x")</script>`;
    const changed = valued("descriptionOfGoods", `<![CDATA[${script}]]>`)(xml);
    expect(importNcts015(changed, OFFICES).payload.items[0]?.description).toBe(script);
    expect(items(/<descriptionOfGoods>[^<]*/)).toContain("Mandarins");
  });

  it.skipIf(!haveSchemas)(
    "is answered with an XML negative acknowledgement (schemas; skipped where absent)",
    async () => {
      const bad = [...documents.map(([, changed]) => changed), "<a/>", valued("LRN", "&x;")(xml)];
      const answers = bad.map((one, i) => [`${i}`, answerTo(one)] as const);
      const errors = await schemaErrors(new Map(answers));
      expect([...errors.values()].flat()).toEqual([]);
      expect(answers.at(-1)?.[1]).toMatch(/<errorLineNumber>9<[\s\S]*<errorCode>52<[\s\S]*undefined entity/);
    },
  );
});

function answerTo(xml: string): string {
  const fault = faultOf(xml);
  const header = { sender: "PKLHE001", recipient: "PAK/041/123", id: "1", request: "1-CC015C", at: 0 };
  return (fault && nctsXmlNack(new ExchangeError(fault), header)) ?? "";
}
