import type { JsonObject } from "@rahdari/ledger";
import { BODIES } from "@rahdari/transit";
import { describe, expect, it } from "vitest";
import { EPCIS_CONTEXT, epcisDocument } from "../../src/epcis/epcis-document.ts";
import { eventHash } from "../../src/epcis/event-hash.ts";
import { EPCIS_KINDS } from "../../src/epcis/happenings.ts";
import { officeUrn } from "../../src/epcis/identifiers.ts";
import { zoneOffset } from "../../src/epcis/zone-offset.ts";
import { ExchangeError } from "../../src/exchange-error.ts";
import type { Journey } from "../../src/journey.ts";
import { epcisSchema, haveEpcis } from "../support/json-oracles.ts";
import { journeysOf, scenarios } from "../support/xml-journeys.ts";
import { withPayload } from "../support/xml-synthetic.ts";

const journeys = scenarios.flatMap((scenario) =>
  journeysOf(scenario).map((journey) => [`${scenario.id} ${journey.movement.id}`, journey] as const),
);

function journeyOf(name: string): Journey {
  return journeys.find(([one]) => one === name)![1];
}

function eventsOf(document: JsonObject): JsonObject[] {
  return (document.epcisBody as { eventList: JsonObject[] }).eventList;
}

/** What of an event a person reads first. */
function told(event: JsonObject): string {
  const last = (urn: unknown) => String(urn).split(":").at(-1);
  const things = (event.epcList ?? event.childEPCs) as string[];
  const parts = [
    String(event.eventTime).slice(5, 16).replace("T", " "),
    event.eventTimeZoneOffset,
    String((event.readPoint as JsonObject | undefined)?.id ?? "away").replace("urn:rahdari:office:", ""),
    `${event.type} ${event.action}`,
    things.map(last).join(" "),
    last(event.bizStep),
    event.disposition ?? "-",
  ];
  return parts.join(" | ");
}

