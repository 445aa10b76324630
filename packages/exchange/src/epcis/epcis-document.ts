import { isJsonObject, type JsonObject } from "@rahdari/ledger";
import type { Movement } from "@rahdari/transit";
import { ExchangeError } from "../exchange-error.ts";
import type { Journey, Recorded } from "../journey.ts";
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
  const dated = told(journey);
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

/** Messages one after the other: which vehicle and reference a movement has depends on those before. */
function told(journey: Journey): Dated[] {
  const stage = new Stage(journey);
  return journey.messages
    .filter(({ rejection }) => rejection === null)
    .flatMap((message) => stage.take(message));
}

type Declared = Pick<Movement, "vehicle" | "guarantee" | "regime">;

class Stage {
  readonly #journey: Journey;
  readonly #transshipments = new Map<string, Movement["vehicle"]>();
  #declared: Declared;
  #reference: string | null = null;

  constructor(journey: Journey) {
    this.#journey = journey;
    this.#declared = journey.movement;
  }

  take(message: Recorded): Dated[] {
    const { kind, body, at, paper } = opened(message);
    if (body.movement !== this.#journey.movement.id) return [];
    const before = this.#declared.vehicle;
    this.#note(kind, body);
    const scene = this.#scene(at);
    const happenings = [...happeningsOf(kind, body, scene), ...this.#transfer(kind, before, scene)];
    return happenings.map((happening) => ({ happening, message, scene, kind, paper }));
  }

  #note(kind: string, body: JsonObject): void {
    if (isDeclared(body)) this.#declared = body;
    if (kind === "declaration.accept" && typeof body.reference === "string") this.#reference = body.reference;
    if (kind === "incident.report" && isVehicle(body.transshipment))
      this.#transshipments.set(String(body.incident), body.transshipment);
    const other = this.#transshipments.get(String(body.incident));
    if (kind === "incident.endorse" && other) this.#declared = { ...this.#declared, vehicle: other };
  }

  #transfer(kind: string, before: Movement["vehicle"], scene: Scene): readonly Happening[] {
    const moved = kind === "incident.endorse" && before !== this.#declared.vehicle;
    return moved ? transshipped(vehicleUrn(before), scene.vehicle, scene) : [];
  }

  #scene(at: number): Scene {
    const { ledger, movement } = this.#journey;
    const { vehicle, guarantee, regime } = this.#declared;
    return {
      ledger,
      movement: ledgerUrn("movement", ledger, movement.id),
      vehicle: vehicleUrn(vehicle),
      reference: this.#reference,
      guarantee: ledgerUrn("guarantee", ledger, guarantee),
      regime,
      at: iso(at),
    };
  }
}

/** What a paper said, entered later, is an event of the moment on the paper (fallback.capture). */
function opened({ kind, body, at }: Recorded): Pick<Recorded, "kind" | "body" | "at"> & Pick<Dated, "paper"> {
  const inner = body.body;
  if (kind !== "fallback.capture" || !isJsonObject(inner)) return { kind, body, at, paper: null };
  return {
    kind: String(body.kind),
    body: inner,
    at: Date.parse(String(body.at)),
    paper: String(body.fallback),
  };
}

/** A declaration, lodged, amended or on paper. */
function isDeclared(body: JsonObject): body is JsonObject & Declared {
  return isVehicle(body.vehicle) && typeof body.guarantee === "string" && typeof body.regime === "string";
}

function isVehicle(value: unknown): value is Movement["vehicle"] {
  return isJsonObject(value) && "registration" in value;
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
