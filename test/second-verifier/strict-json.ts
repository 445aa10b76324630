import { demand, refuse } from "./refusal.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

const DEEPEST = 16;
const SPACE = /[ \t\n\r]*/y;
/** Whole numbers in the one spelling that RFC 8785 gives them: no fraction, no exponent, no -0. */
const NUMBER = /-?(?:0|[1-9][0-9]*)(?![0-9.eE])/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 section 7 forbids them unescaped
const STRING = /"((?:[^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*)"/y;
const WORDS = { true: true, false: false, null: null } as const;
const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

export function parseJson(text: string): Json {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

/** UTF-8 as it stands: nothing replaced, a byte order mark kept and so refused by whoever parses. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse("not UTF-8");
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Json {
    this.#match(SPACE);
    const first = this.#text[this.#at];
    if (first === "{") return this.#object(depth + 1);
    if (first === "[") return this.#list(depth + 1);
    if (first === '"') return this.#string();
    for (const [word, value] of Object.entries(WORDS)) if (this.#take(word)) return value;
    return this.#number();
  }

  end(): void {
    this.#match(SPACE);
    demand(this.#at === this.#text.length, "JSON: something follows the value");
  }

  #object(depth: number): JsonObject {
    demand(depth <= DEEPEST, "JSON: nested too deep");
    const object: Record<string, Json> = Object.create(null);
    this.#items("{", "}", () => {
      const key = this.#string();
      demand(!(key in object), `JSON: key ${key} twice`);
      this.#match(SPACE);
      demand(this.#take(":"), "JSON: colon expected");
      object[key] = this.value(depth);
    });
    return object;
  }

  #list(depth: number): Json[] {
    demand(depth <= DEEPEST, "JSON: nested too deep");
    const list: Json[] = [];
    this.#items("[", "]", () => list.push(this.value(depth)));
    return list;
  }

  #items(open: string, close: string, item: () => void): void {
    this.#take(open);
    this.#match(SPACE);
    if (this.#take(close)) return;
    do {
      this.#match(SPACE);
      item();
      this.#match(SPACE);
    } while (this.#take(","));
    demand(this.#take(close), `JSON: ${close} expected`);
  }

  #string(): string {
    const quoted = this.#match(STRING) ?? refuse("JSON: string expected");
    const text = quoted
      .slice(1, -1)
      .replace(/\\(?:u(....)|(.))/g, (_, hex, letter) => unescaped(hex, letter));
    demand(text.isWellFormed(), "JSON: half a surrogate pair");
    return text;
  }

  #number(): number {
    const digits = this.#match(NUMBER) ?? refuse("JSON: value expected, numbers whole");
    const number = Number(digits);
    demand(Number.isSafeInteger(number) && !Object.is(number, -0), `JSON: number ${digits}`);
    return number;
  }

  #take(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

function unescaped(hex: string | undefined, letter: string): string {
  return hex === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16));
}
