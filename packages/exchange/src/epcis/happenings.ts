import type { JsonObject } from "@rahdari/ledger";
import { type Body, isKind, type Kind } from "@rahdari/transit";
import type { Happening, Scene } from "./happening.ts";
import { ledgerUrn, VOCABULARY, vehicleUrn } from "./identifiers.ts";

type Told<K extends Kind> = (body: Body<K>, scene: Scene) => readonly Happening[];
type Teller = { readonly [K in Kind]?: Told<K> };

/**
 * Messages that are events of the goods, their vehicle or a seal, with the terms of CBV 2.0 that say so, or ours. The
 * rest is between offices, holders and guarantors (guarantees, liability, discharge, enquiry, claim, status): nothing
 * was seen, moved or opened, so EPCIS has no event of it.
 */
const TELLER: Teller = {
  "declaration.accept": ({ reference }, scene) => [linked("ADD", scene, "declaring", { reference })],
  "declaration.present": (_, scene) => [seen(scene, `${VOCABULARY}presenting`, { stays: true })],
  "declaration.withdraw": (_, scene) => unlinked(scene, "withdrawing", {}),
  "movement.invalidate": ({ because }, scene) => unlinked(scene, "invalidating", { because }),
  "control.decide": ({ types }, scene) => [
    seen(scene, "holding", { stays: true, more: { controlType: types } }),
  ],
  "control.result": ({ result, remark }, scene) => [controlled(result, remark, scene)],
  "release.grant": (_, scene) => [seen(scene, `${VOCABULARY}releasing`, { stays: true })],
  "release.refuse": ({ because, article }, scene) => [held(scene, { because, article })],
  "operation.start": (body, scene) => [started(body, scene)],
  "operation.refuse": (body, scene) => [
    held(scene, { ...operation(body, scene), because: body.because, article: body.article }),
  ],
  "operation.terminate": (body, scene) => [terminated(body, scene)],
  "transport.suspend": ({ because, remark }, scene) => [held(scene, { because, ...remarked(remark) })],
  "transport.resume": ({ seals }, scene) => [
    seen(scene, "departing", { disposition: "in_transit", more: found(seals, scene) }),
  ],
  "discrepancy.notify": ({ sequence, what, remark }, scene) => [
    inspected(scene, MISMATCH[what], { sequence, discrepancy: what, remark }),
  ],
  "discrepancy.resolve": ({ sequence, explained, remark }, scene) => [
    inspected(scene, explained ? "conformant" : "non_conformant", { sequence, remark }),
  ],
  "seal.affix": ({ seal, type }, scene) => [
    sealed("ADD", seal, scene, {
      step: "installing",
      disposition: "container_closed",
      more: { sealType: type },
    }),
  ],
  "seal.check": ({ seal }, scene) => [
    sealed("OBSERVE", seal, scene, { step: "inspecting", disposition: "container_closed" }),
  ],
  "seal.break": ({ seal, because, remark }, scene) => [
    sealed("OBSERVE", seal, scene, {
      step: because === "examination" ? "inspecting" : "other",
      disposition: "container_open",
      more: { because, remark },
    }),
  ],
  "seal.replace": ({ seal, by, because }, scene) => [
    sealed("DELETE", seal, scene, { step: "replacing", more: { because } }),
    sealed("ADD", by, scene, { step: "replacing", disposition: "container_closed", more: { because } }),
  ],
  "seal.remove": ({ seal }, scene) => [sealed("DELETE", seal, scene, { step: "removing" })],
  "seal.alarm": (body, scene) => [alarmed(body, scene)],
  "seal.investigate": ({ seal, tampered, remark }, scene) => [
    {
      ...seen(scene, "inspecting", { disposition: tampered ? "damaged" : "conformant", more: { remark } }),
      things: [ledgerUrn("seal", scene.ledger, seal)],
    },
  ],
  "incident.report": (body, scene) => [reported(body, scene)],
  "incident.endorse": ({ incident, authority }, scene) => [
    seen(scene, "inspecting", {
      more: { incident: ledgerUrn("incident", scene.ledger, incident), endorsedBy: authority },
    }),
  ],
};

/** Kinds of message that become events; a transfer to another vehicle comes with its endorsement. */
export const EPCIS_KINDS: readonly Kind[] = Object.keys(TELLER).filter(isKind);

/** The events of an accepted message; none where its kind has none. */
export function happeningsOf(kind: string, body: JsonObject, scene: Scene): readonly Happening[] {
  if (!isKind(kind)) return [];
  // The machine parsed the body before it accepted the message, so it is of its kind.
  const told = TELLER[kind] as ((body: JsonObject, scene: Scene) => readonly Happening[]) | undefined;
  return told?.(body, scene) ?? [];
}

/** The load leaves one vehicle for another (NCTS incident code 3). */
export function transshipped(from: string, to: string, scene: Scene): readonly Happening[] {
  const moved = (action: "ADD" | "DELETE", parent: string, step: string): Happening => ({
    type: "AggregationEvent",
    action,
    parent,
    things: [scene.movement],
    step,
    stays: true,
  });
  return [moved("DELETE", from, "unloading"), moved("ADD", to, "loading")];
}

