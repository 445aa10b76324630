import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ETIR_SHAPED_NAMESPACE, readEtir, writeEtir } from "../../src/etir/etir-document.ts";
import { ETIR_FORMS, ETIR_PAIRS, type EtirCode, type EtirDocument } from "../../src/etir/etir-forms.ts";
import { ETIR_KINDS, type EtirMessage, etirMessages, etirMessagesOf } from "../../src/etir/etir-messages.ts";
import {
  etirAnswer,
  etirGuaranteeQuery,
  etirHolderInformation,
  etirOfficeCheck,
} from "../../src/etir/etir-services.ts";
import { ExchangeError, type ExchangeFault } from "../../src/exchange-error.ts";
import type { Journey } from "../../src/journey.ts";
import { doubled, replaced, swapped, valued, within, without } from "../support/xml-edit.ts";
import { JOURNEYS, OFFICES } from "../support/xml-journeys.ts";
import { CLEAN, garbled, journeyNamed, withMessage, withPayload } from "../support/xml-synthetic.ts";

function messagesOf(journey: Journey): readonly EtirMessage[] {
  return etirMessages(journey).messages;
}

const NOTICE = withMessage(CLEAN, "notice.advance", {
  movement: "M1",
  office: "UZ/ayritom",
  expected: "2027-01-15T10:00:00.000Z",
});
const ASKED = withMessage(
  CLEAN,
  "guarantee.query",
  { query: "GQ-1", guarantee: "XB25000071" },
  { author: "UZ/ayritom" },
);
const QUERY = withMessage(ASKED, "guarantee.result", { query: "GQ-1", usable: false, reason: "G10" });
const MALFORMED = withMessage(
  CLEAN,
  "operation.discharge",
  { movement: "M1" },
  { rejection: { code: "body/malformed", path: "/sequence" } },
);
const ALL: readonly (readonly [string, Journey])[] = [
  ...JOURNEYS,
  ["a notice in advance", NOTICE],
  ["a query", QUERY],
  ["a malformed message", MALFORMED],
];

const asked = { number: 7, at: 0, submitter: "PK/lahore", recipient: "example.org/tir/1" };
const notice = messagesOf(NOTICE).at(-1)!.document as Extract<EtirDocument, { code: "I15" }>;
const chain = messagesOf(CLEAN).find(({ code }) => code === "E7")!.document as Extract<
  EtirDocument,
  { code: "E7" }
>;
const SERVICES: readonly EtirDocument[] = [
  etirAnswer(notice, { number: 8, at: 1 }),
  etirAnswer(chain, { number: 9, at: 1 }, [{ ValidationCode: "501", Description: "no such chain here" }]),
  ...etirHolderInformation(asked, "PAK/041/123", "authorised"),
  ...etirHolderInformation(asked, "PAK/041/999", null),
  ...etirGuaranteeQuery("customs", asked, "XB25000071", { usable: true, reason: null }),
  ...etirGuaranteeQuery("guarantor", asked, "XB25000071", { usable: false, reason: "G10" }),
  ...etirGuaranteeQuery("guarantor", asked, "XB99", null),
  ...etirOfficeCheck(asked, ["PK/lahore", "PK/nowhere"], (office) =>
    OFFICES.some(({ name }) => name === office),
  ),
];

function codesOf(messages: readonly EtirMessage[]): string[] {
  return messages.map(({ code }) => code);
}

function answers(name: string, kind: string): (readonly [string, string, string, string | undefined])[] {
  return messagesOf(journeyNamed(name)).flatMap(({ document, index }) => {
    const from = journeyNamed(name).messages.find((message) => message.index === index);
    if (from?.kind !== kind || !("StatusCode" in document.content)) return [];
    const { StatusCode, Error: errors = [] } = document.content;
    return [
      [
        document.code,
        StatusCode,
        errors.map((one) => one.ValidationCode).join(),
        errors[0]?.Pointer?.Location,
      ] as const,
    ];
  });
}

