import type { Json, JsonObject } from "@rahdari/ledger";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventHash, preHash } from "../../src/epcis/event-hash.ts";
import { epcisExamples, haveEpcis } from "../support/json-oracles.ts";
import { REFERENCE_HASHES, VECTORS } from "./hash-vectors.ts";

describe("the event hash of CBV 2.0", () => {
  for (const { name, context, event, pre, hash } of VECTORS)
    it(`is that of the reference implementation: ${name}`, () => {
      expect(preHash(event, context)).toBe(pre);
      expect(eventHash(event, context)).toBe(`ni:///sha-256;${hash}?ver=CBV2.0`);
    });

  it("puts extensions of a part at its end, and knows what is nested (rule 21)", () => {
    const event: JsonObject = {
      type: "ObjectEvent",
      readPoint: { id: "urn:x:1", "ex:b": "2.50", "ex:a": { "ex:z": ["b", "a"], "ex:y": true } },
      "ex:time": "2027-01-01T05:00:00+05:00",
    };
    expect(preHash(event, [{ ex: "https://ns.example/" }])).toBe(
      "eventType=ObjectEventreadPointid=urn:x:1{https://ns.example/}a{https://ns.example/}y=true{https://ns.example/}z=a{https://ns.example/}z=b{https://ns.example/}b=2.5{https://ns.example/}time=2027-01-01T05:00:00+05:00",
    );
  });

  it("expands the document's own prefixes in extensions, and takes a standard one for text", () => {
    const of = (value: string) => preHash({ type: "X", "ex:t": value }, [{ ex: "https://ns.example/" }]);
    expect(of("ex:a")).toBe("eventType=X{https://ns.example/}t=https://ns.example/a");
    for (const text of ["gs1:foo", "cbv: as it says", "epcis:x", "cbvmda:name"])
      expect(of(text)).toBe(`eventType=X{https://ns.example/}t=${text}`);
    const report = { sensorReport: [{ type: "gs1:Temperature" }] };
    expect(preHash({ type: "X", sensorElementList: [report] })).toContain(
      "type=https://gs1.org/voc/Temperature",
    );
  });

  it("has times in UTC with milliseconds, the fourth digit rounded", () => {
    const at = (eventTime: string) => preHash({ type: "X", eventTime }).slice("eventType=XeventTime=".length);
    expect(at("2027-01-01T04:30:00+04:30")).toBe("2027-01-01T00:00:00.000Z");
    expect(at("2027-01-01T00:00:00.1415Z")).toBe("2027-01-01T00:00:00.142Z");
    expect(at("2027-01-01T00:00:00.1414999Z")).toBe("2027-01-01T00:00:00.141Z");
    expect(at("2026-12-31T23:59:59.9996Z")).toBe("2027-01-01T00:00:00.000Z");
    expect(at("yesterday")).toBe("yesterday");
  });

  it("has numbers without zeros that say nothing, and loses no digit of long ones", () => {
    const of = (value: Json) => preHash({ type: "X", "v:v": value }).slice("eventType=Xv:v=".length);
    expect([1, "1.0", "+1.50", "007", 0.1, "-0.50", 1e21, "0.00001", "1e3"].map(of)).toEqual([
      "1",
      "1",
      "1.5",
      "7",
      "0.1",
      "-0.5",
      "1000000000000000000000",
      "1e-05",
      "1000",
    ]);
    expect(of("111100001111000011110000")).toBe("111100001111000011110000");
    expect(of("K71")).toBe("K71");
  });

  it("says nothing of when an event was stored, and of what was said about it", () => {
    const event: JsonObject = { type: "ObjectEvent", action: "OBSERVE", epcList: ["urn:x:1"] };
    const said = {
      ...event,
      recordTime: "2027-01-01T00:00:00Z",
      eventID: "urn:uuid:1",
      certificationInfo: "https://x.example",
      "rdfs:comment": "none",
      errorDeclaration: { declarationTime: "2027-01-01T00:00:00Z" },
    };
    expect(eventHash(said)).toBe(eventHash(event));
  });

  it("leaves out what is empty, and sorts by code points", () => {
    expect(preHash({ type: "X", epcList: [], bizStep: " ", readPoint: {}, ilmd: null })).toBe("eventType=X");
    expect(preHash({ type: "X", epcList: ["urn:x:\u{1F69A}", "urn:x:\uFF5A", "urn:x", "urn:x:a"] })).toBe(
      "eventType=XepcListepc=urn:xepc=urn:x:aepc=urn:x:\uFF5Aepc=urn:x:\u{1F69A}",
    );
  });
});

