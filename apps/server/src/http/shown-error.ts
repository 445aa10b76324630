/** What a log may hold of an error. */
type ShownError = {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
};

/** Classes of SQLSTATE whose messages name tables, columns and files, never a value that was written. */
const NAMES_ONLY = ["08", "23", "25", "28", "3D", "40", "42", "53", "55", "57", "58"];
const WITHHELD = "withheld: it may quote what was handed in";

/**
 * An error as it is logged. A database's carries the statement with its values, goods and secrets among them; those
 * of parsers quote the text they stumbled over. Name, code and where it happened are kept, and the message where it
 * cannot hold a value.
 */
export function shownError(error: unknown): ShownError {
  if (!(error instanceof Error)) return { name: typeof error, message: WITHHELD };
  const { name, message, stack } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    name,
    message: quotes(error, code) ? WITHHELD : message,
    ...(code !== undefined && { code }),
    // The first lines of a stack are the message again.
    ...(stack !== undefined && { stack: stack.split("\n").filter(isFrame).join("\n") }),
  };
}

function quotes(error: Error, code: string | undefined): boolean {
  if (error instanceof SyntaxError) return true;
  return "severity" in error && !NAMES_ONLY.includes(code?.slice(0, 2) ?? "");
}

function isFrame(line: string): boolean {
  return /^\s+at \S/.test(line);
}

/** For every logger of ours: whatever is logged as `err` is shown so. */
export const LOG_SERIALIZERS = { err: shownError } as const;
