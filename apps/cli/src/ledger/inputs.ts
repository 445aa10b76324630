import { Author, isJsonObject, type JsonObject, Kind, MemberId, parseJson } from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import type { Arguments } from "../arguments.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { readInputFile } from "./files.ts";
import { readAs, Trouble } from "./trouble.ts";

/** Bodies of events are small; what is longer is no body. */
const MAX_JSON = 1_000_000;

/** The author that `--as` names; an authority or one of its offices. */
export function authorIn(args: Arguments): string {
  return checked(args, "as", Author, "PK for an authority, PK/torkham for an office");
}

/** The authority that `--as` names. */
export function memberIn(args: Arguments): string {
  return checked(args, "as", MemberId, "an authority, such as PK");
}

function checked(
  args: Arguments,
  option: string,
  form: { safeParse(text: string): { readonly success: boolean } },
  wanted: string,
): string {
  const text = args.text(option);
  if (text === undefined)
    throw new UsageError("missing-argument", { option: `--${option}`, message: `name ${wanted}` });
  if (form.safeParse(text).success) return text;
  throw new UsageError("bad-option", { option: `--${option}`, message: `not ${wanted}: ${text}` });
}

export function kindIn(text: string): string {
  if (Kind.safeParse(text).success) return text;
  const message = `not the kind of an event, such as right.reserve: ${text}`;
  throw new UsageError("bad-option", { option: "KIND", message });
}

/** A JSON object from a file, or from standard input for "-". */
export async function objectIn(file: string, io: Io): Promise<JsonObject> {
  const bytes = file === "-" ? await io.input() : await readInputFile(file, MAX_JSON);
  const name = file === "-" ? "standard input" : file;
  const value = readAs(name, () => parseJson(new TextDecoder().decode(bytes), "json"));
  if (isJsonObject(value)) return value;
  throw new Trouble("malformed", name, "expected a JSON object");
}

/** An instant with its zone: 2027-01-14T06:10Z, 2027-01-14T11:10+05:00. */
export function instantIn(args: Arguments, name: string): EpochMs | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
  const ms = form.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(ms)) return ms as EpochMs;
  const message = `not an instant with its zone, such as 2027-01-14T06:10Z: ${text}`;
  throw new UsageError("bad-option", { option: `--${name}`, message });
}

/** A whole number from 0 on. */
export function countIn(text: string, option: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UsageError("bad-option", { option, message: `not a whole number from 0 on: ${text}` });
}
