import type { ExchangeError, ExchangeIssue } from "../exchange-error.ts";
import { group, leaf, type XmlNode } from "../xml/element.ts";
import { writeXml } from "../xml/write-xml.ts";
import { momentAt } from "./context.ts";
import { fitted, identifier } from "./gap.ts";
import { nctsRoot } from "./ncts-messages.ts";

/** What an answer to a message that could not be read is headed with; at most 35 characters each. */
export type NackHeader = {
  readonly sender: string;
  readonly recipient: string;
  /** Number of this answer, and that of the message it answers, where it could be read. */
  readonly id: string;
  readonly request?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
};

/**
 * CC917C, XML negative acknowledgement, for a message that was not read (`readXml`, `importNcts015`): lines and
 * columns, and codes of the list XmlErrorCodes of XSD 60.4.16. Undefined for faults that are not of a document. Throws
 * ExchangeError `lacking` for a header that is too long.
 */
export function nctsXmlNack({ fault }: ExchangeError, header: NackHeader): string | undefined {
  const errors = errorsOf(fault);
  if (errors.length === 0) return undefined;
  const short = (name: string, id: string) => leaf(name, identifier(id, 35, name));
  return writeXml(
    nctsRoot("CC917C", [
      short("messageSender", header.sender),
      short("messageRecipient", header.recipient),
      leaf("preparationDateAndTime", momentAt(header.at)),
      short("messageIdentification", header.id),
      leaf("messageType", "CC917C"),
      ...(header.request === undefined ? [] : [short("correlationIdentifier", header.request)]),
      ...errors,
    ]),
  );
}

function errorsOf(fault: ExchangeError["fault"]): XmlNode[] {
  switch (fault.code) {
    case "bad-xml":
      return [errorNode({ path: "", reason: fault.detail, line: fault.line }, fault.column, "52")];
    case "other-message":
      return [errorNode({ path: `/${fault.found}`, reason: `wanted ${fault.wanted}` }, 1, "15")];
    case "bad-document":
      return fault.issues.slice(0, 9999).map((issue) => errorNode(issue, 1, codeOf(issue)));
    default:
      return [];
  }
}

function errorNode({ path, reason, line }: ExchangeIssue, column: number, code: string): XmlNode {
  return group("XMLError", [
    leaf("errorLineNumber", line ?? 1),
    leaf("errorColumnNumber", column),
    path === "" ? undefined : leaf("errorPointer", fitted(path, 512, "errorPointer", [])),
    leaf("errorCode", code),
    leaf("errorText", fitted(reason, 512, "errorText", [])),
  ]);
}

/** 15 not supported in this position, 35 too many repetitions, 13 missing, 50 invalid value. */
function codeOf({ fault }: ExchangeIssue): string {
  switch (fault) {
    case "missing":
      return "13";
    case "twice":
      return "35";
    case "no-place":
    case "order":
    case "attribute":
      return "15";
    default:
      return "50";
  }
}
