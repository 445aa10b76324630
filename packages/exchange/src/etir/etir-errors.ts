import type { Rejection } from "@rahdari/ledger";
import { codeOf } from "@rahdari/transit";
import type { EtirFault, EtirRequest } from "./etir-forms.ts";

/**
 * Why the ledger refused a request, as eTIR says it: the number of code list 99, or the default of the class where
 * the list has none nearer; what is at fault as a path of elements in the request.
 */
export function etirFault({ code, path }: Rejection, request: EtirRequest): EtirFault {
  const known = codeOf(code);
  const fault = {
    ValidationCode: String(known?.etir ?? known?.class ?? 200),
    Description: known ? `${code}: ${known.text}` : code,
  };
  return path === undefined || path === ""
    ? fault
    : { ...fault, Pointer: { Location: locationOf(path, request) } };
}

/** Elements that hold what fields of ours do; others are given as they are, after the name of the message. */
const ELEMENTS: readonly (readonly [RegExp, string])[] = [
  [/^\/movement$/, "Declaration/FunctionalReferenceID"],
  [/^\/reference$/, "Declaration/ID"],
  [/^\/holder$/, "Principal/ID"],
  [/^\/guarantor$/, "Surety/ID"],
  [/^\/guarantee$/, "ObligationGuarantee/ReferenceID"],
  [/^\/amount$/, "ObligationGuarantee/Amount"],
  [/^\/regime$/, "Declaration/TypeCode"],
  [/^\/operation$/, "TransitOperation/ID"],
  [/^\/sequence$/, "TransitOperation/SequenceNumeric"],
  [/^\/voucher$/, "TransitOperation/VoucherNumeric"],
  [/^\/liability$/, "TransitOperation/LiabilityAmount"],
  [/^\/reservation$/, "TransitOperation/Reservation"],
  [/^\/final$/, "TransitOperation/FinalIndicator"],
  [/^\/until$/, "TransitOperation/LimitDateTime"],
  [/^\/seals?(?:\/|$)/, "TransportEquipment/Seal/ID"],
  [/^\/vehicle\/approval(?:\/|$)/, "Declaration/BorderTransportMeans/Certificate/IssueDate"],
  [/^\/vehicle(?:\/|$)/, "Declaration/BorderTransportMeans/ID"],
  [/^\/legs\/\d+\/to$/, "Declaration/Itinerary/ExitOffice/ID"],
  [/^\/legs\/\d+\/from$/, "Declaration/Itinerary/EntryOffice/ID"],
  [/^\/legs(?:\/|$)/, "Declaration/Itinerary"],
  [/^\/furtherOffices(?:\/|$)/, "Declaration/AdditionalOffice"],
  [/^\/permits(?:\/|$)/, "Declaration/AdditionalDocument"],
  [/^\/readings(?:\/|$)/, "Declaration/AdditionalInformation"],
];

function locationOf(path: string, request: EtirRequest): string {
  const element = ELEMENTS.find(([own]) => own.test(path))?.[1];
  return element === undefined ? `${request}#${path}` : `${request}/${inDeclaration(element, request)}`;
}

/** What a whole declaration has in it, and other requests beside it. */
function inDeclaration(element: string, request: EtirRequest): string {
  const isWhole = request === "E9" || request === "E11" || request === "I7";
  return isWhole && /^(?:Principal|ObligationGuarantee)/.test(element) ? `Declaration/${element}` : element;
}