describe("eTIR-shaped messages", () => {
  for (const [name, journey] of ALL)
    it(`of ${name} are read back as they were written`, () => {
      const messages = messagesOf(journey);
      expect(messages.length).toBeGreaterThan(0);
      for (const { document, xml } of messages) expect(readEtir(xml), xml).toEqual(document);
    });

  it("of answers and questions are read back too", () => {
    for (const document of SERVICES) expect(readEtir(writeEtir(document))).toEqual(document);
  });

  it("are, between journeys and services, all of I1 to I20 and E1 to E14", () => {
    const written = [
      ...ALL.flatMap(([, journey]) => codesOf(messagesOf(journey))),
      ...SERVICES.map(({ code }) => code),
    ];
    expect(Object.keys(ETIR_FORMS).filter((code) => !written.includes(code))).toEqual([]);
    expect(Object.keys(ETIR_FORMS).length).toBe(34);
  });

  it("go in pairs, odd the request and even the response", () => {
    for (const { request, response } of ETIR_PAIRS)
      expect([response[0], Number(response.slice(1))]).toEqual([request[0], Number(request.slice(1)) + 1]);
    for (const code of Object.values(ETIR_KINDS))
      expect(ETIR_PAIRS.some(({ request }) => request === code)).toBe(true);
  });

  it("follow one another as the journey does", () => {
    const legs = [...["I9", "I10", "E7"], ...["I11", "I12", "E7"]];
    expect(codesOf(messagesOf(CLEAN))).toEqual([
      ...["E1", "E2", "E9", "E10", "I1", "I2", "I7", "I8"],
      ...[...legs, ...legs, ...legs, ...legs],
      ...Array.from({ length: 4 }, () => ["I13", "I14", "E7"]).flat(),
    ]);
  });

  it("are named as shaped", () => {
    expect(ETIR_SHAPED_NAMESPACE).toContain("shaped");
    for (const { xml } of messagesOf(CLEAN)) expect(xml).toContain(`xmlns="${ETIR_SHAPED_NAMESPACE}"`);
  });

  it("are read again from a ledger with the longest name that there is", () => {
    const ledger = `${"x".repeat(78)}.example.org/transit/1`;
    expect(ledger.length).toBe(100);
    const messages = messagesOf({ ...CLEAN, ledger });
    expect(messages.length).toBeGreaterThan(10);
    for (const { xml, document } of messages) expect(readEtir(xml)).toEqual(document);
  });

  it("of a declaration carry all that was declared, and the goods for who may see them", () => {
    const whole = messagesOf(CLEAN).find(({ code }) => code === "E9")?.xml ?? "";
    expect(whole).toMatch(/<EntryOffice>\s*<ID>AF\/torkham-af<[\s\S]*<ExitOffice>\s*<ID>AF\/hairatan</);
    expect(whole).toMatch(/<Certificate>\s*<ID>PK-2025-118<\/ID>\s*<IssueDate>2025-09-01</);
    expect(whole).toContain("Mandarins, fresh");
    expect(messagesOf(withPayload(CLEAN, null)).some(({ xml }) => xml.includes("Mandarins"))).toBe(false);
  });

  it("of an office that knows of an exclusion say so", () => {
    const known = messagesOf(journeyNamed("17 M1")).filter((one) =>
      one.xml.includes("HolderExcludedIndicator"),
    );
    expect(codesOf(known)).toEqual(["I11", "I13"]);
  });

  it("of a paper carnet carry its vouchers", () => {
    const xml = messagesOf(journeyNamed("33 M2")).map((one) => one.xml);
    expect(xml.some((one) => /<E1 [\s\S]*<VoucherQuantity>\d+</.test(one))).toBe(true);
    expect(xml.some((one) => /<I9 [\s\S]*<VoucherNumeric>1</.test(one))).toBe(true);
    expect(messagesOf(CLEAN).some((one) => one.xml.includes("Voucher"))).toBe(false);
  });

  it("name the reference of customs from its acceptance on", () => {
    const named = messagesOf(CLEAN).filter(({ xml }) => xml.includes("27PK000000000071J0"));
    expect(codesOf(named).slice(0, 3)).toEqual(["I7", "I9", "E7"]);
  });

  it("are none for what eTIR has none for", () => {
    const seal = CLEAN.messages.find(({ kind }) => kind === "seal.affix")!;
    expect(etirMessagesOf(CLEAN, seal)).toEqual([]);
  });

  it("of a query are answered by the message that answers it", () => {
    const [request, response] = messagesOf(QUERY).slice(-2);
    expect([request?.code, response?.code]).toEqual(["I5", "I6"]);
    expect(response?.document.content).toMatchObject({
      FunctionalReferenceID: request?.document.content.ID,
      Recipient: { ID: "UZ/ayritom" },
      ObligationGuarantee: { ReferenceID: "XB25000071", StatusCode: "not-usable", ReasonCode: "G10" },
    });
  });

  it("of what could not be read are the refusal alone", () => {
    const [last] = messagesOf(MALFORMED).slice(-1);
    expect(last?.document).toMatchObject({
      code: "I14",
      content: {
        FunctionalReferenceID: `${last?.index}-I13`,
        Error: [{ ValidationCode: "100", Pointer: { Location: "I13/TransitOperation/SequenceNumeric" } }],
      },
    });
    expect(messagesOf(MALFORMED).filter(({ index }) => index === last?.index).length).toBe(1);
  });
});

