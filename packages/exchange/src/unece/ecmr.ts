import type { JsonObject } from "@rahdari/ledger";
import type { Movement, Seal } from "@rahdari/transit";
import { ExchangeError } from "../exchange-error.ts";
import type { Journey } from "../journey.ts";
import type { Charge, RoadCarriage } from "./carriage.ts";
import { cmrFaults } from "./cmr-particulars.ts";
import {
  amount,
  code,
  countryId,
  customsInstruction,
  documentsOf,
  goodsOf,
  grossKg,
  item,
  kilograms,
  location,
  placeOf,
  plain,
  sealsOn,
  text,
  texts,
  trader,
} from "./note.ts";

/** CMR Convention, Art. 6(1)(k). */
export const PARAMOUNT_CLAUSE =
  "This carriage is subject, notwithstanding any clause to the contrary, to the provisions of the Convention on the Contract for the International Carriage of Goods by Road (CMR).";

/**
 * Electronic consignment note of a movement by road, in the JSON of UN/CEFACT D23B (eCMR). Goods, parties, vehicle,
 * seals, offices and papers are those of the journey as it stands; what only the contract of carriage says comes with
 * it, and nothing is made up. It is unsigned: the note proves a contract when both have signed it (CMR Convention,
 * Arts. 4, 5; Additional Protocol on the electronic consignment note, Art. 3).
 *
 * Throws ExchangeError: `lacking` where the payload is not visible to whoever asks, `bad-document` with all issues
 * where a particular of Art. 6 is missing (`cmrFaults`).
 */
export function ecmr(journey: Journey, carriage: RoadCarriage): JsonObject {
  const note = {
    exchangedDocument: header(carriage),
    specifiedConsignment: [consignment(journey, carriage)],
  };
  const issues = cmrFaults(note);
  if (issues.length > 0) throw new ExchangeError({ code: "bad-document", format: "ecmr", issues });
  return note;
}

function header({ number, madeOut, declaredValue, specialInterest }: RoadCarriage): JsonObject {
  const { place, at } = madeOut;
  const money = (subject: string, said: typeof declaredValue) =>
    said === null ? [] : [note(subject, `${plain(said.cents / 100)} ${said.currency}`)];
  return {
    id: text(number),
    typeCode: code("730"),
    issueDateTime: at,
    issueLogisticsLocation: { ...location(place), countryId: countryId(place.country) },
    includedNote: [
      note("CMR, Art. 6(1)(k)", PARAMOUNT_CLAUSE),
      ...money("Declared value (CMR, Arts. 6(2)(d), 24)", declaredValue),
      ...money("Special interest in delivery (CMR, Arts. 6(2)(d), 26)", specialInterest),
    ],
  };
}

function note(subject: string, content: string): JsonObject {
  return { subject: text(subject), content: texts(content) };
}

function consignment(journey: Journey, carriage: RoadCarriage): JsonObject {
  const payload = goodsOf(journey, "ecmr");
  const { movement, ledger } = journey;
  const packages = payload.items.reduce((sum, one) => sum + one.packages.count, 0);
  return {
    id: texts(`${ledger}/${movement.id}`),
    grossWeight: [kilograms(grossKg(payload))],
    consignmentItemQuantity: { content: String(payload.items.length) },
    consignor: trader(payload.consignor),
    consignee: trader(payload.consignee),
    carrier: carrier(movement, carriage),
    ...places(journey, carriage),
    includedConsignmentItem: payload.items.map(item),
    transportLogisticsPackage: [{ itemQuantity: { content: plain(packages) }, ...marked(carriage) }],
    utilizedLogisticsTransportEquipment: [equipment(journey)],
    mainCarriageLogisticsTransportMovement: [byRoad(journey)],
    applicableLogisticsServiceCharge: carriage.charges.map(charge),
    consignorProvidedBorderClearanceInstructions: [customsInstruction(journey), ...carriage.instructions].map(
      (one) => ({ description: texts(one) }),
    ),
    previousAdministrativeReferencedDocument: documentsOf(journey, carriage.documents).map((one) => ({
      typeCode: code(one.code),
      id: texts(one.number),
    })),
    ...agreed(carriage),
  };
}

/** The schema has no country code in a carrier's address, only its name. */
function carrier({ holder }: Movement, { carrier: { name, address, country } }: RoadCarriage): JsonObject {
  const named = new Intl.DisplayNames("en", { type: "region" }).of(country) ?? country;
  return {
    id: texts(holder),
    name: texts(name),
    postalTradeAddress: { streetName: texts(address), countryName: texts(named) },
  };
}

