import { isKind, type Kind } from "@rahdari/transit";
import { ExchangeError, type ExchangeFault } from "../exchange-error.ts";
import type { Journey, Recorded, Untold } from "../journey.ts";
import { asEntered, declaredAt, declaredIn, guaranteeAt, isLastDischarge } from "../recorded.ts";
import { leaf, type XmlNode } from "../xml/element.ts";
import { writeXml } from "../xml/write-xml.ts";
import { type Context, momentAt, referenceFor } from "./context.ts";
import {
  acknowledgement,
  allocation,
  amendmentAcceptance,
  controlDecision,
  guaranteeNotValid,
  invalidation,
  noRelease,
  releaseForTransit,
} from "./departure-messages.ts";
import {
  arrival,
  discrepancies,
  goodsRelease,
  unloadingPermission,
  unloadingRemarks,
  writeOff,
} from "./destination-messages.ts";
import { type Gap, identifier } from "./gap.ts";
import { amendment, declarationData, invalidationRequest, presentation } from "./holder-messages.ts";
import { incidentEndorsed, incidentReported } from "./incident-messages.ts";
import { guarantorNotification, recoveryNotification } from "./recovery-messages.ts";
import { departureRejection, destinationRejection, functionalNack, isOfForm } from "./rejections.ts";

/** Namespace of the root of every message of NCTS; the elements in it have none. */
export const NCTS_NAMESPACE = "http://ncts.dgtaxud.ec";

type Content = (context: Context) => readonly (XmlNode | undefined)[];

const TRADER_MESSAGES = {
  CC007C: arrival,
  CC013C: amendment,
  CC014C: invalidationRequest,
  CC015C: declarationData,
  CC044C: unloadingRemarks,
  CC170C: presentation,
} as const satisfies Readonly<Record<string, Content>>;

const CUSTOMS_MESSAGES = {
  CC004C: amendmentAcceptance,
  CC009C: invalidation,
  CC019C: discrepancies,
  CC023C: guarantorNotification,
  CC025C: goodsRelease,
  CC028C: allocation,
  CC029C: releaseForTransit,
  CC035C: recoveryNotification,
  CC043C: unloadingPermission,
  CC045C: writeOff,
  CC051C: noRelease,
  CC055C: guaranteeNotValid,
  CC056C: departureRejection,
  CC057C: destinationRejection,
  CC060C: controlDecision,
  CC182C: (context) =>
    context.recorded.kind === "incident.endorse" ? incidentEndorsed(context) : incidentReported(context),
  CC906C: functionalNack,
  CC928C: acknowledgement,
} as const satisfies Readonly<Record<string, Content>>;

const CONTENTS = { ...TRADER_MESSAGES, ...CUSTOMS_MESSAGES } as const;

/** Messages of NCTS Phase 6 that are written for a journey; CC917C answers an import, see `nctsXmlNack`. */
export type NctsType = keyof typeof CONTENTS;

/** One message of NCTS, and what it does not say as the ledger does. */
export type NctsMessage = {
  readonly type: NctsType;
  /** Index in the ledger of what it was made from. */
  readonly index: number;
  readonly xml: string;
  readonly gaps: readonly Gap[];
};

/**
 * How the message is addressed; where left out, the number of the holder (of the guarantor for a notification to it)
 * and the derived reference of the office that stated it.
 */
export type NctsAddress = {
  /** At most 35 characters each; with more no message is written. */
  readonly trader?: string;
  readonly customs?: string;
};

/** What could not be written, and why: code `lacking` with the way out, or `unwritable`. */
export type NctsMissing = { readonly type: NctsType; readonly index: number; readonly fault: ExchangeFault };

/**
 * Messages of NCTS that our kinds correspond to: what is sent, and the answers to it. XSD 60.4.16 has no schema for
 * the rest: guarantees and queries of them (034, 037, 200, 224), notice to the next office and crossing of a frontier
 * (001, 050, 118), refusal there (119), the end of an operation at an office of exit, seals on the way, diversion
 * (002, 003, 024), suspension, enquiry (140 to 145), status (094, 095), claims after they are lodged (150 to 152),
 * reconciliation and outages (070, 971). Results of control (017) want the holder's name and address, which the
 * ledger does not hold. Offices, countries and currencies of the corridor are in none of the code lists of NCTS: what
 * is written is valid by the schemas, and no system of NCTS would take it.
 */
