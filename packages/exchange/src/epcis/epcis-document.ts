import type { JsonObject } from "@rahdari/ledger";
import { ExchangeError } from "../exchange-error.ts";
import type { Journey, Recorded } from "../journey.ts";
import {
  acceptedTo,
  asEntered,
  bodyOf,
  declaredAt,
  type InJourney,
  vehicleBefore,
  vehicleIn,
} from "../recorded.ts";
import { eventHash } from "./event-hash.ts";
import type { Happening, Scene } from "./happening.ts";
import { happeningsOf, transshipped } from "./happenings.ts";
import { ledgerUrn, NAMESPACE, officeUrn, referenceUrn, VOCABULARY, vehicleUrn } from "./identifiers.ts";
import { placesOf } from "./places.ts";
import { zoneOffset } from "./zone-offset.ts";

/** Context of every document: that of EPCIS 2.0.0, and the prefix of our extensions. */
export const EPCIS_CONTEXT = [
  "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
  { rahdari: NAMESPACE },
] as const;

export type EpcisOptions = {
  /** When the document is made, milliseconds since 1970; the last message's arrival at the ledger where left out. */
  readonly created?: number;
  /** Hash of a ledger entry by its index, as text: goes into each event beside the index where it is given. */
  readonly entryHash?: (index: number) => string;
};

/**
 * A movement as an EPCISDocument 2.0 in JSON-LD: an event for each accepted message in which goods, vehicle or seals
 * were seen, moved, opened or closed (`EPCIS_KINDS`), in the order of the ledger, each with its event hash as eventID
 * (CBV 2.0, 8.9). Rejected messages are left out: for the ledger they did not happen, and an error declaration is for
 * events that did stand once. What is private (goods, parties, value) is in no event.
 *
 * eventTime is the office's own time of the act in UTC, eventTimeZoneOffset that of its zone, recordTime when the
 * ledger took it in. Things are the movement, its vehicle and its seals, as URNs of ours; places are offices, which the
 * header names. What was reported from the road has no readPoint, and the office as an extension. Events with sensors
 * name the movement as an extension and not among transactions: implementations of the hash disagree on the order of
 * the two. Throws ExchangeError `lacking` for a movement without messages, and what `officeOf` throws.
 */
export function epcisDocument(journey: Journey, { created, entryHash }: EpcisOptions = {}): JsonObject {
  const made = created ?? journey.messages.at(-1)?.received;
  if (made === undefined) throw noMessages();
  const dated = journey.messages.flatMap((message) => told(message, journey));
  const names = new Set(dated.map(({ message }) => message.author));
  return {
    "@context": EPCIS_CONTEXT,
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: iso(made),
    epcisHeader: placesOf([...names].map((name) => journey.officeOf(name))),
    epcisBody: { eventList: dated.map((one) => eventOf(one, journey, entryHash)) },
  };
}

function noMessages(): ExchangeError {
  return new ExchangeError({
    code: "lacking",
    format: "epcis",
    what: "a message at least",
    remedy: "a movement has events once its declaration is on the ledger",
  });
}

type Dated = {
  readonly happening: Happening;
  readonly message: Recorded;
  readonly scene: Scene;
  /** Kind of the act itself, and the paper that it was captured from; null for what was stated at once. */
  readonly kind: string;
  readonly paper: string | null;
};

/** The events of an accepted message. What a paper said, entered later, is of the moment on the paper. */
function told(message: Recorded, journey: Journey): Dated[] {
  const recorded = asEntered(message);
  const { kind, body, rejection } = recorded;
  if (rejection !== null || body.movement !== journey.movement.id) return [];
  const at = { journey, recorded };
  const scene = sceneAt(at);
  const before = vehicleUrn(vehicleBefore(at));
  const isMoved = kind === "incident.endorse" && before !== scene.vehicle;
  const moved = isMoved ? transshipped(before, scene.vehicle, scene) : [];
  const paper = bodyOf(message, "fallback.capture")?.fallback ?? null;
  const happenings = [...happeningsOf(kind, body, scene), ...moved];
  return happenings.map((happening) => ({ happening, message, scene, kind, paper }));
}

function sceneAt(at: InJourney): Scene {
  const { ledger, movement } = at.journey;
  const { guarantee, regime } = declaredAt(at);
  return {
    ledger,
    movement: ledgerUrn("movement", ledger, movement.id),
    vehicle: vehicleUrn(vehicleIn(at) ?? vehicleBefore(at)),
    reference: referenceAt(at),
    guarantee: ledgerUrn("guarantee", ledger, guarantee),
    regime,
    at: iso(at.recorded.at),
  };
}

/** The reference that customs gave with their acceptance; a number that is on paper alone is in no event. */
function referenceAt(at: InJourney): string | null {
  const acceptances = acceptedTo(at).flatMap((message) => bodyOf(message, "declaration.accept") ?? []);
  return acceptances.at(-1)?.reference ?? null;
}

function eventOf(dated: Dated, journey: Journey, entryHash: EpcisOptions["entryHash"]): JsonObject {
  const { happening, message, scene } = dated;
  const office = { id: officeUrn(message.author) };
  const event: JsonObject = {
    type: happening.type,
    eventTime: scene.at,
    eventTimeZoneOffset: zoneOffset(journey.officeOf(message.author).zone, Date.parse(scene.at)),
    recordTime: iso(message.received),
    ...thingsOf(happening),
    action: happening.action,
    bizStep: happening.step,
    ...(happening.disposition === undefined ? {} : { disposition: happening.disposition }),
    ...(happening.away ? {} : { readPoint: office }),
    ...(happening.stays ? { bizLocation: office } : {}),
    ...(happening.sensors === undefined
      ? { bizTransactionList: transactionsOf(scene) }
      : { sensorElementList: happening.sensors }),
    ...extensionsOf(dated, journey, entryHash),
  };
  return { eventID: eventHash(event, EPCIS_CONTEXT), ...event };
}

function thingsOf({ parent, things }: Happening): JsonObject {
  return parent === undefined ? { epcList: things } : { parentID: parent, childEPCs: things };
}

/** The movement, its reference and its guarantee: what a partner asks for (types of our own, CBV 2.0 has none). */
function transactionsOf({ movement, reference, guarantee }: Scene): readonly JsonObject[] {
  const mrn =
    reference === null ? [] : [{ type: `${VOCABULARY}mrn`, bizTransaction: referenceUrn(reference) }];
  return [
    { type: `${VOCABULARY}movement`, bizTransaction: movement },
    ...mrn,
    { type: `${VOCABULARY}guarantee`, bizTransaction: guarantee },
  ];
}

function extensionsOf(
  { happening, message, scene, kind, paper }: Dated,
  { ledger }: Journey,
  entryHash: EpcisOptions["entryHash"],
): JsonObject {
  const all: JsonObject = {
    message: kind,
    regime: scene.regime,
    ...(happening.away ? { office: officeUrn(message.author) } : {}),
    ...(happening.sensors === undefined ? {} : { movement: scene.movement }),
    ...happening.more,
    ...(paper === null ? {} : { capturedFrom: ledgerUrn("fallback", ledger, paper) }),
    ledger,
    entry: message.index,
    ...(entryHash === undefined ? {} : { entryHash: entryHash(message.index) }),
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`rahdari:${name}`, value]));
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
