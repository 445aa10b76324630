import { join, resolve } from "node:path";
import { type LedgerConfig, Origin } from "@rahdari/ledger";
import type { Arguments } from "../arguments.ts";
import { UsageError } from "../usage-error.ts";
import { ledgersIn, namesIn, originOf } from "./node-directory.ts";
import { Trouble } from "./trouble.ts";

/** Options with which every command that works on one ledger says which one. */
export const PLACE_OPTIONS = { ledger: { type: "string" }, node: { type: "string" } } as const;

/** One ledger as seen from a directory: kept there, or reached at a node's address. */
export type Place = {
  readonly directory: string;
  readonly origin: string;
  /** How this directory keeps it; undefined where it does not. */
  readonly config: LedgerConfig | undefined;
  /** Address of the ledger at another node, where one was given. */
  readonly url: string | undefined;
};

/**
 * The ledger that `--ledger` and `--node` name, or the only one that the directory knows. `offline`: one that is
 * only named will do, for a journal can be begun before the ledger is met.
 */
export async function placeOf(
  args: Arguments,
  given: string,
  options: { readonly offline?: boolean } = {},
): Promise<Place> {
  const directory = resolve(given);
  const configs = await ledgersIn(directory);
  const url = addressIn(args);
  const named = args.text("ledger");
  if (named !== undefined && !Origin.safeParse(named).success) {
    const message = `not the name of a ledger, such as example.org/qtta/1: ${named}`;
    throw new UsageError("bad-option", { option: "--ledger", message });
  }
  const origin = named ?? (await onlyOrigin(directory, configs, url));
  const config = configs.find(({ charter }) => charter.origin === origin);
  if (!config && url === undefined && !options.offline && !(await journalOrigins(directory)).includes(origin))
    throw unknownLedger(directory, origin, configs);
  return { directory, origin, config, url };
}

function addressIn(args: Arguments): string | undefined {
  const text = args.text("node");
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "" && url.username === "")
    return text.replace(/\/+$/, "");
  throw new UsageError("bad-option", {
    option: "--node",
    message: `not the address of a ledger, such as https://node.example/example.org/qtta/1: ${text}`,
  });
}

async function onlyOrigin(
  directory: string,
  configs: readonly LedgerConfig[],
  url: string | undefined,
): Promise<string> {
  const known = [
    ...new Set([...configs.map(({ charter }) => charter.origin), ...(await journalOrigins(directory))]),
  ];
  const path = url === undefined ? undefined : new URL(url).pathname.slice(1);
  const [first] = known;
  if (path !== undefined && known.includes(path)) return path;
  if (known.length === 1 && first !== undefined) return first;
  if (known.length > 1) {
    const message = `${directory} knows several ledgers; say which`;
    throw new UsageError("missing-argument", { option: "--ledger", message, suggestions: known });
  }
  if (path !== undefined && Origin.safeParse(path).success) return path;
  throw new Trouble("no-ledger", directory, "there is no ledger here", {
    wayOut: "begin one with rahdari ledger init DIR, or name a node with --node URL",
  });
}

function unknownLedger(directory: string, origin: string, configs: readonly LedgerConfig[]): Trouble {
  const here = configs.map(({ charter }) => charter.origin).join(", ") || "none";
  return new Trouble("no-ledger", directory, `does not keep ${origin}; ledgers here: ${here}`, {
    wayOut: "name one of these with --ledger, or a node with --node URL",
  });
}

async function journalOrigins(directory: string): Promise<string[]> {
  return (await namesIn(join(directory, "journals"))).map(originOf);
}