export const NCTS_KINDS: Readonly<Partial<Record<Kind, readonly NctsType[]>>> = {
  "declaration.lodge": ["CC015C", "CC928C"],
  "declaration.amend": ["CC013C", "CC004C"],
  "declaration.withdraw": ["CC014C", "CC009C"],
  "declaration.present": ["CC170C"],
  "declaration.reject": ["CC056C"],
  "declaration.accept": ["CC028C"],
  "guarantee.reject": ["CC055C"],
  "control.decide": ["CC060C"],
  "release.grant": ["CC029C"],
  "release.refuse": ["CC051C"],
  "movement.invalidate": ["CC009C"],
  "operation.terminate": ["CC007C", "CC043C", "CC044C", "CC025C"],
  "operation.discharge": ["CC045C"],
  "incident.report": ["CC182C"],
  "incident.endorse": ["CC182C"],
  "discrepancy.notify": ["CC019C"],
  "claim.notify": ["CC023C"],
  "claim.lodge": ["CC035C"],
};

/**
 * Messages of NCTS Phase 6 (XSD 60.4.16) for one message of a journey, in the order they pass: none where NCTS has no
 * schema for it. A message that the ledger refused gives what was sent, and the refusal. Dates and
 * moments are of UTC; nothing depends on when or where it is run. Throws ExchangeError `lacking` where NCTS
 * asks for what the journey does not say (goods, an MRN), `unwritable` for text that XML cannot hold.
 */
export function nctsMessagesOf(
  journey: Journey,
  recorded: Recorded,
  address: NctsAddress = {},
): readonly NctsMessage[] {
  const entered = asEntered(recorded);
  const types = typesFor(journey, entered);
  return types.map((type) => nctsMessage(type, types, { journey, recorded: entered, gaps: [] }, address));
}

/** What of a journey is said in messages of NCTS, what could not be written, and what there is no message for. */
export type NctsTold = {
  readonly messages: readonly NctsMessage[];
  readonly missing: readonly NctsMissing[];
  readonly untold: readonly Untold[];
};

/** All messages of NCTS of a journey, in the order of its ledger. */
export function nctsMessages(journey: Journey, address: NctsAddress = {}): NctsTold {
  const messages: NctsMessage[] = [];
  const missing: NctsMissing[] = [];
  const untold: Untold[] = [];
  for (const message of journey.messages) {
    const recorded = asEntered(message);
    const types = typesFor(journey, recorded);
    const { index, kind } = message;
    if (types.length === 0) untold.push({ index, kind, reason: whyUntold(recorded) });
    for (const type of types) {
      try {
        messages.push(nctsMessage(type, types, { journey, recorded, gaps: [] }, address));
      } catch (error) {
        if (!(error instanceof ExchangeError)) throw error;
        missing.push({ type, index: recorded.index, fault: error.fault });
      }
    }
  }
  return { messages, missing, untold };
}

function whyUntold({ kind, rejection }: Recorded): string {
  if (rejection) return "customs refused an act of their own, of which NCTS has no message";
  if (kind === "operation.terminate")
    return "NCTS knows the end at destination, and none at an office of exit";
  if (kind === "operation.discharge")
    return "NCTS writes a movement off once, with the last of its operations";
  return "NCTS has no message of this kind, or no schema of one";
}

function nctsMessage(
  type: NctsType,
  all: readonly NctsType[],
  context: Context,
  address: NctsAddress,
): NctsMessage {
  const { recorded, gaps } = context;
  const content = CONTENTS[type](context).filter((node) => node !== undefined);
  const xml = writeXml(
    nctsRoot(type, [...headerOf(type, requestOf(type, all), context, address), ...content]),
  );
  return { type, index: recorded.index, xml, gaps };
}