type Rest = Partial<Pick<Happening, "disposition" | "stays" | "away" | "more">>;

function seen(scene: Scene, step: string, { stays = false, ...rest }: Rest): Happening {
  const things = [scene.movement, scene.vehicle];
  return { type: "ObjectEvent", action: "OBSERVE", things, step, stays, ...rest };
}

function held(scene: Scene, more: JsonObject): Happening {
  return seen(scene, "holding", { stays: true, more });
}

function inspected(scene: Scene, disposition: string, more: JsonObject): Happening {
  return seen(scene, "inspecting", { disposition, stays: true, more });
}

/** The movement and its reference belong together from now on, or no longer (TransactionEvent). */
function linked(action: "ADD" | "DELETE", scene: Scene, step: string, more: JsonObject): Happening {
  const things = [scene.movement];
  return { type: "TransactionEvent", action, things, step: VOCABULARY + step, stays: false, more };
}

/** What was never accepted has no reference to lose. */
function unlinked(scene: Scene, step: string, more: JsonObject): readonly Happening[] {
  return scene.reference === null ? [] : [linked("DELETE", scene, step, more)];
}

type OfSeal = Pick<Happening, "step" | "disposition" | "more">;

/**
 * A seal is on a movement, as the ledger says, and not on a vehicle: while a load goes from one to another the new
 * seals come before the transfer is endorsed.
 */
function sealed(action: Happening["action"], seal: string, scene: Scene, rest: OfSeal): Happening {
  const things = [ledgerUrn("seal", scene.ledger, seal)];
  return { type: "AssociationEvent", action, parent: scene.movement, things, stays: false, ...rest };
}

function started(body: Body<"operation.start">, scene: Scene): Happening {
  const more = {
    ...operation(body, scene),
    ...found(body.seals, scene),
    ...(body.until === null ? {} : { timeLimit: body.until }),
  };
  return seen(scene, "departing", { disposition: "in_transit", more });
}

function terminated(
  { sequence, seals, final, reservation }: Body<"operation.terminate">,
  scene: Scene,
): Happening {
  const reserved = reservation === null ? {} : { reservation };
  const disposition = reservation === null ? (final ? "conformant" : "in_transit") : "non_conformant";
  const more = { sequence, termination: final ? "final" : "partial", ...reserved, ...found(seals, scene) };
  return seen(scene, "arriving", { disposition, stays: true, more });
}

/** NCTS control results: A1 to A3 satisfactory; A5 discrepancies, B1 not satisfactory; the others say neither. */
function controlled(result: string, remark: string | null, scene: Scene): Happening {
  const good = ["A1", "A2", "A3"].includes(result);
  const bad = ["A5", "B1"].includes(result);
  const disposition = good ? { disposition: "conformant" } : bad ? { disposition: "non_conformant" } : {};
  const more = { controlResult: result, ...remarked(remark) };
  return seen(scene, "inspecting", { ...disposition, stays: true, more });
}

const MISMATCH: Readonly<Record<Body<"discrepancy.notify">["what"], string>> = {
  weight: "mismatch_quantity",
  packages: "mismatch_quantity",
  goods: "mismatch_class",
  seals: "mismatch_instance",
  vehicle: "mismatch_instance",
  late: "non_conformant",
};

/** An alarm of the seal is a report of a sensor that measures whether it is whole (EPCIS 2.0, 7.3.7). */
function alarmed({ seal, remark }: Body<"seal.alarm">, scene: Scene): Happening {
  const device = ledgerUrn("seal", scene.ledger, seal);
  const sensor: JsonObject = {
    sensorMetadata: { time: scene.at, deviceID: device },
    sensorReport: [{ type: `${VOCABULARY}seal-integrity`, exception: "ALARM_CONDITION" }],
  };
  const reading = seen(scene, "sensor_reporting", { away: true, more: { remark } });
  return { ...reading, things: [device], sensors: [sensor] };
}

function reported(body: Body<"incident.report">, scene: Scene): Happening {
  const more = {
    incident: ledgerUrn("incident", scene.ledger, body.incident),
    incidentCode: body.code,
    place: `${body.place.country} ${body.place.name}`,
    remark: body.remark,
    ...(body.loss === null ? {} : { loss: body.loss }),
    ...(body.transshipment === null ? {} : { transshipment: vehicleUrn(body.transshipment) }),
    ...found(body.seals, scene),
  };
  const lost = body.loss === "theft" ? "stolen" : "destroyed";
  const disposition = body.loss === null ? {} : { disposition: lost };
  return seen(scene, "transporting", { ...disposition, away: true, more });
}

function operation(
  body: { readonly operation: string; readonly sequence: number },
  scene: Scene,
): JsonObject {
  return { operation: ledgerUrn("operation", scene.ledger, body.operation), sequence: body.sequence };
}

/** Seals that the office found. */
function found(seals: readonly string[], { ledger }: Scene): JsonObject {
  return seals.length === 0 ? {} : { seal: seals.map((seal) => ledgerUrn("seal", ledger, seal)) };
}

function remarked(remark: string | null): JsonObject {
  return remark === null ? {} : { remark };
}