describe("refusals carry code list 99", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ["04 M1", "operation.refuse", "I18", "216"],
    ["04 M1", "operation.start", "I10", "214"],
    ["04 M1", "operation.start", "I10", "215"],
    ["26 M1", "guarantee.register", "E2", "204"],
    ["26 M1", "guarantee.cancel", "E4", "203"],
    ["26 M1", "guarantee.cancel", "E4", "205"],
    ["10 M1", "operation.discharge", "I14", "212"],
  ];
  for (const [name, kind, response, code] of cases)
    it(`${name} ${kind}: ${response} with ${code}`, () => {
      expect(answers(name, kind).map(([one, status, codes]) => [one, status, codes])).toContainEqual([
        response,
        "rejected",
        code,
      ]);
    });

  it("with the element at fault", () => {
    expect(answers("04 M1", "operation.start").map((answer) => answer[3])).toEqual([
      undefined,
      "I9/TransitOperation/ID",
      "I9/TransitOperation/SequenceNumeric",
      undefined,
    ]);
    expect(answers("26 M1", "guarantee.register").map((answer) => answer[3])).toContain(
      "E1/ObligationGuarantee/ReferenceID",
    );
  });
});

describe("a question about what is not registered", () => {
  const [, holder] = etirHolderInformation(asked, "PAK/041/999", null);
  const [, guarantee] = etirGuaranteeQuery("guarantor", asked, "XB99", null);
  const answered = [
    ["a holder", holder, "322", "I3/Principal/ID"],
    ["a guarantee", guarantee, "301", "E5/ObligationGuarantee/ReferenceID"],
  ] as const;
  for (const [what, { content }, ValidationCode, Location] of answered)
    it(`is answered with ${ValidationCode} for ${what}`, () => {
      const Description = expect.stringMatching(/is registered$/);
      expect(content).toMatchObject({ Error: [{ ValidationCode, Description, Pointer: { Location } }] });
    });
});