describe("an EPCIS document of a journey", () => {
  it("tells the load that changes its lorry", () => {
    expect(
      eventsOf(epcisDocument(journeyOf("08 M1")))
        .map(told)
        .join("\n"),
    ).toMatchInlineSnapshot(`
      "01-11 03:05 | +05:00 | PK:lahore | TransactionEvent ADD | M1 | declaring | -
      01-11 04:00 | +05:00 | PK:lahore | AssociationEvent ADD | K71 | installing | container_closed
      01-11 04:10 | +05:00 | PK:lahore | ObjectEvent OBSERVE | M1 LES-4711 | releasing | -
      01-11 04:15 | +05:00 | PK:lahore | ObjectEvent OBSERVE | M1 LES-4711 | departing | in_transit
      01-13 06:10 | +05:00 | PK:torkham-pk | ObjectEvent OBSERVE | M1 LES-4711 | arriving | in_transit
      01-13 07:20 | +04:30 | AF:torkham-af | ObjectEvent OBSERVE | M1 LES-4711 | departing | in_transit
      01-14 09:30 | +04:30 | away | ObjectEvent OBSERVE | M1 LES-4711 | transporting | -
      01-14 13:00 | +04:30 | away | ObjectEvent OBSERVE | M1 LES-4711 | transporting | -
      01-14 14:00 | +04:30 | AF:kabul | AssociationEvent OBSERVE | K71 | other | container_open
      01-14 15:30 | +04:30 | AF:kabul | AssociationEvent DELETE | K71 | replacing | -
      01-14 15:30 | +04:30 | AF:kabul | AssociationEvent ADD | A22 | replacing | container_closed
      01-14 15:40 | +04:30 | AF:kabul | ObjectEvent OBSERVE | M1 KBL-1300 | inspecting | -
      01-14 15:40 | +04:30 | AF:kabul | AggregationEvent DELETE | M1 | unloading | -
      01-14 15:40 | +04:30 | AF:kabul | AggregationEvent ADD | M1 | loading | -
      01-15 20:00 | +04:30 | AF:hairatan | ObjectEvent OBSERVE | M1 KBL-1300 | arriving | in_transit"
    `);
  });

  it("has an alarm as the report of a sensor", () => {
    const alarms = eventsOf(epcisDocument(journeyOf("18 M1"))).filter(
      ({ bizStep }) => bizStep === "sensor_reporting",
    );
    expect(alarms[0]).toMatchInlineSnapshot(`
      {
        "action": "OBSERVE",
        "bizStep": "sensor_reporting",
        "epcList": [
          "urn:rahdari:seal:synthetic.example/transit/1:E900",
        ],
        "eventID": "ni:///sha-256;d9fcbd7e0da146305902f9c100d5b36ce8076a96d38a1e005d92f403130465d2?ver=CBV2.0",
        "eventTime": "2027-01-14T01:00:00.000Z",
        "eventTimeZoneOffset": "+04:30",
        "rahdari:entry": 12,
        "rahdari:ledger": "synthetic.example/transit/1",
        "rahdari:message": "seal.alarm",
        "rahdari:movement": "urn:rahdari:movement:synthetic.example/transit/1:M1",
        "rahdari:office": "urn:rahdari:office:AF:kabul",
        "rahdari:regime": "tir",
        "rahdari:remark": "Shock",
        "recordTime": "2027-01-14T01:00:00.000Z",
        "sensorElementList": [
          {
            "sensorMetadata": {
              "deviceID": "urn:rahdari:seal:synthetic.example/transit/1:E900",
              "time": "2027-01-14T01:00:00.000Z",
            },
            "sensorReport": [
              {
                "exception": "ALARM_CONDITION",
                "type": "urn:rahdari:voc:seal-integrity",
              },
            ],
          },
        ],
        "type": "ObjectEvent",
      }
    `);
  });

  it("has an ID for each event that anyone can count again, and no two of one", () => {
    for (const [name, journey] of journeys) {
      const events = eventsOf(epcisDocument(journey));
      for (const event of events) expect(event.eventID, name).toBe(eventHash(event, EPCIS_CONTEXT));
      expect(new Set(events.map(({ eventID }) => eventID)).size, name).toBe(events.length);
    }
  });

  it("leads back to the entry of each event, in the order of the ledger", () => {
    const journey = journeyOf("01 M1");
    const events = eventsOf(epcisDocument(journey, { entryHash: (index) => `hash-${index}` }));
    const entries = events.map((event) => Number(event["rahdari:entry"]));
    expect(entries).toEqual(entries.toSorted((a, b) => a - b));
    for (const event of events) {
      expect(event["rahdari:entryHash"]).toBe(`hash-${event["rahdari:entry"]}`);
      expect(event["rahdari:ledger"]).toBe(journey.ledger);
      const message = journey.messages.find(({ index }) => index === event["rahdari:entry"])!;
      expect(event["rahdari:message"]).toBe(message.kind);
      expect(event.readPoint).toEqual({ id: officeUrn(message.author) });
    }
  });

  it("has no point of reading for what was reported from the road, and no transaction beside a sensor", () => {
    const seen = new Set<unknown>();
    for (const [name, journey] of journeys)
      for (const event of eventsOf(epcisDocument(journey))) {
        const kind = event["rahdari:message"];
        const isAway = kind === "incident.report" || kind === "seal.alarm";
        const message = journey.messages.find(({ index }) => index === event["rahdari:entry"])!;
        expect("readPoint" in event, name).toBe(!isAway);
        expect(event["rahdari:office"]).toBe(isAway ? officeUrn(message.author) : undefined);
        expect("bizTransactionList" in event, name).toBe(!("sensorElementList" in event));
        if ("sensorElementList" in event)
          expect(event["rahdari:movement"]).toBe(
            `urn:rahdari:movement:${journey.ledger}:${journey.movement.id}`,
          );
        if (isAway) seen.add(kind);
      }
    expect([...seen].sort()).toEqual(["incident.report", "seal.alarm"]);
  });

  it("leaves rejected messages out", () => {
    for (const [name, journey] of journeys) {
      const rejected = journey.messages.filter(({ rejection }) => rejection !== null);
      const entries = eventsOf(epcisDocument(journey)).map((event) => event["rahdari:entry"]);
      for (const { index } of rejected) expect(entries, name).not.toContain(index);
    }
  });

  it("says nothing of goods, parties and value", () => {
    for (const [name, journey] of journeys) {
      const text = JSON.stringify(epcisDocument(journey));
      expect(text, name).toBe(JSON.stringify(epcisDocument(withPayload(journey, null))));
      expect(text).not.toContain("080521");
    }
  });

  it("dates what was captured from paper by the paper", () => {
    const events = eventsOf(epcisDocument(journeyOf("15 M2")));
    const affixed = events.find((event) => event["rahdari:message"] === "seal.affix")!;
    expect(affixed.eventTime).toBe("2027-01-11T06:30:00.000Z");
    expect(affixed.recordTime).toBe("2027-01-12T08:10:00.000Z");
    expect(affixed["rahdari:capturedFrom"]).toBe("urn:rahdari:fallback:synthetic.example/transit/1:F1");
  });

  it("has the reference from its acceptance on, and the guarantee always", () => {
    const types = (event: JsonObject) =>
      (event.bizTransactionList as JsonObject[]).map(({ type }) => String(type).split(":").at(-1));
    const [accepted, ...rest] = eventsOf(epcisDocument(journeyOf("01 M1")));
    expect([accepted!.type, accepted!.action]).toEqual(["TransactionEvent", "ADD"]);
    for (const event of [accepted!, ...rest]) expect(types(event)).toEqual(["movement", "mrn", "guarantee"]);
  });

  it("says where each of its offices is", () => {
    const document = epcisDocument(journeyOf("01 M1"));
    const { epcisMasterData } = document.epcisHeader as { epcisMasterData: { vocabularyList: JsonObject[] } };
    const elements = epcisMasterData.vocabularyList[0]!.vocabularyElementList as JsonObject[];
    const points = eventsOf(document).map(({ readPoint }) => (readPoint as JsonObject).id);
    expect(elements.map(({ id }) => id)).toEqual([...new Set(points)]);
    expect(elements[0]!.attributes).toEqual([
      { id: "cbvmda:name", attribute: "Lahore" },
      { id: "cbvmda:countryCode", attribute: "PK" },
      { id: "cbvmda:latitude", attribute: "31.558" },
      { id: "cbvmda:longitude", attribute: expect.any(String) },
      { id: "rahdari:locode", attribute: "PKLHE" },
      { id: "rahdari:zone", attribute: "Asia/Karachi" },
    ]);
  });

  it("is dated by its last message, or as it is told", () => {
    const journey = journeyOf("01 M1");
    expect(epcisDocument(journey).creationDate).toBe("2027-01-19T04:00:00.000Z");
    expect(epcisDocument(journey, { created: 0 }).creationDate).toBe("1970-01-01T00:00:00.000Z");
    expect(() => epcisDocument({ ...journey, messages: [] })).toThrow(ExchangeError);
  });

  it("has events of kinds that there are", () => {
    for (const kind of EPCIS_KINDS) expect(Object.keys(BODIES)).toContain(kind);
    const seen = new Set(
      journeys.flatMap(([, journey]) =>
        eventsOf(epcisDocument(journey)).map((event) => event["rahdari:message"]),
      ),
    );
    const unseen = EPCIS_KINDS.filter((kind) => !seen.has(kind));
    // The catalogue has all of them accepted.
    expect(unseen).toEqual([]);
  });
});