export function nctsRoot(type: string, content: readonly XmlNode[]): XmlNode {
  const attributes = { PhaseID: "NCTS6", "xmlns:ncts": NCTS_NAMESPACE };
  return { name: `ncts:${type}`, attributes, content };
}

function headerOf(
  type: NctsType,
  request: NctsType | undefined,
  context: Context,
  address: NctsAddress,
): XmlNode[] {
  const { recorded } = context;
  const office = referenceFor(context, recorded.author);
  const guarantor = type === "CC023C" ? guaranteeAt(context)?.guarantor : undefined;
  const party = address.trader ?? guarantor ?? declaredAt(context).holder;
  const trader = identifier(party, 35, "a name of the trader");
  const customs = identifier(address.customs ?? office, 35, "a name of customs");
  const isFromTrader = isTraders(type);
  return [
    leaf("messageSender", isFromTrader ? trader : customs),
    leaf("messageRecipient", isFromTrader ? customs : trader),
    leaf("preparationDateAndTime", momentAt(isFromTrader ? recorded.at : recorded.received)),
    leaf("messageIdentification", messageId(recorded, type)),
    leaf("messageType", type),
    ...(request === undefined ? [] : [leaf("correlationIdentifier", messageId(recorded, request))]),
  ];
}

/** The trader's message that customs answer: the last one before theirs. */
function requestOf(type: NctsType, all: readonly NctsType[]): NctsType | undefined {
  return isTraders(type) ? undefined : all.slice(0, all.indexOf(type)).findLast(isTraders);
}

function isTraders(type: NctsType): boolean {
  return Object.hasOwn(TRADER_MESSAGES, type);
}

/** Unique in a ledger: the index of its entry and the type. */
function messageId({ index }: Recorded, type: NctsType): string {
  return `${index}-${type}`;
}

/** Which of the kinds' messages there are: answers depend on whether the ledger took it in, some on what it says. */
function typesFor(journey: Journey, recorded: Recorded): readonly NctsType[] {
  const { kind, rejection } = recorded;
  if (!isKind(kind)) return [];
  if (rejection) return refusedTypes(recorded);
  if (kind === "operation.terminate") return terminationTypes(recorded);
  if (kind === "operation.discharge" && !isLastDischarge({ journey, recorded })) return [];
  return NCTS_KINDS[kind] ?? [];
}

/** NCTS knows the arrival at destination alone; what is found with a reservation is not released yet. */
function terminationTypes({ body }: Recorded): readonly NctsType[] {
  if (body.final !== true) return [];
  return body.reservation === null
    ? ["CC007C", "CC043C", "CC044C", "CC025C"]
    : ["CC007C", "CC043C", "CC044C"];
}

const HOLDER_KINDS: readonly Kind[] = [
  "declaration.lodge",
  "declaration.amend",
  "declaration.withdraw",
  "declaration.present",
];

/** What was sent, and the refusal: customs' own acts are refused inside a system, and NCTS has no message for that. */
function refusedTypes(recorded: Recorded): readonly NctsType[] {
  const { kind, rejection, body } = recorded;
  if (!rejection || !isKind(kind)) return [];
  const isTermination = kind === "operation.terminate" && body.final === true;
  const isHolders = HOLDER_KINDS.includes(kind);
  if (!isTermination && !isHolders) return [];
  if (isOfForm(rejection))
    return isHolders && isReadable(recorded) ? [...sentTypes(kind), "CC906C"] : ["CC906C"];
  return isTermination ? ["CC007C", "CC057C"] : [...sentTypes(kind), "CC056C"];
}

function sentTypes(kind: Kind): readonly NctsType[] {
  return (NCTS_KINDS[kind] ?? []).slice(0, 1);
}

/** A declaration that does not have its form cannot be put in another. */
function isReadable(recorded: Recorded): boolean {
  const declares = recorded.kind === "declaration.lodge" || recorded.kind === "declaration.amend";
  return !declares || declaredIn(recorded) !== undefined;
}
