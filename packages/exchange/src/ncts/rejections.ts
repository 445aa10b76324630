import { isJsonObject, type Json, type Rejection } from "@rahdari/ledger";
import { codeOf } from "@rahdari/transit";
import { bodyOf } from "../recorded.ts";
import { group, leaf, type XmlNode } from "../xml/element.ts";
import {
  type Context,
  departureNode,
  eitherNumber,
  holderNode,
  momentAt,
  mrnNode,
  remarkNode,
  traderNode,
} from "./context.ts";
import { destinationNode } from "./destination-messages.ts";
import { fitted } from "./gap.ts";

// Refusals: 056 from the office of departure, 057 from that of destination, 906 for what fits in no state at all.

/** List BusinessRejectionTypeDepExp. */
const REJECTION_TYPES: Readonly<Record<string, string>> = {
  "declaration.lodge": "015",
  "declaration.amend": "013",
  "declaration.withdraw": "014",
  "declaration.present": "170",
};

/** CC056C: of a message that the ledger refused, with the error; of a declaration by the office, with its reason. */
export function departureRejection(context: Context): (XmlNode | undefined)[] {
  const { recorded } = context;
  const byOffice = bodyOf(recorded, "declaration.reject");
  const article = byOffice?.article ? ` (${byOffice.article})` : "";
  return [
    group("TransitOperation", [
      eitherNumber(context),
      leaf("businessRejectionType", REJECTION_TYPES[recorded.kind] ?? "015"),
      leaf("rejectionDateAndTime", momentAt(byOffice ? recorded.at : recorded.received)),
      leaf("rejectionCode", byOffice ? 4 : 12),
      remarkNode(
        "rejectionReason",
        byOffice ? `${byOffice.because}${article}` : reasonOf(recorded.rejection),
        context,
      ),
    ]),
    departureNode(context),
    holderNode(context),
    recorded.rejection ? functionalError(recorded.rejection, context) : undefined,
  ];
}

/** CC057C: of the arrival, or of the remarks where the reservation is at fault (types 007, 044). */
export function destinationRejection(context: Context): (XmlNode | undefined)[] {
  const { recorded } = context;
  const isRemarks = recorded.rejection?.path === "/reservation" || recorded.rejection?.path === "/seals";
  return [
    group("TransitOperation", [
      mrnNode(context),
      leaf("businessRejectionType", isRemarks ? "044" : "007"),
      leaf("rejectionDateAndTime", momentAt(recorded.received)),
      leaf("rejectionCode", 12),
      remarkNode("rejectionReason", reasonOf(recorded.rejection), context),
    ]),
    destinationNode(context),
    traderNode(context),
    recorded.rejection ? functionalError(recorded.rejection, context) : undefined,
  ];
}

/** CC906C, functional negative acknowledgement. */
export function functionalNack(context: Context): (XmlNode | undefined)[] {
  const { rejection } = context.recorded;
  return [
    group("Header", [eitherNumber(context)]),
    rejection ? functionalError(rejection, context) : undefined,
  ];
}

/** Whether a refusal is of the message itself (form, duplicate, unknown number) and not of a step: 906, not 056. */
export function isOfForm({ code }: Rejection): boolean {
  return code === "body/malformed" || code === "kind/unknown" || [26, 90, 93].includes(errorCode(code));
}

/**
 * The error of NCTS beside our code: 14, a rule, where the list has none nearer. Its reason is for numbers of rules
 * of NCTS (R0990); ours have none, and are in the text of the message.
 */
function functionalError(rejection: Rejection, context: Context): XmlNode {
  const value = rejection.path === undefined ? undefined : valueAt(context.recorded.body, rejection.path);
  return group("FunctionalError", [
    leaf("errorPointer", pointerOf(rejection.path, context)),
    leaf("errorCode", errorCode(rejection.code)),
    leaf("errorReason", "N/A"),
    value === undefined
      ? undefined
      : leaf("originalAttributeValue", fitted(value, 512, "FunctionalError", context.gaps)),
  ]);
}

function errorCode(code: string): number {
  return codeOf(code)?.ncts ?? 14;
}

function reasonOf(rejection: Rejection | null): string | null {
  if (!rejection) return null;
  const known = codeOf(rejection.code);
  return known ? `${rejection.code}: ${known.text}` : rejection.code;
}

/** Elements of NCTS that hold what fields of ours do. */
const POINTERS: readonly (readonly [string, string])[] = [
  ["/guarantee", "Guarantee[1]"],
  ["/holder", "HolderOfTheTransitProcedure"],
  ["/legs", "CustomsOfficeOfTransitDeclared"],
  ["/vehicle", "Consignment/DepartureTransportMeans[1]"],
  ["/regime", "TransitOperation/declarationType"],
  ["/movement", "TransitOperation"],
  ["/seals", "Consignment/TransportEquipment[1]/Seal"],
  ["/reservation", "UnloadingRemark/conform"],
];

function pointerOf(path: string | undefined, { recorded }: Context): string {
  const type = recorded.kind === "operation.terminate" ? "044" : (REJECTION_TYPES[recorded.kind] ?? "015");
  const found = POINTERS.find(([own]) => path?.startsWith(own))?.[1];
  return `/CC${type}C/${found ?? "TransitOperation"}`;
}

/** The value that a JSON pointer leads to, where it is one. */
function valueAt(body: Json, path: string): string | undefined {
  let found: Json | undefined = body;
  for (const part of path.split("/").slice(1))
    found = Array.isArray(found) ? found[Number(part)] : isJsonObject(found) ? found[part] : undefined;
  return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
}