describe("the offset of an office", () => {
  it("is that of its zone at that moment", () => {
    const at = Date.parse("2027-01-14T00:00:00Z");
    expect(zoneOffset("Asia/Kabul", at)).toBe("+04:30");
    expect(zoneOffset("Asia/Karachi", at)).toBe("+05:00");
    expect(zoneOffset("Asia/Shanghai", at)).toBe("+08:00");
    expect(zoneOffset("UTC", at)).toBe("+00:00");
    // Kazakhstan has one time since 1 March 2024.
    expect(zoneOffset("Asia/Almaty", Date.parse("2024-02-01T00:00:00Z"))).toBe("+06:00");
    expect(zoneOffset("Asia/Almaty", at)).toBe("+05:00");
    expect(zoneOffset("Europe/Berlin", Date.parse("2027-07-01T00:00:00Z"))).toBe("+02:00");
    expect(() => zoneOffset("Nowhere/Land", at)).toThrow(RangeError);
  });

  it("is that of each office on the way", () => {
    const offsets = new Map(
      eventsOf(epcisDocument(journeyOf("01 M1"))).map((event) => [
        String((event.readPoint as JsonObject).id)
          .split(":")
          .at(-2),
        event.eventTimeZoneOffset,
      ]),
    );
    expect(Object.fromEntries(offsets)).toEqual({ PK: "+05:00", AF: "+04:30", UZ: "+05:00", KZ: "+05:00" });
  });
});

