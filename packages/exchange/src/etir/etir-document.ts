import { ExchangeError } from "../exchange-error.ts";
import { readForm, writeForm } from "../xml/form.ts";
import { readXml, type XmlLimits } from "../xml/read-xml.ts";
import { writeXml } from "../xml/write-xml.ts";
import { ETIR_FORMS, type EtirCode, type EtirDocument } from "./etir-forms.ts";

/**
 * Namespace of these messages: eTIR-shaped, after the message pairs, error codes and class names of eTIR 4.3 that are
 * public. Not a namespace of UNECE, and no claim that eTIR would take them: no schema of it is public.
 */
export const ETIR_SHAPED_NAMESPACE = "urn:rahdari:etir-shaped:4.3";

/** An eTIR-shaped message as XML. Throws ExchangeError `unwritable` for text that XML cannot hold. */
export function writeEtir({ code, content }: EtirDocument): string {
  const attributes = { xmlns: ETIR_SHAPED_NAMESPACE };
  return writeXml({ name: code, attributes, content: writeForm(ETIR_FORMS[code], content) });
}

/**
 * Reads an eTIR-shaped message back, by the form of its kind. Throws ExchangeError: `bad-xml`, `other-message`,
 * `bad-document` with all paths together.
 */
export function readEtir(xml: string | Uint8Array, limits?: XmlLimits): EtirDocument {
  const root = readXml(xml, limits);
  const code = root.name;
  if (root.namespace !== ETIR_SHAPED_NAMESPACE || !isEtirCode(code))
    throw new ExchangeError({
      code: "other-message",
      format: "etir",
      found: `{${root.namespace}}${root.name}`,
      wanted: `I1 to I20 or E1 to E14 in ${ETIR_SHAPED_NAMESPACE}`,
    });
  const content = readForm(ETIR_FORMS[code], root, { format: "etir", namespace: ETIR_SHAPED_NAMESPACE });
  return { code, content } as EtirDocument;
}

export function isEtirCode(name: string): name is EtirCode {
  return Object.hasOwn(ETIR_FORMS, name);
}
