import { ExchangeError } from "../exchange-error.ts";
import type { XmlNode } from "./element.ts";

/**
 * An XML 1.0 document in UTF-8, one element a line; text is written as it is. Throws ExchangeError `unwritable` for
 * what XML 1.0 cannot hold: most control characters, halves of surrogate pairs, U+FFFE, U+FFFF.
 */
export function writeXml(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, "")}\n`;
}

function written({ name, attributes = {}, content }: XmlNode, indent: string): string {
  const tag = `${nameOf(name)}${Object.entries(attributes).map(attribute).join("")}`;
  if (content.length === 0) return `${indent}<${tag}/>`;
  if (typeof content === "string") return `${indent}<${tag}>${escaped(content)}</${name}>`;
  const inner = content.map((node) => written(node, `${indent}  `));
  return `${indent}<${tag}>\n${inner.join("\n")}\n${indent}</${name}>`;
}

function attribute([name, value]: readonly [string, string]): string {
  return ` ${nameOf(name)}="${escaped(value)}"`;
}

/** Names of all formats here are ASCII; XML would allow more. */
const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?$/;

function nameOf(name: string): string {
  if (!NAME.test(name)) throw new ExchangeError({ code: "unwritable", detail: `the name ${shown(name)}` });
  return name;
}

// XML 1.0, production 2 (Char).
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

// A reader turns CR and CR LF into LF, and white space in attributes into spaces (XML 1.0, 2.11 and 3.3.3).
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

function escaped(text: string): string {
  const found = FORBIDDEN.exec(text)?.[0];
  if (found !== undefined)
    throw new ExchangeError({ code: "unwritable", detail: `the character ${shown(found)}` });
  return text.replace(/[&<>"\t\n\r]/g, (char) => ESCAPES[char] ?? char);
}

function shown(text: string): string {
  return [...text].map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`).join(" ");
}
