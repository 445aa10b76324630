import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epcisDocument } from "../../src/epcis/epcis-document.ts";
import { etirMessages } from "../../src/etir/etir-messages.ts";
import type { Journey } from "../../src/journey.ts";
import { nctsMessages } from "../../src/ncts/ncts-messages.ts";
import { journeysOf, SYNTHETIC_PAYLOAD, scenarios } from "../support/xml-journeys.ts";
import { CLEAN } from "../support/xml-synthetic.ts";

// A message that was sent says what was so when it was: nothing that comes later changes it.

/** All that is told of messages up to an entry, by format. */
function toldOf(journey: Journey, indexes: ReadonlySet<number>) {
  const ncts = nctsMessages(journey);
  const etir = etirMessages(journey);
  const { eventList } = epcisDocument(journey, { created: 0 }).epcisBody as { eventList: object[] };
  const isIn = ({ index }: { readonly index: number }) => indexes.has(index);
  return {
    ncts: [ncts.messages.filter(isIn), ncts.missing.filter(isIn)],
    etir: [etir.messages.filter(isIn), etir.missing.filter(isIn)],
    epcis: eventList.filter((event) => isIn({ index: Number(Object(event)["rahdari:entry"]) })),
  };
}

function expectSame(part: Journey, whole: Journey): void {
  const indexes = new Set(part.messages.map(({ index }) => index));
  expect(toldOf(part, indexes)).toEqual(toldOf(whole, indexes));
}

const GOODS = {
  hs: "070190",
  description: "Potatoes",
  packages: { count: 1, kind: "bag" },
  grossGrams: 50_000,
};

/** The clean journey in which all that can be amended is, before it is accepted; and as it was until then. */
function amended(): { readonly before: Journey; readonly after: Journey } {
  const at = CLEAN.messages.findIndex(({ kind }) => kind === "declaration.lodge");
  const lodged = CLEAN.messages[at]!;
  const other = {
    holder: "UZB/222/9",
    vehicle: { registration: "01 777 AAA", country: "UZ", approval: null },
    legs: CLEAN.movement.legs.slice(0, 1),
  };
  const amendment = {
    ...lodged,
    index: lodged.index + 0.25,
    kind: "declaration.amend",
    body: { ...lodged.body, ...other },
    payload: { ...SYNTHETIC_PAYLOAD, items: [GOODS] },
  };
  const present = {
    ...lodged,
    index: lodged.index + 0.5,
    kind: "declaration.present",
    body: { movement: "M1" },
    payload: null,
  };
  const head = CLEAN.messages.slice(0, at + 1);
  const messages = [...head, amendment, present, ...CLEAN.messages.slice(at + 1)];
  return {
    before: { ...CLEAN, messages: head },
    after: { ...CLEAN, movement: { ...CLEAN.movement, ...other }, messages },
  };
}

describe("messages of a journey", () => {
  it("are the same in the part of it that was so far, in all scenarios", () => {
    const part = fc.record({
      scenario: fc.constantFrom(...scenarios),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(part, ({ scenario, share }) => {
        const wholes = journeysOf(scenario);
        const steps = Math.ceil(
          share * Math.max(...wholes.flatMap(({ messages }) => messages.map(({ index }) => index + 1))),
        );
        for (const part of journeysOf(scenario, steps)) {
          const whole = wholes.find(({ movement }) => movement.id === part.movement.id)!;
          expectSame(part, whole);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("that declare stay as they were when an amendment has other goods, holder and vehicle", () => {
    const { before, after } = amended();
    expectSame(before, after);
    const said = (type: string) => nctsMessages(after).messages.find((one) => one.type === type)?.xml;
    expect(said("CC015C")).toMatch(/PAK\/041\/123[\s\S]*<additionalDeclarationType>A[\s\S]*Mandarins/);
    expect(said("CC013C")).toMatch(/UZB\/222\/9[\s\S]*Potatoes/);
    expect(said("CC013C")).not.toMatch(/Mandarins|PAK/);
    expect(said("CC029C")).toMatch(/UZB\/222\/9[\s\S]*<additionalDeclarationType>D[\s\S]*Potatoes/);
    const etir = (code: string) => etirMessages(after).messages.find((one) => one.code === code)?.xml;
    expect(etir("E9")).toMatch(/PAK\/041\/123[\s\S]*Mandarins/);
    expect(etir("E10")).toContain("PAK/041/123");
    expect(etir("I7")).toMatch(/UZB\/222\/9[\s\S]*Potatoes/);
  });

  it("that were rejected have their own goods, or none: never those that were accepted", () => {
    const lodged = CLEAN.messages.find(({ kind }) => kind === "declaration.lodge")!;
    const rejection = { code: "movement/known", path: "/movement" };
    const again = { ...lodged, index: 1_000, rejection };
    const withGoods = (payload: typeof lodged.payload): Journey => ({
      ...CLEAN,
      messages: [...CLEAN.messages, { ...again, payload }],
    });
    const own = nctsMessages(withGoods({ ...SYNTHETIC_PAYLOAD, items: [GOODS] }));
    const sent = own.messages.find(({ type, index }) => type === "CC015C" && index === 1_000);
    expect(sent?.xml).toMatch(/Potatoes/);
    expect(sent?.xml).not.toMatch(/Mandarins/);
    const none = nctsMessages(withGoods(null)).missing;
    expect(none.map(({ type, index }) => [type, index])).toContainEqual(["CC015C", 1_000]);
  });
});
