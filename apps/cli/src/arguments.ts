import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { nearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** A command's options as given, read by kind; every reader throws UsageError naming the option. */
export class Arguments {
  readonly positionals: readonly string[];
  readonly #values: Values;

  constructor(positionals: readonly string[], values: Values) {
    this.positionals = positionals;
    this.#values = values;
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  /** The text of an option that can be given once; undefined when it was not. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    if (typeof value !== "string") return undefined;
    if (value.trim() === "") throw bad(name, "is empty");
    return value;
  }

  /** All values of an option that can be repeated or hold a list parted by commas. */
  list(name: string): string[] {
    return this.all(name).flatMap((value) =>
      value
        .split(/[,،，]/)
        .map((part) => part.trim())
        .filter(Boolean),
    );
  }

  /** All values of an option that can be repeated, as they are. */
  all(name: string): string[] {
    const value = this.#values[name] ?? [];
    return (typeof value === "object" ? [...value] : [value]).map(String);
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e\d+)?$/i.test(text.trim())) throw bad(name, `not a number: ${text}`);
    return Number(text);
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = choices.find((choice) => choice === text.trim().toLowerCase());
    if (found === undefined) throw bad(name, `not one of ${choices.join(", ")}: ${text}`, choices);
    return found;
  }

  /** Exactly the named positionals, or UsageError. */
  expect<Name extends string>(...names: readonly Name[]): Record<Name, string> {
    const missing = names.slice(this.positionals.length);
    if (missing.length > 0) {
      throw new UsageError(
        "missing-argument",
        ...missing.map((name) => ({ option: name, message: "is missing" })),
      );
    }
    const [surplus] = this.positionals.slice(names.length);
    if (surplus !== undefined) {
      const message = "was not expected; put a name of several words in quotes";
      throw new UsageError("too-many-arguments", { option: surplus, message });
    }
    return Object.fromEntries(names.map((name, i) => [name, this.positionals[i] ?? ""])) as Record<
      Name,
      string
    >;
  }
}

function bad(name: string, message: string, suggestions?: readonly string[]): UsageError {
  return new UsageError("bad-option", {
    option: `--${name}`,
    message,
    ...(suggestions ? { suggestions } : {}),
  });
}

/** Reads a command's arguments; throws UsageError on an option that it does not have or that lacks its value. */
export function readArguments(args: readonly string[], options: ParseArgsOptionsConfig): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    });
    return new Arguments(positionals, values as Values);
  } catch (error) {
    throw error instanceof TypeError ? readFault(error, Object.keys(options)) : error;
  }
}

function readFault(error: TypeError, known: readonly string[]): UsageError {
  const option = /'(-{1,2}[^\s'<,]+)/.exec(error.message)?.[1] ?? "options";
  const code = "code" in error ? error.code : "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const suggestions = nearest(option.replace(/^-+/, ""), known).map((name) => `--${name}`);
    return new UsageError("unknown-option", { option, message: "no such option", suggestions });
  }
  return new UsageError("bad-option", { option, message: error.message.split("\n")[0] ?? "cannot be read" });
}
