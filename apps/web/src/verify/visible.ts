import { el, type Said } from "./dom.ts";

/** Characters that show nothing or turn what stands around them, and blanks that are not the space. */
const HIDDEN = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Joiners between letters are spelling in Persian, Urdu and the scripts of India. */
const JOINERS = new Set(["\u200c", "\u200d"]);
const JOINED = /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}]/u;

/** A piece of a text: as it is, or the name of a character that would not be seen. */
export type Piece = { readonly text: string; readonly hidden: boolean };

/** A text that others wrote, in pieces that can be shown without deceiving anybody. */
export function piecesOf(text: string): readonly Piece[] {
  const characters = Array.from(text);
  const pieces: { text: string; hidden: boolean }[] = [];
  characters.forEach((one, i) => {
    const hidden = one !== " " && HIDDEN.test(one) && !isSpelling(characters, i);
    const shown = hidden ? codeOf(one) : one;
    const last = pieces[pieces.length - 1];
    if (last && !hidden && !last.hidden) last.text += shown;
    else pieces.push({ text: shown, hidden });
  });
  return pieces;
}

function isSpelling(characters: readonly string[], i: number): boolean {
  const isLetter = (one = "") => JOINED.test(one);
  return JOINERS.has(characters[i] ?? "") && isLetter(characters[i - 1]) && isLetter(characters[i + 1]);
}

function codeOf(one: string): string {
  return `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A text that others wrote, apart from the direction of what stands around it. */
export function data(text: string, style = ""): HTMLElement {
  const pieces = piecesOf(text).map(({ text: shown, hidden }) =>
    hidden ? el("span", { class: "hidden-char" }, shown as Said) : (shown as Said),
  );
  return el("bdi", { class: `data ${style}`.trim() }, ...pieces);
}

/** Ids, hashes and code: from left to right in any language. */
export function code(text: string): HTMLElement {
  const made = data(text, "code");
  made.dir = "ltr";
  return made;
}
