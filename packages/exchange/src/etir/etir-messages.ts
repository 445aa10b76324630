import type { Kind } from "@rahdari/transit";
import { ExchangeError, type ExchangeFault } from "../exchange-error.ts";
import type { Journey, Recorded, Untold } from "../journey.ts";
import { asEntered, bodyOf, guaranteeAt } from "../recorded.ts";
import { countryOf } from "../way.ts";
import { moment, movementOf, operationOf, partyOf } from "./etir-content.ts";
import { writeEtir } from "./etir-document.ts";
import { etirFault } from "./etir-errors.ts";
import type { EtirBody, EtirCode, EtirDocument, EtirRequest } from "./etir-forms.ts";
import { answerOf, documentOf, headOf, pairOf } from "./etir-head.ts";
import { REQUEST_BODIES } from "./etir-requests.ts";

/** One eTIR-shaped message, as data and as XML. */
export type EtirMessage = {
  readonly code: EtirCode;
  /** Index in the ledger of what it was made from. */
  readonly index: number;
  readonly document: EtirDocument;
  readonly xml: string;
};

/**
 * Requests of eTIR that our kinds correspond to. eTIR has none for control, release, seals on the way, incidents,
 * diversion, suspension, discrepancies, enquiries, claims and reconciliation: its chain learns of operations alone.
 */
export const ETIR_KINDS: Readonly<Partial<Record<Kind, EtirRequest>>> = {
  "guarantee.register": "E1",
  "guarantee.cancel": "E3",
  "guarantee.query": "I5",
  "guarantee.accept": "I1",
  "declaration.lodge": "E9",
  "declaration.amend": "E11",
  "declaration.withdraw": "E13",
  "declaration.accept": "I7",
  "notice.advance": "I15",
  "operation.start": "I9",
  "operation.refuse": "I17",
  "operation.terminate": "I11",
  "operation.discharge": "I13",
};

/**
 * eTIR-shaped messages for one message of a journey, in the order they pass: the request, the ledger's response (with
 * codes of list 99 where it refused), and for each operation the notification of the guarantee chain (E7). A query is
 * answered by the message that answers it. What customs or the chain reply to I15 and E7 the ledger does not hold:
 * see `etirAnswer`. Empty where eTIR has no message of the kind. Throws ExchangeError `unwritable`.
 */
export function etirMessagesOf(journey: Journey, recorded: Recorded): readonly EtirMessage[] {
  const entered = asEntered(recorded);
  if (entered.kind === "guarantee.result") return queryAnswer(journey, entered);
  const code = ETIR_KINDS[entered.kind as Kind];
  if (code === undefined) return [];
  const request = requestOf(code, journey, entered);
  const documents = [request, responseTo(request, code, journey, entered), notification(journey, entered)];
  return documents
    .filter((document) => document !== undefined)
    .map((document) => messageOf(document, entered));
}

/** What could not be written, and why: code `unwritable`. */
export type EtirMissing = { readonly code: EtirCode; readonly index: number; readonly fault: ExchangeFault };

/** What of a journey is said in eTIR-shaped messages, what could not be written, and what there is no message for. */
export type EtirTold = {
  readonly messages: readonly EtirMessage[];
  readonly missing: readonly EtirMissing[];
  readonly untold: readonly Untold[];
};

/** All eTIR-shaped messages of a journey, in the order of its ledger. */
export function etirMessages(journey: Journey): EtirTold {
  const messages: EtirMessage[] = [];
  const missing: EtirMissing[] = [];
  const untold: Untold[] = [];
  for (const recorded of journey.messages) {
    const { index, kind } = recorded;
    try {
      const found = etirMessagesOf(journey, recorded);
      messages.push(...found);
      if (found.length === 0) untold.push({ index, kind, reason: whyUntold(recorded) });
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      missing.push({ code: codeOf(asEntered(recorded)) ?? "I6", index, fault: error.fault });
    }
  }
  return { messages, missing, untold };
}

