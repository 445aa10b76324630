/** Nobody types a longer name; more is cut off so that hostile input costs nothing. */
export const MAX_QUERY = 120;

/**
 * Letters that people interchange when they type the same name: Arabic, Persian and Urdu forms of yeh, kaf
 * and heh; letters that Kazakh, Kyrgyz, Uzbek and Tajik add to the Russian alphabet; Latin letters with no
 * canonical decomposition. Diacritics that do decompose are dropped by `foldText` itself.
 */
const VARIANTS: ReadonlyMap<string, string> = new Map(
  [
    ["ي ى ې ے ۍ", "ی"],
    ["ك ڪ", "ک"],
    ["ہ ھ ة ۃ ە", "ه"],
    ["ٱ", "ا"],
    ["ә", "а"],
    ["ғ ґ", "г"],
    ["қ ҡ", "к"],
    ["ң", "н"],
    ["ө", "о"],
    ["ұ ү", "у"],
    ["һ ҳ", "х"],
    ["і", "и"],
    ["ҷ", "ч"],
    ["ı", "i"],
    ["ə", "a"],
    ["ø", "o"],
    ["đ", "d"],
    ["ł", "l"],
    ["ß", "ss"],
  ].flatMap(([from = "", to = ""]) => from.split(" ").map((letter): [string, string] => [letter, to])),
);

/** Joiners, tatweel, apostrophes and the modifier letters that transliterations use for them: no letters. */
const SILENT = /[\u200b-\u200f\u0640'`´’‘ʻʼʾʿ]/gu;

/**
 * A name reduced to what must agree for two spellings to be the same: compatibility forms unified (NFKC),
 * lower case, no diacritics or vowel marks, interchangeable letters unified, punctuation as single spaces.
 * Scripts are not transliterated. At most `MAX_QUERY` characters are read.
 */
export function foldText(text: string): string {
  const plain = text
    .slice(0, MAX_QUERY)
    .toWellFormed()
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(SILENT, "");
  return Array.from(plain, (letter) => VARIANTS.get(letter) ?? letter)
    .join("")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