function places({ movement, officeOf }: Journey, { takingOver, delivery }: RoadCarriage): JsonObject {
  const [first, last] = [movement.legs.at(0), movement.legs.at(-1)];
  const from = takingOver.place ?? (first ? placeOf(officeOf(first.from)) : null);
  const to = delivery ?? (last ? placeOf(officeOf(last.to)) : null);
  return {
    ...(from === null ? {} : { carrierAcceptanceLogisticsLocation: location(from) }),
    ...(to === null ? {} : { consigneeReceiptLogisticsLocation: location(to) }),
    pickUpEvent: { actualOccurrenceDateTime: takingOver.at },
  };
}

/** Packages without marks are said to have none: Art. 6(1)(g) asks for them. */
function marked({ marks }: RoadCarriage): JsonObject {
  const marking = marks.length === 0 ? "No marks or numbers" : marks.join("; ");
  return { physicalLogisticsShippingMarks: [{ marking: texts(marking) }] };
}

/** The load compartment of the vehicle, with the seals that are on it. */
function equipment(journey: Journey): JsonObject {
  const seals = sealsOn(journey);
  return {
    id: text(journey.movement.vehicle.registration),
    isOrHasSealed: seals.length > 0,
    ...(seals.length === 0 ? {} : { affixedLogisticsSeal: seals.map(affixed) }),
  };
}

/** Conditions of list 4517: 1 in right condition, 2 damaged, 4 broken; none while an alarm is looked into. */
const CONDITIONS: Readonly<Record<Seal["state"], string | null>> = {
  affixed: "1",
  broken: "4",
  tampered: "2",
  alarmed: null,
  replaced: null,
  removed: null,
};

function affixed({ id, type, state }: Seal): JsonObject {
  const condition = CONDITIONS[state];
  return {
    id: texts(id),
    sealingPartyRoleCode: code(type === "carrier" ? "CA" : "CU"),
    ...(condition === null ? {} : { conditionCode: [code(condition)] }),
  };
}

function byRoad(journey: Journey): JsonObject {
  const { registration, country } = journey.movement.vehicle;
  return {
    modeCode: code("3"),
    usedLogisticsTransportMeans: {
      id: texts(registration),
      registrationTradeCountry: { id: [countryId(country)] },
    },
    specifiedEvent: journey.movement.legs.flatMap((leg) => crossings(journey, leg)),
  };
}

/** Start and end in each territory, with the moment where it took place. */
function crossings({ movement, officeOf }: Journey, leg: Movement["legs"][number]): JsonObject[] {
  const started = movement.operations.findLast(
    ({ by, territory, state }) => by === leg.from && territory === leg.territory && state !== "refused",
  );
  const ended = started?.terminated?.by === leg.to ? started.terminated.at : undefined;
  const event = (name: string, what: string, at: number | undefined): JsonObject => ({
    description: texts(what),
    occurrenceLogisticsLocation: location(placeOf(officeOf(name))),
    certifying: [{ id: texts(name) }],
    ...(at === undefined ? {} : { actualOccurrenceDateTime: new Date(at).toISOString() }),
  });
  return [
    event(leg.from, `Start of transit in ${leg.territory}`, started?.startedAt),
    event(leg.to, `End of transit in ${leg.territory}`, ended),
  ];
}

/** List 5237, as the schema narrows it. */
const CHARGES: Readonly<Record<Charge["for"], string>> = {
  carriage: "14",
  additional: "2",
  customs: "23",
  other: "12",
};
/** Lists 3035 and 4237: who pays, and whether before or on delivery. */
const PAYERS: Readonly<Record<Charge["payer"], readonly [role: string | null, arrangement: string]>> = {
  sender: ["CZ", "P"],
  consignee: ["CN", "C"],
  third: [null, "B"],
};

function charge({ for: what, amount: money, payer }: Charge): JsonObject {
  const [role, arrangement] = PAYERS[payer];
  return {
    categoryCode: code(CHARGES[what]),
    appliedAmount: [amount(money)],
    paymentArrangementCode: code(arrangement),
    ...(role === null ? {} : { payingPartyRoleCode: code(role) }),
  };
}

/** What Art. 6(2) has only where it was agreed. */
function agreed({ transshipment, cashOnDelivery, insurance, deliverBy }: RoadCarriage): JsonObject {
  return {
    ...(transshipment === null ? {} : { isOrHasTransshipmentPermission: transshipment }),
    ...(cashOnDelivery === null ? {} : { codAmount: amount(cashOnDelivery) }),
    ...(insurance === null ? {} : { cargoInsuranceInstructionsInformation: texts(insurance) }),
    ...(deliverBy === null
      ? {}
      : { deliveryInstructions: [{ description: texts(`Deliver by ${deliverBy}`) }] }),
  };
}
