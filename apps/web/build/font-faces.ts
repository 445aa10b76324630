export interface FontFace {
  readonly family: string;
  readonly url: string;
  /** As in the style sheet: "U+0621-063A, U+0640". */
  readonly range: string;
}

/** The faces that a style sheet declares, in their order. */
export function fontFaces(css: string): readonly FontFace[] {
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].map(([, body = ""]) => ({
    family: /font-family:\s*"([^"]+)"/.exec(body)?.[1] ?? "",
    url: /url\("([^"]+)"\)/.exec(body)?.[1] ?? "",
    range: /unicode-range:\s*([^;]+);/.exec(body)?.[1] ?? "",
  }));
}

/** Every character of a unicode-range. */
export function charactersOf(range: string): readonly string[] {
  return range.split(",").flatMap((part) => {
    const [first = "", last = first] = part.trim().replace("U+", "").split("-");
    const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
  });
}
