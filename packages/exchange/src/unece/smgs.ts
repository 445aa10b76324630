import type { JsonObject } from "@rahdari/ledger";
import { ExchangeError, type ExchangeIssue } from "../exchange-error.ts";
import type { Journey } from "../journey.ts";
import { countriesOf } from "../way.ts";
import type { RailCarriage, Station } from "./carriage.ts";
import {
  code,
  countryId,
  customsInstruction,
  documentsOf,
  goodsOf,
  grossKg,
  item,
  kilograms,
  sealsOn,
  text,
  texts,
  trader,
} from "./note.ts";
import { smgsFaults } from "./smgs-particulars.ts";

/**
 * Consignment note of the railways of OSJD (SMGS) for a movement of which a part goes by rail, in the JSON of UN/CEFACT
 * D23B. Goods, parties and customs' seals are those of the journey; stations, wagons, carrier and who pays come with
 * the contract of carriage by rail. A movement of the ledger goes by road, so without that contract there is nothing
 * that such a note could say: null is refused.
 *
 * Throws ExchangeError: `lacking` without a carriage by rail, or where the payload is not visible to whoever asks;
 * `bad-document` with all issues where a station is in no country of the movement, or a particular of Art. 15 is
 * missing (`smgsFaults`).
 */
export function smgs(journey: Journey, rail: RailCarriage | null): JsonObject {
  if (rail === null) throw noRail();
  const note = {
    exchangedDocument: {
      id: text(rail.number),
      typeCode: code("720"),
      issueDateTime: rail.concluded,
      includedNote: [{ content: texts(`Mass found by: ${rail.massBy}`) }],
    },
    exchangedDeclaration: { typeCode: code("722") },
    specifiedConsignment: [consignment(journey, rail)],
  };
  const accompanied = {
    isSealed: sealed(journey, rail).length > 0,
    hasDocuments: documentsOf(journey, rail.documents).length > 0,
  };
  const issues = [...offTheWay(journey, rail), ...tooMany(journey, rail), ...smgsFaults(note, accompanied)];
  if (issues.length > 0) throw new ExchangeError({ code: "bad-document", format: "smgs", issues });
  return note;
}

function noRail(): ExchangeError {
  return new ExchangeError({
    code: "lacking",
    format: "smgs",
    what: "carriage by rail: stations, wagons and carrier",
    remedy: "movements go by road; give the contract of the part by rail, or export an eCMR",
  });
}

/** A station in a country that the movement does not touch is of another consignment. */
function offTheWay({ movement }: Journey, { departure, destination }: RailCarriage): ExchangeIssue[] {
  const countries = countriesOf(movement.legs);
  return Object.entries({ departure, destination }).flatMap(([name, { country }]) =>
    countries.includes(country)
      ? []
      : [{ path: `/${name}/country`, reason: `the movement does not touch ${country}` }],
  );
}

/** The note has room for nine documents (D23B); none is dropped without a word. */
function tooMany(journey: Journey, { documents }: RailCarriage): ExchangeIssue[] {
  const count = documentsOf(journey, documents).length;
  return count > 9
    ? [{ path: "/documents", reason: `the note has room for nine documents, not ${count}` }]
    : [];
}

function consignment(journey: Journey, rail: RailCarriage): JsonObject {
  const payload = goodsOf(journey, "smgs");
  const { movement, ledger } = journey;
  return {
    id: texts(`${ledger}/${movement.id}`),
    carrierAcceptanceDateTime: rail.concluded,
    grossWeight: [kilograms(grossKg(payload))],
    transportEquipmentQuantity: [{ content: String(rail.wagons.length) }],
    consignor: trader(payload.consignor),
    consignee: trader(payload.consignee),
    carrier: contractual(rail),
    includedConsignmentItem: payload.items.map(item),
    utilizedLogisticsTransportEquipment: rail.wagons.map((wagon, at) => equipment(journey, rail, wagon, at)),
    mainCarriageLogisticsTransportMovement: [byRail(rail)],
    applicableCrossBorderRegulatoryProcedure: [
      { borderClearanceInstructions: [{ description: texts(customsInstruction(journey)) }] },
    ],
    contractTermsInformation: rail.payers.map(({ carrier, payer }) =>
      text(`Carriage of ${carrier} is paid by the ${PAYERS[payer]}`),
    ),
    associatedReferencedDocument: documentsOf(journey, rail.documents).map((one) => ({
      typeCode: code("916"),
      id: texts(`${one.code} ${one.number}`),
    })),
  };
}

const PAYERS = {
  sender: "consignor",
  consignee: "consignee",
  third: "payer named by the consignor",
} as const;

function contractual({ carrier: { name, country, code: number } }: RailCarriage): JsonObject {
  return {
    ...(number === null ? {} : { id: texts(number) }),
    name: texts(name),
    postalTradeAddress: { countryId: countryId(country) },
  };
}

/** List 8077. */
const PROVIDERS = { consignor: "1", carrier: "2", third: "5" } as const;

/** A wagon; seals of customs and others stand with the first, for it is not known which is on which. */
function equipment(
  journey: Journey,
  rail: RailCarriage,
  { number, providedBy, tareKg, container }: RailCarriage["wagons"][number],
  at: number,
): JsonObject {
  const { registration } = journey.movement.vehicle;
  const carried = [
    ...(container === null ? [] : [{ id: texts(container) }]),
    ...(rail.carries === "road-vehicle" ? [{ categoryCode: [code("TE")], id: texts(registration) }] : []),
  ];
  const seals = at === 0 ? sealed(journey, rail) : [];
  return {
    id: text(number),
    categoryCode: code("RR"),
    supplierPartyRoleCode: code(PROVIDERS[providedBy]),
    ...(tareKg === null ? {} : { tareWeight: kilograms(tareKg) }),
    ...(carried.length === 0 ? {} : { carriedAssociatedTransportEquipment: carried }),
    ...(seals.length === 0 ? {} : { affixedLogisticsSeal: seals }),
  };
}

function sealed(journey: Journey, { seals }: RailCarriage): JsonObject[] {
  const seal = (id: string, role: "CU" | "CA" | "SH") => ({
    id: texts(id),
    sealingPartyRoleCode: code(role),
  });
  const ofCustoms = sealsOn(journey).map(({ id, type }) => seal(id, type === "carrier" ? "CA" : "CU"));
  return [...ofCustoms, ...seals.map(({ id, by }) => seal(id, by === "carrier" ? "CA" : "SH"))];
}

function byRail({ departure, destination, borderStations }: RailCarriage): JsonObject {
  return {
    modeCode: code("2"),
    departureEvent: [{ occurrenceLogisticsLocation: { ...station(departure), typeCode: [code("5")] } }],
    arrivalEvent: [{ occurrenceLogisticsLocation: station(destination) }],
    itineraryRoute: [
      {
        itineraryStopEvent: borderStations.map((one) => ({
          id: text(one.code),
          applicableNote: [{ content: texts(`${one.name}, ${one.railway}`) }],
        })),
      },
    ],
  };
}

function station({ code: number, name, railway }: Station): JsonObject {
  return { id: texts(number), name: texts(`${name}, ${railway}`) };
}
