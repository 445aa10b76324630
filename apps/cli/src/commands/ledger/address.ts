import type { LedgerConfig } from "@rahdari/ledger";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { changeConfig } from "../../ledger/keep-ledger.ts";
import { memberAddress } from "../../ledger/named-member.ts";
import { configFile } from "../../ledger/node-directory.ts";
import { placeOf } from "../../ledger/place.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = { ledger: { type: "string" }, json: { type: "boolean" } } as const;

/**
 * `rahdari ledger address DIR KG=URL`: where the sequencer DIR finds a member's node from now on;
 * `rahdari ledger address DIR sequencer=URL`: where the cosigner DIR finds the ledger. A node that runs has to be
 * started again.
 */
export async function addressCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR, WHO } = args.expect("DIR", "WHO");
  const place = await placeOf(args, DIR);
  const config = changed(place.config, WHO, DIR);
  await changeConfig(place.directory, config);
  const file = configFile(place.directory, place.origin);
  if (args.flag("json")) io.out(`${JSON.stringify({ origin: place.origin, file }, null, 2)}\n`);
  else
    io.out(`${printable(WHO)} is in ${printable(file)}; a node that is running has to be started again.\n`);
  return EXIT.answer;
}

function changed(config: LedgerConfig | undefined, text: string, directory: string): LedgerConfig {
  const sequencer = /^sequencer=(https?:\/\/.+?)\/*$/.exec(text)?.[1];
  if (config?.role === "cosigner" && sequencer !== undefined) return { ...config, sequencer };
  if (config?.role === "sequencer") {
    const { id, url } = memberAddress(text, "WHO=URL");
    return { ...config, cosigners: { ...config.cosigners, [id]: url } };
  }
  if (config?.role === "cosigner") {
    const message = `a cosigner has the address of its sequencer: sequencer=URL; not ${text}`;
    throw new UsageError("bad-option", { option: "WHO=URL", message });
  }
  throw new Trouble("no-ledger", directory, "keeps no ledger together with other nodes");
}
