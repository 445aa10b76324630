import { etirFault } from "./etir-errors.ts";
import type { EtirDocument, EtirFault, EtirRequest } from "./etir-forms.ts";
import { answerOf, documentOf, headOf, pairOf } from "./etir-head.ts";

// Messages that no entry of a ledger is: answers of customs and of the chain, and questions that are asked of its
// state. All of them are made of what the caller gives; nothing is looked up.

/** Who asks whom, and when. */
export type EtirAsked = {
  /** A number that the caller counts by. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly submitter: string;
  readonly recipient: string;
};

/** The answer of who got a request (I16 of customs, E8 of the chain, or any other): accepted, or with its errors. */
export function etirAnswer(
  request: Extract<EtirDocument, { readonly code: EtirRequest }>,
  asked: Pick<EtirAsked, "number" | "at">,
  errors: readonly EtirFault[] = [],
): EtirDocument {
  const { response } = pairOf(request.code);
  const { ID, Submitter, Recipient } = request.content;
  const head = headOf(response, asked.number, asked.at, Recipient.ID, Submitter.ID);
  return documentOf(response, head, answerOf(ID, errors));
}

/** I3 and I4: whether a holder is authorised; 322 where none of that number is registered (status null). */
export function etirHolderInformation(
  asked: EtirAsked,
  holder: string,
  status: "authorised" | "excluded" | null,
): readonly [EtirDocument, EtirDocument] {
  const unknown = etirFault({ code: "holder/unknown", path: "/holder" }, "I3");
  const answer = status === null ? {} : { Principal: { ID: holder, StatusCode: status } };
  return questionOf("I3", asked, { Principal: { ID: holder } }, answer, status === null ? [unknown] : []);
}

/** I5 and I6, or E5 and E6 where the guarantor asks: whether a guarantee serves; 301 where none is registered. */
export function etirGuaranteeQuery(
  by: "customs" | "guarantor",
  asked: EtirAsked,
  guarantee: string,
  state: { readonly usable: boolean; readonly reason: string | null } | null,
): readonly [EtirDocument, EtirDocument] {
  const code = by === "customs" ? "I5" : "E5";
  const unknown = etirFault({ code: "guarantee/unknown", path: "/guarantee" }, code);
  const answer = state && {
    ObligationGuarantee: {
      ReferenceID: guarantee,
      StatusCode: state.usable ? "usable" : "not-usable",
      ...(state.reason !== null && { ReasonCode: state.reason }),
    },
  };
  const question = { ObligationGuarantee: { ReferenceID: guarantee } };
  return questionOf(code, asked, question, answer ?? {}, state ? [] : [unknown]);
}

/** I19 and I20: which offices are known; 304 for each that is not. */
export function etirOfficeCheck(
  asked: EtirAsked,
  offices: readonly string[],
  isKnown: (office: string) => boolean,
): readonly [EtirDocument, EtirDocument] {
  const errors = offices.flatMap((office, i): EtirFault[] =>
    isKnown(office)
      ? []
      : [
          {
            ValidationCode: "304",
            Description: `no office is named ${office}`,
            Pointer: { Location: `I19/CustomsOffice[${i + 1}]/ID` },
          },
        ],
  );
  const checked = offices.map((ID) => ({ ID, ValidIndicator: isKnown(ID) ? "true" : "false" }));
  return questionOf(
    "I19",
    asked,
    { CustomsOffice: offices.map((ID) => ({ ID })) },
    { CustomsOffice: checked },
    errors,
  );
}

function questionOf(
  code: EtirRequest,
  { number, at, submitter, recipient }: EtirAsked,
  question: object,
  answer: object,
  errors: readonly EtirFault[],
): readonly [EtirDocument, EtirDocument] {
  const { response } = pairOf(code);
  return [
    documentOf(code, headOf(code, number, at, submitter, recipient), question),
    documentOf(response, headOf(response, number, at, recipient, submitter), {
      ...answerOf(`${number}-${code}`, errors),
      ...answer,
    }),
  ];
}
