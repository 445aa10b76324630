// Changes to a written document, for mutants: each throws where it would change nothing.

type Edit = (xml: string) => string;

/** Without the first element of a name, with all that is in it. */
export const without = (name: string): Edit =>
  swap(new RegExp(`\\s*<${name}(?:/>|>[\\s\\S]*?</${name}>)`), "");

/** The value of the first element of a name, as markup. */
export const valued = (name: string, value: string): Edit =>
  swap(new RegExp(`(<${name}>)[^<]*(</${name}>)`), (_, open, close) => `${open}${value}${close}`);

/** The first element of a name, twice. */
export const doubled = (name: string): Edit =>
  swap(new RegExp(`<${name}>[\\s\\S]*?</${name}>`), (whole) => `${whole}${whole}`);

/** Two neighbours the other way round. */
export const swapped = (first: string, second: string): Edit =>
  swap(
    new RegExp(`(<${first}>[\\s\\S]*?</${first}>)(\\s*)(<${second}>[\\s\\S]*?</${second}>)`),
    (_, a, space, b) => `${b}${space}${a}`,
  );

/** Markup before the end tag of the first element of a name. */
export const within = (name: string, markup: string): Edit =>
  swap(new RegExp(`</${name}>`), (end) => `${markup}${end}`);

export const replaced = (from: string | RegExp, to: string): Edit => swap(from, to);

function swap(from: string | RegExp, to: string | ((...parts: string[]) => string)): Edit {
  return (xml) => {
    const changed = xml.replace(from, to as string);
    if (changed === xml) throw new Error(`nothing to change: ${from}`);
    return changed;
  };
}
