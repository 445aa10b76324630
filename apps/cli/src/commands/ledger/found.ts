import { resolve } from "node:path";
import type { LedgerConfig } from "@rahdari/ledger";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { charterText, readSealed } from "../../ledger/charters.ts";
import { foundHere } from "../../ledger/keep-ledger.ts";
import { KeyRing } from "../../ledger/key-ring.ts";
import { memberAddress } from "../../ledger/named-member.ts";
import { ledgerPath } from "../../ledger/node-directory.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = { cosigner: { type: "string", multiple: true }, json: { type: "boolean" } } as const;

/**
 * `rahdari ledger found DIR charter-pk.json charter-af.json ... --cosigner PK=URL --cosigner AF=URL` begins a
 * ledger whose charter all its authorities have sealed; DIR puts it in order. URL is where the member's node
 * serves it: http://HOST:PORT/ORIGIN.
 */
export async function foundCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const [DIR, ...files] = args.positionals;
  if (DIR === undefined || files.length === 0) {
    const option = DIR === undefined ? "DIR" : "CHARTER";
    throw new UsageError("missing-argument", { option, message: "is missing" });
  }
  const directory = resolve(DIR);
  const sealed = await readSealed(files);
  const { charter } = sealed;
  const cosigners = args.all("cosigner").map((text) => memberAddress(text, "--cosigner"));
  const stranger = cosigners.find(({ id }) =>
    charter.members.every((member) => member.id !== id || !member.node),
  );
  if (stranger) {
    const message = `${stranger.id} has no node in this charter`;
    throw new UsageError("bad-option", { option: "--cosigner", message });
  }
  const ring = await KeyRing.open(directory, io);
  const log = ring.byPublicKey(new Uint8Array(Buffer.from(charter.log, "base64")));
  if (!log) {
    throw new Trouble("no-key", ring.file, "does not hold the key of the log that this charter names", {
      wayOut: "found it in the directory where rahdari ledger charter was run",
    });
  }
  const ledger = "rahdari/ledger/1" as const;
  const config: Exclude<LedgerConfig, { role: "cosigner" }> =
    charter.quorum === "none"
      ? { ledger, role: "alone", charter }
      : {
          ledger,
          role: "sequencer",
          charter,
          cosigners: Object.fromEntries(cosigners.map(({ id, url }) => [id, url])),
        };
  await foundHere(directory, config, sealed, log.signer, io);
  const path = ledgerPath(directory, charter.origin);
  if (args.flag("json"))
    io.out(`${JSON.stringify({ origin: charter.origin, role: config.role, path }, null, 2)}\n`);
  else
    io.out(
      `${charterText(charter)}Founded in ${printable(path)}. Run it: rahdari ledger serve ${printable(DIR)} --port N\n`,
    );
  return EXIT.answer;
}