describe("what is not of the form is refused", () => {
  const originals = new Map(
    ALL.flatMap(([, journey]) => messagesOf(journey)).map(({ code, xml }) => [code, xml] as const),
  );
  const mutants: readonly (readonly [string, EtirCode, (xml: string) => string, ExchangeFault["code"]])[] = [
    ["another namespace", "E9", replaced("urn:rahdari:etir-shaped:4.3", "urn:wco:etir:4.3"), "other-message"],
    ["a message that is none", "E9", replaced(/E9(?=[ >])/g, "E15"), "other-message"],
    ["a root of another message", "I9", replaced(/I9(?=[ >])/g, "I11"), "bad-document"],
    ["a type of another message", "E9", valued("TypeCode", "E11"), "bad-document"],
    ["no number", "E9", without("ID"), "bad-document"],
    [
      "a moment without milliseconds",
      "E9",
      valued("PreparationDateTime", "2027-01-10T08:00:00Z"),
      "bad-document",
    ],
    ["a month that is none", "E9", valued("PreparationDateTime", "2027-13-10T08:00:00.000Z"), "bad-document"],
    ["no recipient", "E9", without("Recipient"), "bad-document"],
    ["two recipients", "E9", doubled("Recipient"), "bad-document"],
    ["the wrong order", "E9", swapped("Submitter", "Recipient"), "bad-document"],
    [
      "an element that nobody knows",
      "E9",
      within("Declaration", "<Driver><ID>1</ID></Driver>"),
      "bad-document",
    ],
    ["an attribute", "E9", replaced("<Declaration>", '<Declaration formatCode="304">'), "bad-document"],
    ["an attribute of the root", "E9", replaced("<E9 ", '<E9 version="4.3" '), "bad-document"],
    ["an element of no namespace", "E9", within("Declaration", '<Consignment xmlns=""/>'), "bad-document"],
    ["no holder", "E9", without("Principal"), "bad-document"],
    [
      "a holder's number without a country",
      "E9",
      replaced(/(<Principal>\s*<ID>)[^<]*/, "$1041-123"),
      "bad-document",
    ],
    ["a regime that is none", "E9", replaced("<TypeCode>tir<", "<TypeCode>carnet<"), "bad-document"],
    ["no itinerary", "E13", within("Declaration", "<Itinerary/>"), "bad-document"],
    ["an office without its country", "E9", replaced("<ID>PK/lahore<", "<ID>lahore<"), "bad-document"],
    ["a country in small letters", "E9", valued("RegistrationNationalityCode", "pk"), "bad-document"],
    ["a certificate without its day", "E9", without("IssueDate"), "bad-document"],
    ["a code of goods too short", "E9", replaced("<ID>080521<", "<ID>0805<"), "bad-document"],
    ["a mass in words", "E9", valued("GrossMassMeasure", "20 t"), "bad-document"],
    ["goods without packages", "E9", without("Packaging"), "bad-document"],
    ["an amount in cents", "I9", valued("LiabilityAmount", "2500000"), "bad-document"],
    ["a sequence of nought", "I9", valued("SequenceNumeric", "0"), "bad-document"],
    ["a seal with a space", "I9", replaced("<ID>K71<", "<ID>K 71<"), "bad-document"],
    ["a start without an office", "I9", without("CustomsOffice"), "bad-document"],
    ["a seal on a discharge (310)", "I13", within("I13", "<TransportEquipment/>"), "bad-document"],
    ["an end that is final or not", "I11", valued("FinalIndicator", "maybe"), "bad-document"],
    ["a refusal without its article", "I17", without("LegalBasis"), "bad-document"],
    ["a response to nothing", "I10", without("FunctionalReferenceID"), "bad-document"],
    ["a rejection without an error", "E4", without("Error"), "bad-document"],
    ["an acceptance with an error", "E4", valued("StatusCode", "accepted"), "bad-document"],
    ["a code of no class", "E4", valued("ValidationCode", "900"), "bad-document"],
    ["an amount of no currency", "E1", without("CurrencyCode"), "bad-document"],
    ["a currency in words", "E1", valued("CurrencyCode", "euro"), "bad-document"],
    ["a scope that is none", "E1", valued("ScopeCode", "all"), "bad-document"],
    ["no guarantor", "E7", without("Surety"), "bad-document"],
    ["an event that is none", "E7", valued("EventCode", "lost"), "bad-document"],
    ["an entity of its own", "E9", valued("FunctionalReferenceID", "&x;"), "bad-xml"],
    ["half of it", "E9", (xml) => xml.slice(0, xml.length / 2), "bad-xml"],
  ];
  for (const [what, code, change, wanted] of mutants)
    it(`${code}: ${what}`, () => {
      const xml = originals.get(code) ?? "";
      expect(readEtir(xml).code).toBe(code);
      expect(() => readEtir(change(xml))).toThrow(
        expect.objectContaining({ name: "ExchangeError", code: wanted }),
      );
    });

  it("with all its faults told together, with their lines", () => {
    const changed = [
      without("Recipient"),
      valued("GrossMassMeasure", "much"),
      valued("RegistrationNationalityCode", "PAK"),
    ].reduce((text, change) => change(text), originals.get("E9") ?? "");
    const read = () => readEtir(changed);
    expect(read).toThrow(ExchangeError);
    try {
      read();
    } catch (error) {
      const { issues } = error as ExchangeError;
      expect(issues.map(({ path }) => path)).toEqual([
        "E9/Recipient",
        "E9/Declaration/BorderTransportMeans/RegistrationNationalityCode",
        "E9/Declaration/Consignment/ConsignmentItem[1]/GoodsMeasure/GrossMassMeasure",
      ]);
      expect(issues.every(({ line }) => (line ?? 0) >= 2)).toBe(true);
    }
  });
});

describe("whatever a message says", () => {
  it("that the ledger refused, it is written and read back, or said to be missing", () => {
    for (const journey of garbled(200)) {
      const { messages, missing } = etirMessages(journey);
      for (const { document, xml } of messages) expect(readEtir(xml), xml).toEqual(document);
      expect(missing.every(({ fault }) => fault.code === "unwritable")).toBe(true);
    }
  });

  it("an office's reason is read back as it was", () => {
    const refusal = journeyNamed("04 M1").messages.filter(
      ({ kind, rejection }) => kind === "operation.refuse" && !rejection,
    )[0]!;
    const text = fc
      .string({ unit: "binary", minLength: 1, maxLength: 200 })
      .map(
        (all) =>
          all.replace(/[^\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "") || "-",
      );
    fc.assert(
      fc.property(text, (because) => {
        const [request] = etirMessagesOf(journeyNamed("04 M1"), {
          ...refusal,
          body: { ...refusal.body, because },
        });
        const read = readEtir(request!.xml);
        expect(read).toEqual(request!.document);
        expect(read.code === "I17" && read.content.TransitOperation.Reason).toBe(because);
      }),
    );
  });
});
