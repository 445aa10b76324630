import { describe, expect, it } from "vitest";
import { readEtir, writeEtir } from "../../src/etir/etir-document.ts";
import type { EtirRequest } from "../../src/etir/etir-forms.ts";
import { etirMessages } from "../../src/etir/etir-messages.ts";
import { etirNack } from "../../src/etir/etir-nack.ts";
import type { ExchangeError } from "../../src/exchange-error.ts";
import { doubled, replaced, swapped, valued, within, without } from "../support/xml-edit.ts";
import { CLEAN } from "../support/xml-synthetic.ts";

const HEADER = { number: 7, at: 0, submitter: "example.org/tir/1", recipient: "PAK/041/123" };

describe("a request that could not be read is answered", () => {
  const originals = new Map(etirMessages(CLEAN).messages.map(({ code, xml }) => [code, xml] as const));
  const answered = (request: EtirRequest, xml: string) => {
    try {
      readEtir(xml);
    } catch (error) {
      return etirNack(error as ExchangeError, {
        ...HEADER,
        request,
        requestId: "41-E9",
      });
    }
    return undefined;
  };
  const cases: readonly (readonly [string, string, EtirRequest, (xml: string) => string, string?])[] = [
    ["100", "half of it", "E9", (xml) => xml.slice(0, xml.length / 2)],
    ["100", "a message that is none", "E9", replaced(/E9(?=[ >])/g, "E15")],
    ["100", "two recipients", "E9", doubled("Recipient"), "E9/Recipient[2]"],
    ["101", "no recipient", "E9", without("Recipient"), "E9/Recipient"],
    [
      "102",
      "a regime that is none",
      "E9",
      replaced("<TypeCode>tir<", "<TypeCode>carnet<"),
      "E9/Declaration/TypeCode",
    ],
    [
      "103",
      "a month that is none",
      "E9",
      valued("PreparationDateTime", "2027-13-10T08:00:00.000Z"),
      "E9/PreparationDateTime",
    ],
    [
      "104",
      "a sequence in words",
      "I9",
      valued("SequenceNumeric", "one"),
      "I9/TransitOperation/SequenceNumeric",
    ],
    ["105", "a number that is too long", "E9", valued("ID", "9".repeat(101)), "E9/ID"],
    [
      "106",
      "a seal with a space",
      "I9",
      replaced("<ID>K71<", "<ID>K 71<"),
      "I9/TransportEquipment/Seal[1]/ID",
    ],
    ["107", "the wrong order", "E9", swapped("Submitter", "Recipient"), "E9/Submitter"],
    [
      "109",
      "an attribute",
      "E9",
      replaced("<Declaration>", '<Declaration formatCode="304">'),
      "E9/Declaration",
    ],
    ["310", "a seal on a discharge", "I13", within("I13", "<TransportEquipment/>"), "I13/TransportEquipment"],
  ];
  for (const [number, what, code, change, place] of cases)
    it(`with ${number} for ${what}`, () => {
      const answer = answered(code, change(originals.get(code) ?? ""));
      expect(answer?.code).toBe(`${code[0]}${Number(code.slice(1)) + 1}`);
      expect(answer && readEtir(writeEtir(answer))).toEqual(answer);
      expect(answer?.content).toMatchObject({
        FunctionalReferenceID: "41-E9",
        StatusCode: "rejected",
        Error: [{ ValidationCode: number, ...(place !== undefined && { Pointer: { Location: place } }) }],
      });
    });

  it("with one error for what is missing, whatever it should have been", () => {
    const places = [
      ["I9", "TypeCode", "I9/TypeCode"],
      ["E9", "NavigationSealIndicator", "E9/Declaration/NavigationSealIndicator"],
      ["E9", "Principal", "E9/Declaration/Principal"],
    ] as const;
    for (const [code, name, Location] of places)
      expect(answered(code, without(name)(originals.get(code) ?? ""))?.content).toMatchObject({
        Error: [{ ValidationCode: "101", Pointer: { Location } }],
      });
  });

  it("with as many errors as an answer holds, and how many more there are", () => {
    const many = within("Declaration", "<Driver/>".repeat(300));
    const answer = answered("E9", many(originals.get("E9") ?? ""));
    const { Error: errors } = answer!.content as { Error: readonly { Description: string }[] };
    expect(errors.length).toBe(99);
    expect(errors.at(-1)?.Description).toMatch(/^and \d+ more$/);
    expect(answer && readEtir(writeEtir(answer))).toEqual(answer);
  });
});
