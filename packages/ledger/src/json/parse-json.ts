import type { Format, FormFault } from "../fault.ts";
import { malformed } from "../fault.ts";
import type { Json } from "./json.ts";

const MAX_DEPTH = 16;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Parses a JSON text (RFC 8259) to the letter. Refuses what `JSON.parse` lets pass: a key given twice, numbers
 * that are not whole or beyond 2^53 - 1, half a surrogate pair, nesting deeper than 16. Throws LedgerError
 * `malformed` with a JSON pointer (RFC 6901).
 */
export function parseJson(text: string, format: Format): Json {
  const reader = new Reader(text, format);
  const value = reader.value([]);
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  readonly #format: Format;
  #at = 0;

  constructor(text: string, format: Format) {
    this.#text = text;
    this.#format = format;
  }

  value(path: readonly (string | number)[]): Json {
    this.#space();
    const next = this.#text[this.#at];
    if (path.length >= MAX_DEPTH && (next === "{" || next === "["))
      this.#refuse("too-deep", path, `nested deeper than ${MAX_DEPTH}`);
    if (next === "{") return this.#object(path);
    if (next === "[") return this.#array(path);
    if (next === '"') return this.#string(path);
    return this.#literal(path);
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) this.#refuse("syntax", [], this.#unexpected());
  }

  #object(path: readonly (string | number)[]): Json {
    const entries = new Map<string, Json>();
    this.#list("}", path, () => {
      if (this.#text[this.#at] !== '"') this.#refuse("syntax", path, this.#unexpected());
      const key = this.#string(path);
      const here = [...path, key];
      if (entries.has(key)) this.#refuse("duplicate-key", here, "the key stands twice");
      this.#space();
      if (this.#text[this.#at++] !== ":") this.#refuse("syntax", here, "a colon is missing");
      entries.set(key, this.value(here));
    });
    return Object.fromEntries(entries);
  }

  #array(path: readonly (string | number)[]): Json {
    const items: Json[] = [];
    this.#list("]", path, () => items.push(this.value([...path, items.length])));
    return items;
  }

  /** Reads items parted by commas up to the closing sign; the opening one lies at the cursor. */
  #list(close: string, path: readonly (string | number)[], item: () => void): void {
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === close) {
      this.#at++;
      return;
    }
    for (;;) {
      this.#space();
      item();
      this.#space();
      const sign = this.#text[this.#at++];
      if (sign === close) return;
      if (sign !== ",") this.#refuse("syntax", path, `a comma or ${close} is missing`);
    }
  }

  #string(path: readonly (string | number)[]): string {
    let out = "";
    let from = ++this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x22) break;
      if (!(code >= 0x20)) this.#refuse("syntax", path, "a string holds a control character or does not end");
      if (code === 0x5c) {
        out += this.#text.slice(from, this.#at) + this.#escape(path);
        from = this.#at;
      } else this.#at++;
    }
    out += this.#text.slice(from, this.#at++);
    if (!out.isWellFormed()) this.#refuse("bad-value", path, "a string holds half a surrogate pair");
    return out;
  }

  #escape(path: readonly (string | number)[]): string {
    const sign = this.#text[this.#at + 1] ?? "";
    const hex = /^[0-9a-fA-F]{4}$/.exec(this.#text.slice(this.#at + 2, this.#at + 6));
    this.#at += sign === "u" ? 6 : 2;
    if (sign === "u" && hex) return String.fromCharCode(Number.parseInt(hex[0], 16));
    const plain = Object.hasOwn(ESCAPES, sign) ? ESCAPES[sign] : undefined;
    return plain ?? this.#refuse("syntax", path, `no such escape: \\${sign}`);
  }

  #literal(path: readonly (string | number)[]): Json {
    const word = /[^\s,\]}:"[{]*/y;
    word.lastIndex = this.#at;
    const [text = ""] = word.exec(this.#text) ?? [];
    if (text === "") this.#refuse("syntax", path, this.#unexpected());
    this.#at += text.length;
    if (text === "null") return null;
    if (text === "true" || text === "false") return text === "true";
    return this.#number(text, path);
  }

  #number(text: string, path: readonly (string | number)[]): number {
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text))
      this.#refuse("syntax", path, `neither a word of JSON nor a number: ${text.slice(0, 40)}`);
    if (!/^(?:0|-?[1-9]\d{0,15})$/.test(text) || !Number.isSafeInteger(Number(text)))
      this.#refuse("bad-value", path, "numbers are whole, at most 2^53 - 1; other values are strings");
    return Number(text);
  }

  #space(): void {
    while (" \t\n\r".includes(this.#text[this.#at] ?? "x")) this.#at++;
  }

  #unexpected(): string {
    const found = this.#text[this.#at];
    return found === undefined
      ? "the text ends too early"
      : `unexpected ${JSON.stringify(found)} at ${this.#at}`;
  }

  #refuse(why: FormFault, path: readonly (string | number)[], detail: string): never {
    throw malformed(this.#format, why, pointer(path), detail);
  }
}

/** JSON pointer (RFC 6901) of a path. */
export function pointer(path: readonly (string | number | symbol)[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
