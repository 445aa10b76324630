import { dayOf } from "@rahdari/transit";
import { bodyOf, declaredBefore, payloadAt, sealsBefore, vehicleBefore } from "../recorded.ts";
import { group, leaf, type XmlNode } from "../xml/element.ts";
import {
  acceptanceDate,
  type Context,
  declarationType,
  departureNode,
  equipmentNode,
  holderNode,
  momentAt,
  mrnNode,
  officeNode,
  remarkNode,
  traderNode,
} from "./context.ts";
import { goodsAtOffice, unloadingConsignment } from "./goods.ts";

// What passes at the office of destination: 007, 019, 025, 043, 044, and the write-off, 045.

/** CC007C: arrival is when the office certifies the final end; the ledger keeps no arrival before that. */
export function arrival(context: Context): (XmlNode | undefined)[] {
  const { author, at } = context.recorded;
  return [
    group("TransitOperation", [
      mrnNode(context),
      leaf("arrivalNotificationDateAndTime", momentAt(at)),
      leaf("simplifiedProcedure", 0),
    ]),
    destinationNode(context),
    traderNode(context),
    group("Consignment", [goodsAtOffice(author, context)]),
  ];
}

/** CC043C: an office that certifies the end has let the goods be unloaded. Without goods for who may not see them. */
export function unloadingPermission(context: Context): (XmlNode | undefined)[] {
  const declared = declaredBefore(context);
  const payload = payloadAt(context);
  if (!payload)
    context.gaps.push({
      kind: "left-out",
      path: "Consignment",
      text: "the goods, which only parties on the way see",
    });
  return [
    group("TransitOperation", [
      mrnNode(context),
      declarationType(declared, context),
      acceptanceDate(context),
      leaf("security", 0),
      leaf("reducedDatasetIndicator", 0),
    ]),
    destinationNode(context),
    traderNode(context),
    payload
      ? unloadingConsignment({ ...declared, vehicle: vehicleBefore(context) }, sealsBefore(context), context)
      : undefined,
  ];
}

/** CC044C: conform without a reservation; else what was found, in words, with the seals that were on it. */
export function unloadingRemarks(context: Context): (XmlNode | undefined)[] {
  const { at } = context.recorded;
  const body = bodyOf(context.recorded, "operation.terminate");
  const isConform = body?.reservation === null;
  return [
    group("TransitOperation", [mrnNode(context)]),
    destinationNode(context),
    traderNode(context),
    group("UnloadingRemark", [
      leaf("conform", isConform ? 1 : 0),
      leaf("unloadingCompletion", 1),
      leaf("unloadingDate", dayOf(at)),
      stateOfSeals(body?.seals ?? [], isConform, context),
      remarkNode("unloadingRemark", body?.reservation ?? null, context),
    ]),
    isConform || !body || body.seals.length === 0
      ? undefined
      : group("Consignment", [equipmentNode(body.seals)]),
  ];
}

/** Condition C0440: said wherever there were seals. In order: those found are those recorded, none broken or alarmed. */
function stateOfSeals(found: readonly string[], isConform: boolean, context: Context): XmlNode | undefined {
  const recorded = sealsBefore(context);
  if (recorded.length === 0 && found.length === 0) return undefined;
  const same = recorded.length === found.length && recorded.every((seal) => found.includes(seal));
  const isSound = !context.journey.messages.some(
    ({ kind, index, rejection, body }) =>
      rejection === null &&
      index < context.recorded.index &&
      (kind === "seal.break" || (kind === "seal.investigate" && body.tampered === true)) &&
      found.includes(String(body.seal)),
  );
  return leaf("stateOfSeals", isConform || (same && isSound) ? 1 : 0);
}

/** CC025C; indicator 1, full release: the final end without reservation. */
export function goodsRelease(context: Context): (XmlNode | undefined)[] {
  const { at } = context.recorded;
  return [
    group("TransitOperation", [
      mrnNode(context),
      leaf("releaseDate", dayOf(at)),
      leaf("releaseIndicator", 1),
    ]),
    destinationNode(context),
    traderNode(context),
  ];
}

/** CC019C: NCTS has no code of what differs, so it is in the text. */
export function discrepancies(context: Context): (XmlNode | undefined)[] {
  const { at } = context.recorded;
  const body = bodyOf(context.recorded, "discrepancy.notify");
  return [
    group("TransitOperation", [
      mrnNode(context),
      leaf("discrepanciesNotificationDate", dayOf(at)),
      remarkNode("discrepanciesNotificationText", body ? `${body.what}: ${body.remark}` : null, context),
    ]),
    departureNode(context),
    holderNode(context),
  ];
}

/** CC045C: NCTS writes a movement off once; it is the discharge that was the last of all operations. */
export function writeOff(context: Context): (XmlNode | undefined)[] {
  const { at } = context.recorded;
  return [
    group("TransitOperation", [mrnNode(context), leaf("writeOffDate", dayOf(at))]),
    departureNode(context),
    holderNode(context),
  ];
}

export function destinationNode(context: Context): XmlNode {
  return officeNode(context, "CustomsOfficeOfDestinationActual", context.recorded.author);
}
