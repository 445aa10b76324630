import type { Payload } from "@rahdari/transit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExchangeError } from "../../src/exchange-error.ts";
import type { Journey } from "../../src/journey.ts";
import { RailCarriage, RoadCarriage } from "../../src/unece/carriage.ts";
import { ecmr } from "../../src/unece/ecmr.ts";
import { smgs } from "../../src/unece/smgs.ts";
import { RAIL, ROAD } from "../support/json-carriage.ts";
import { haveUnece, noteSchema } from "../support/json-oracles.ts";
import { SYNTHETIC_PAYLOAD } from "../support/xml-journeys.ts";
import { journeyNamed, withDeclared, withPayload } from "../support/xml-synthetic.ts";

// What is written is valid by the schemas, whatever codes come in: another one is refused, and a good one is not.

const JOURNEY = journeyNamed("07 M1");
const { consignor, consignee } = SYNTHETIC_PAYLOAD;

const country = fc.oneof(
  fc.constantFrom("PK", "KZ", "ZZ", "XK", "XI", "EU", "AA"),
  fc.stringMatching(/^[A-Z]{2}$/),
);
/** As a declaration may name it: of ISO 3166-1, or of those that it leaves to users. */
const registered = fc.oneof(fc.constantFrom("PK", "KZ", "CN"), fc.stringMatching(/^X[A-Z]$/));
const currency = fc.oneof(
  fc.constantFrom("USD", "XXX", "XXZ", "AFN", "RUR"),
  fc.stringMatching(/^[A-Z]{3}$/),
);
const name = fc.oneof(
  fc.constantFrom("380", "0", "999", "N380", "952"),
  fc.integer({ max: 1_100 }).map(String),
);
const codes = fc.record({
  parties: country,
  vehicle: registered,
  place: country,
  carrier: country,
  currency,
  name,
});

function journeyIn(parties: string, vehicle: string): Journey {
  const payload: Payload = {
    ...SYNTHETIC_PAYLOAD,
    consignor: { ...consignor, country: parties },
    consignee: { ...consignee, country: parties },
  };
  return withPayload(
    withDeclared(JOURNEY, { vehicle: { ...JOURNEY.movement.vehicle, country: vehicle } }),
    payload,
  );
}

/** The note; undefined where carriage or declaration are refused. */
function written<Carriage>(
  reader: { safeParse(value: unknown): { data?: Carriage | undefined } },
  given: unknown,
  write: (carriage: Carriage) => object,
): object | undefined {
  const { data } = reader.safeParse(given);
  try {
    return data && write(data);
  } catch (error) {
    if (error instanceof ExchangeError && error.code === "bad-document") return undefined;
    throw error;
  }
}

describe.skipIf(!haveUnece)("notes with any codes (skipped where shared/oracles/transit is absent)", () => {
  const valid = haveUnece ? { ecmr: noteSchema("ecmr"), smgs: noteSchema("smgs") } : undefined;

  it("by road are valid where they are written", () => {
    let refused = 0;
    fc.assert(
      fc.property(codes, ({ parties, vehicle, place, carrier, currency, name }) => {
        const road = {
          ...ROAD,
          madeOut: { ...ROAD.madeOut, place: { ...ROAD.madeOut.place, country: place } },
          carrier: { ...ROAD.carrier, country: carrier },
          charges: [{ for: "carriage", amount: { cents: 1, currency }, payer: "sender" }],
          documents: [{ code: name, number: "1" }],
        };
        const note = written(RoadCarriage, road, (one) => ecmr(journeyIn(parties, vehicle), one));
        if (note) expect(valid?.ecmr(note)).toBe(true);
        else refused++;
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(50);
  });

  it("by rail are valid where they are written", () => {
    fc.assert(
      fc.property(codes, ({ parties, vehicle, carrier, name }) => {
        const rail = {
          ...RAIL,
          carrier: { ...RAIL.carrier, country: carrier },
          documents: [{ code: name, number: "1" }],
        };
        const note = written(RailCarriage, rail, (one) => smgs(journeyIn(parties, vehicle), one));
        if (note) expect(valid?.smgs(note)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("with one code each of all that the schemas have are written", () => {
    const codesOf = (list: string): string[] => {
      const { $defs } = Object(valid?.ecmr.schema);
      return $defs.codeList.$defs[list].oneOf.map((one: { const: string }) => one.const);
    };
    for (const one of codesOf("UNTDID3207Type"))
      expect(RoadCarriage.safeParse({ ...ROAD, carrier: { ...ROAD.carrier, country: one } }).success).toBe(
        true,
      );
    for (const one of codesOf("ISO3AlphaCurrencyCodeType"))
      expect(RoadCarriage.safeParse({ ...ROAD, declaredValue: { cents: 1, currency: one } }).success).toBe(
        true,
      );
    for (const code of codesOf("UNTDID1001Type"))
      expect(RoadCarriage.safeParse({ ...ROAD, documents: [{ code, number: "1" }] }).success).toBe(true);
  });

  it("say which country of a declaration is none, and where", () => {
    const wrong = () => ecmr(journeyIn("ZZ", "XK"), ROAD);
    expect(wrong).toThrow(/consignor\/postalTradeAddress\/countryId: ZZ is no country of ISO 3166-1/);
    expect(wrong).toThrow(/registrationTradeCountry: XK is no country/);
  });
});
