import { type Place, searchPlaces } from "@rahdari/network";
import { readArguments } from "../arguments.ts";
import { networkOf } from "../data.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { printable } from "../printable.ts";
import { UsageError } from "../usage-error.ts";

const OPTIONS = {
  limit: { type: "string" },
  json: { type: "boolean" },
  data: { type: "string", multiple: true },
} as const;

/** `rahdari places QUERY [--limit N] [--json]`: 1 when nothing matches. */
export function placesCommand(given: readonly string[], io: Io): ExitCode {
  const args = readArguments(given, OPTIONS);
  const { QUERY } = args.expect("QUERY");
  const limit = args.number("limit") ?? 10;
  if (!Number.isInteger(limit) || limit < 1) {
    throw new UsageError("bad-option", { option: "--limit", message: "expected a whole number from 1 on" });
  }
  const places = searchPlaces(networkOf(args), QUERY, limit);
  if (args.flag("json")) io.out(`${JSON.stringify({ places }, null, 2)}\n`);
  else io.out(places.length === 0 ? `No place matches "${printable(QUERY)}".\n` : places.map(line).join(""));
  return places.length === 0 ? EXIT.none : EXIT.answer;
}

function line({ id, name, names = {}, country, kind, unlocode = "-" }: Place): string {
  const others = Object.values(names).join(", ");
  return printable(
    `${id.padEnd(24)} ${country}  ${kind.padEnd(13)} ${unlocode.padEnd(6)} ${name}  ${others}`,
  ).concat("\n");
}
