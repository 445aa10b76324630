import { moment } from "./etir-content.ts";
import {
  ETIR_PAIRS,
  type EtirCode,
  type EtirDocument,
  type EtirFault,
  type EtirRequest,
  type EtirResponse,
} from "./etir-forms.ts";

export function pairOf(code: EtirRequest): (typeof ETIR_PAIRS)[number] {
  const found = ETIR_PAIRS.find(({ request }) => request === code);
  if (!found) throw new Error(`no pair of ${code}`);
  return found;
}

export function headOf(code: EtirCode, index: number, at: number, submitter: string, recipient: string) {
  return {
    ID: `${index}-${code}`,
    TypeCode: code,
    PreparationDateTime: moment(at),
    Submitter: { ID: submitter },
    Recipient: { ID: recipient },
  };
}

export function answerOf(request: string, errors: readonly EtirFault[]) {
  return {
    FunctionalReferenceID: request,
    StatusCode: errors.length > 0 ? "rejected" : "accepted",
    ...(errors.length > 0 && { Error: errors }),
  };
}

/** The two are of one message by construction: a request's body by its code, a response by its pair. */
export function documentOf(code: EtirRequest | EtirResponse, head: object, content: object): EtirDocument {
  return { code, content: { ...head, ...content } } as EtirDocument;
}
