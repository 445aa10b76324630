import { SaxesParser, type SaxesTagNS } from "saxes";
import { ExchangeError, type XmlFault } from "../exchange-error.ts";
import type { XmlElement } from "./element.ts";

/** Bounds of what is read, so that no stranger's file takes the memory or the time of the reader. */
export type XmlLimits = {
  /** Bytes of UTF-8. */
  readonly bytes?: number;
  readonly depth?: number;
  /** Elements, attributes and pieces of text together. */
  readonly nodes?: number;
};

const LIMITS = { bytes: 1 << 20, depth: 50, nodes: 50_000 } as const;

/**
 * Reads an XML 1.0 document with namespaces: elements with attributes, and elements or text in them; comments are
 * passed over. Nothing is fetched or expanded: a DOCTYPE, an entity beyond the five, a processing instruction,
 * another encoding than UTF-8 and mixed content are refused. Throws ExchangeError `bad-xml` with line and column.
 */
export function readXml(input: string | Uint8Array, limits: XmlLimits = {}): XmlElement {
  const text = textOf(input, limits.bytes ?? LIMITS.bytes);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const building = new Building(parser, { ...LIMITS, ...limits });
  parser.on("error", (error) => building.fail(whyOf(error.message), bareOf(error.message)));
  parser.on("xmldecl", ({ version, encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== "utf-8")
      building.fail("encoding", `it says that it is in ${encoding}`);
    if (version !== "1.0") building.fail("syntax", `XML of version ${version}`);
  });
  parser.on("doctype", () => building.fail("doctype", "a document type declaration"));
  parser.on("processinginstruction", ({ target }) =>
    building.fail("instruction", `an instruction ${target}`),
  );
  parser.on("attribute", () => building.count());
  parser.on("opentag", (tag) => building.open(tag));
  parser.on("text", (part) => building.text(part));
  parser.on("cdata", (part) => building.text(part));
  parser.on("closetag", () => building.close());
  parser.write(text).close();
  return building.root();
}

type Open = Omit<XmlElement, "children" | "text"> & { readonly children: XmlElement[]; text: string };

class Building {
  readonly #parser: SaxesParser<{ xmlns: true; position: true }>;
  readonly #limits: Required<XmlLimits>;
  readonly #open: Open[] = [];
  #nodes = 0;
  #root: XmlElement | undefined;

  constructor(parser: SaxesParser<{ xmlns: true; position: true }>, limits: Required<XmlLimits>) {
    this.#parser = parser;
    this.#limits = limits;
  }

  fail(why: XmlFault, detail: string): never {
    throw badXml(why, detail, this.#parser.line, this.#parser.column + 1);
  }

  count(): void {
    this.#nodes += 1;
    if (this.#nodes > this.#limits.nodes)
      this.fail("too-many-nodes", `more than ${this.#limits.nodes} nodes`);
  }

  open({ local, uri, attributes }: SaxesTagNS): void {
    this.count();
    if (this.#open.length >= this.#limits.depth)
      this.fail("too-deep", `elements more than ${this.#limits.depth} deep`);
    const own = Object.values(attributes).filter((one) => !isDeclaration(one) && !isHint(one));
    this.#open.push({
      name: local,
      namespace: uri,
      attributes: Object.fromEntries(own.map((one) => [nameOf(one), one.value])),
      children: [],
      text: "",
      line: this.#parser.line,
      column: this.#parser.column + 1,
    });
  }

  text(part: string): void {
    this.count();
    const open = this.#open.at(-1);
    if (open) open.text += part;
  }

  close(): void {
    const { text, ...open } = this.#open.pop() as Open;
    const isBranch = open.children.length > 0;
    if (isBranch && text.trim() !== "") this.fail("mixed", `text between the elements of ${open.name}`);
    const element: XmlElement = { ...open, text: isBranch ? "" : text };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.#root = element;
  }

  root(): XmlElement {
    return this.#root ?? this.fail("syntax", "no element");
  }
}

type Attribute = SaxesTagNS["attributes"][string];

function isDeclaration({ name, prefix }: Attribute): boolean {
  return prefix === "xmlns" || name === "xmlns";
}

/** Where a schema may be found: a hint for validators that any document may give (XSD 1.0 Part 1, 2.6.3). */
function isHint({ uri, local }: Attribute): boolean {
  return (
    uri === "http://www.w3.org/2001/XMLSchema-instance" &&
    (local === "schemaLocation" || local === "noNamespaceSchemaLocation")
  );
}

function nameOf({ uri, local }: Attribute): string {
  return uri === "" ? local : `{${uri}}${local}`;
}

function textOf(input: string | Uint8Array, bytes: number): string {
  const size = typeof input === "string" ? new TextEncoder().encode(input).length : input.length;
  if (size > bytes) throw badXml("oversize", `${size} bytes, more than ${bytes}`);
  const text = typeof input === "string" ? input : decoded(input);
  if (text.includes("\0")) throw badXml("encoding", "a NUL");
  if (!text.isWellFormed()) throw badXml("encoding", "half of a surrogate pair");
  return text;
}

function decoded(input: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(input);
  } catch {
    throw badXml("encoding", "bytes that are not UTF-8");
  }
}

function badXml(why: XmlFault, detail: string, line = 1, column = 1): ExchangeError {
  return new ExchangeError({ code: "bad-xml", why, line, column, detail });
}

/** The parser has one kind of error, told apart by its text. */
function whyOf(message: string): XmlFault {
  return message.includes("undefined entity") ? "entity" : "syntax";
}

/** Without the place, which the fault has by itself: "1:5: unclosed tag: a". */
function bareOf(message: string): string {
  return message.slice(message.indexOf(": ") + 2);
}