/** The request that a message is, or the answer to one. */
function codeOf({ kind }: Recorded): EtirRequest | "I6" | undefined {
  return kind === "guarantee.result" ? "I6" : ETIR_KINDS[kind as Kind];
}

function whyUntold(recorded: Recorded): string {
  return codeOf(asEntered(recorded)) === undefined
    ? "eTIR has no message of this kind"
    : "it was rejected, and eTIR has no message that says so";
}

function messageOf(document: EtirDocument, { index }: Recorded): EtirMessage {
  return { code: document.code, index, document, xml: writeEtir(document) };
}

function requestOf(code: EtirRequest, journey: Journey, recorded: Recorded): EtirDocument | undefined {
  const body = REQUEST_BODIES[code]?.(recorded, journey);
  if (!body) return undefined;
  const { from } = pairOf(code);
  const isFromSystem = from === "S";
  const party = isFromSystem ? String(recorded.body.office) : partyOf(from, { journey, recorded });
  const [submitter, recipient] = isFromSystem ? [journey.ledger, party] : [party, journey.ledger];
  const at = isFromSystem ? recorded.received : recorded.at;
  return documentOf(code, headOf(code, recorded.index, at, submitter, recipient), body);
}

/**
 * The ledger's own response; none to what it sends itself. A query that it took in is answered by who was asked; what
 * it could not read, to the office that handed it in.
 */
function responseTo(
  request: EtirDocument | undefined,
  code: EtirRequest,
  { ledger }: Journey,
  { rejection, received, index, author }: Recorded,
): EtirDocument | undefined {
  const { from, response } = pairOf(code);
  if (from === "S" || (code === "I5" && !rejection)) return undefined;
  const head = headOf(response, index, received, ledger, request?.content.Submitter.ID ?? author);
  return documentOf(
    response,
    head,
    answerOf(`${index}-${code}`, rejection ? [etirFault(rejection, code)] : []),
  );
}

/** I6 of whoever was asked about a guarantee, to who asked. */
function queryAnswer(journey: Journey, recorded: Recorded): readonly EtirMessage[] {
  const result = bodyOf(recorded, "guarantee.result");
  const asked = journey.messages.find((one) => bodyOf(one, "guarantee.query")?.query === result?.query);
  const guarantee = asked && bodyOf(asked, "guarantee.query")?.guarantee;
  if (!result || !asked || guarantee === undefined || recorded.rejection) return [];
  const state = {
    ReferenceID: guarantee,
    StatusCode: result.usable ? "usable" : "not-usable",
    ...(result.reason !== null && { ReasonCode: result.reason }),
  };
  const head = headOf("I6", recorded.index, recorded.received, journey.ledger, asked.author);
  const content = { ...answerOf(`${asked.index}-I5`, []), ObligationGuarantee: state };
  return [messageOf(documentOf("I6", head, content), recorded)];
}

const EVENTS = {
  "operation.start": "started",
  "operation.terminate": "terminated",
  "operation.discharge": "discharged",
  "operation.refuse": "refused",
} as const;

/** E7: what the chain is told of an operation, when the ledger has taken it in. */
function notification(journey: Journey, recorded: Recorded): EtirDocument | undefined {
  const event = EVENTS[recorded.kind as keyof typeof EVENTS];
  const guarantee = guaranteeAt({ journey, recorded });
  if (event === undefined || recorded.rejection || !guarantee) return undefined;
  const { movement, ledger } = journey;
  const reservation = bodyOf(recorded, "operation.terminate")?.reservation ?? null;
  const body: EtirBody<"E7"> = {
    Declaration: movementOf(movement.id, journey, recorded),
    ObligationGuarantee: { ReferenceID: guarantee.id },
    Surety: { ID: guarantee.guarantor },
    TransitOperation: {
      ...operationOf(Number(recorded.body.sequence), { journey, recorded }),
      EventCode: event,
      EventDateTime: moment(recorded.at),
      CountryCode: countryOf(recorded.author),
      ...(reservation !== null && { Reservation: reservation }),
    },
  };
  return documentOf("E7", headOf("E7", recorded.index, recorded.received, ledger, guarantee.guarantor), body);
}