const text = fc.stringMatching(/^[a-z][a-z0-9 ]{0,8}[a-z]$/);
const uri = fc.stringMatching(/^urn:x:[a-z0-9]{1,8}$/);
const event = fc.record({
  type: fc.constantFrom("ObjectEvent", "AssociationEvent"),
  eventTime: fc
    .date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
    .map((at) => at.toISOString()),
  eventTimeZoneOffset: fc.constantFrom("+05:00", "+04:30"),
  epcList: fc.uniqueArray(uri, { minLength: 2, maxLength: 4 }),
  action: fc.constantFrom("ADD", "OBSERVE"),
  bizStep: fc.constantFrom("departing", "arriving"),
  readPoint: fc.record({ id: uri, "ex:dock": text }),
  bizTransactionList: fc.array(fc.record({ type: fc.constantFrom("po", "inv"), bizTransaction: uri }), {
    minLength: 1,
    maxLength: 3,
  }),
  "ex:note": text,
  "ex:parts": fc.array(fc.record({ "ex:a": text, "ex:n": fc.integer() }), { minLength: 1, maxLength: 3 }),
});
const CONTEXT = [{ ex: "https://ns.example/" }];

describe("any event", () => {
  it("has one hash however its JSON is laid out", () => {
    fc.assert(
      fc.property(event, (one) => {
        const turned = reversed(one as JsonObject);
        expect(eventHash(turned, CONTEXT)).toBe(eventHash(one as JsonObject, CONTEXT));
        const spaced = JSON.parse(JSON.stringify(one, null, 3));
        expect(eventHash(spaced, CONTEXT)).toBe(eventHash(one as JsonObject, CONTEXT));
      }),
    );
  });

  it("has another hash when any value of it is another, missing or more", () => {
    fc.assert(
      fc.property(event, fc.nat(), fc.boolean(), (one, which, drop) => {
        const before = eventHash(one as JsonObject, CONTEXT);
        const paths = leaves(one as JsonObject);
        const path = paths[which % paths.length]!;
        expect(eventHash(changed(one as JsonObject, path, drop), CONTEXT), path.join("/")).not.toBe(before);
        expect(eventHash({ ...(one as JsonObject), "ex:more": "x" }, CONTEXT)).not.toBe(before);
      }),
    );
  });
});

/** Keys of objects and members of lists in the other order. */
function reversed(value: Json): never {
  if (Array.isArray(value)) return value.map(reversed).reverse() as never;
  if (value === null || typeof value !== "object") return value as never;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, reversed(one)]),
  ) as never;
}

function leaves(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== "object") return [path];
  return Object.entries(value).flatMap(([key, one]) => leaves(one as Json, [...path, key]));
}

function changed(of: JsonObject, path: readonly string[], drop: boolean): JsonObject {
  const copy = structuredClone(of) as Record<string, never>;
  const last = path.at(-1)!;
  const holder = path.slice(0, -1).reduce((node, key) => node[key]!, copy);
  if (!drop || path.length === 1)
    holder[last] = (last === "eventTime" ? "2019-01-01T00:00:00Z" : "urn:x:other") as never;
  else if (Array.isArray(holder)) (holder as unknown[]).splice(Number(last), 1);
  else delete holder[last];
  return copy;
}

describe.skipIf(!haveEpcis)("the examples of GS1 (skipped where shared/oracles/events is absent)", () => {
  const examples = haveEpcis ? epcisExamples() : new Map<string, JsonObject>();

  it("are all hashed, each event otherwise", () => {
    for (const [file, document] of examples)
      for (const one of eventsOf(document))
        expect(eventHash(one, document["@context"]), file).toMatch(
          /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/,
        );
  });

  it("have the hash that the reference implementation 1.9.3 has", () => {
    for (const [file, at, hash] of REFERENCE_HASHES) {
      const document = examples.get(file)!;
      expect(eventHash(eventsOf(document)[at]!, document["@context"]), file).toContain(hash);
    }
  });
});

type Body = {
  readonly eventList?: JsonObject[];
  readonly event?: JsonObject;
  readonly queryResults?: { readonly resultsBody: { readonly eventList: JsonObject[] } };
};

function eventsOf(document: JsonObject): JsonObject[] {
  const { eventList, event, queryResults } = document.epcisBody as Body;
  return eventList ?? queryResults?.resultsBody.eventList ?? (event ? [event] : []);
}
