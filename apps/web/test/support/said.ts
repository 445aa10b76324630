/** Figures of a text in order of size as text, thousands written together. */
export function figures(text: string): readonly string[] {
  return (text.replace(/(\d),(?=\d)/g, "$1").match(/\d+/g) ?? []).toSorted();
}

/** Texts that begin with Latin letters, and those with three Latin words in a row, which are no names any more. */
export function latinFaults(texts: readonly string[]) {
  return {
    latin: texts.filter((text) => /^[\s\p{P}\d]*\p{Script=Latin}/u.test(text)),
    prose: texts.filter((text) => /\p{Script=Latin}{2,}(\s+\p{Script=Latin}{2,}){2}/u.test(text)),
  };
}