type Loose = { [key: string]: unknown };

/** Each makes a valid document one that is not. */
const MUTANTS: Readonly<Record<string, (document: Loose, event: Loose) => unknown>> = {
  "no context": (document) => delete document["@context"],
  "no version": (document) => delete document.schemaVersion,
  "another type of document": (document) => set(document, "type", "EPCISQueryDocument"),
  "a date that is none": (document) => set(document, "creationDate", "today"),
  "a word of our own without namespace": (document) => set(document, "corridor", "PK-KZ"),
  "an office without its id": (document) =>
    set(document, "epcisHeader", {
      epcisMasterData: { vocabularyList: [{ type: "urn:x:1", vocabularyElementList: [{ attributes: [] }] }] },
    }),
  "no events' list": (document) => delete (document.epcisBody as Loose).eventList,
  "no type of event": (_, event) => delete event.type,
  "no time": (_, event) => delete event.eventTime,
  "a time that is none": (_, event) => set(event, "eventTime", "14 January"),
  "no offset": (_, event) => delete event.eventTimeZoneOffset,
  "an offset without minutes": (_, event) => set(event, "eventTimeZoneOffset", "+5"),
  "an offset beyond all zones": (_, event) => set(event, "eventTimeZoneOffset", "+15:00"),
  "no action": (_, event) => delete event.action,
  "an action that is none": (_, event) => set(event, "action", "AFFIX"),
  "a step that CBV does not have": (_, event) => set(event, "bizStep", "sealing"),
  "a disposition that CBV does not have": (_, event) => set(event, "disposition", "sealed"),
  "no parent": (_, event) => delete event.parentID,
  "no seal": (_, event) => set(event, "childEPCs", []),
  "a seal that is no URI": (_, event) => set(event, "childEPCs", ["K71"]),
  "a place without its id": (_, event) => set(event, "readPoint", {}),
  "a transaction without its id": (_, event) => set(event, "bizTransactionList", [{ type: "po" }]),
  "a type of transaction that CBV does not have": (_, event) =>
    set(event, "bizTransactionList", [{ type: "mrn", bizTransaction: "urn:x:1" }]),
  "an extension without namespace": (_, event) => set(event, "sealType", "customs"),
  "an ID that is no URI": (_, event) => set(event, "eventID", "K71 affixed"),
  "a sensor that reports nothing": (_, event) => set(event, "sensorElementList", [{ sensorMetadata: {} }]),
  "an alarm that there is none of": (_, event) =>
    set(event, "sensorElementList", [{ sensorReport: [{ type: "urn:x:1", exception: "ALARM" }] }]),
  "a report without its type": (_, event) =>
    set(event, "sensorElementList", [{ sensorReport: [{ exception: "ALARM_CONDITION" }] }]),
};

function set(of: Loose, key: string, value: unknown): void {
  of[key] = value;
}

describe.skipIf(!haveEpcis)("the schema of EPCIS 2.0 (skipped where shared/oracles/events is absent)", () => {
  const valid = haveEpcis ? epcisSchema() : undefined;
  const sealed = () => {
    const document: Loose = structuredClone(epcisDocument(journeyOf("01 M1")));
    const event = (document.epcisBody as { eventList: Loose[] }).eventList.find(
      ({ type }) => type === "AssociationEvent",
    )!;
    return { document, event };
  };

  it("takes the document of every journey", () => {
    for (const [name, journey] of journeys) {
      const ok = valid!(structuredClone(epcisDocument(journey)));
      expect(
        valid!.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`) ?? [],
        name,
      ).toEqual([]);
      expect(ok).toBe(true);
    }
  });

  for (const [name, spoil] of Object.entries(MUTANTS))
    it(`does not take ${name}`, () => {
      const { document, event } = sealed();
      expect(valid!(document)).toBe(true);
      spoil(document, event);
      expect(valid!(document)).toBe(false);
    });
});
