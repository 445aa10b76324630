import { resolve } from "node:path";
import { type LedgerConfig, parseMemberEntry, type SealedCharter } from "@rahdari/ledger";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { charterText, readSealed } from "../../ledger/charters.ts";
import { readInputFile } from "../../ledger/files.ts";
import { memberIn } from "../../ledger/inputs.ts";
import { cosignHere } from "../../ledger/keep-ledger.ts";
import { KeyRing } from "../../ledger/key-ring.ts";
import { ledgerPath } from "../../ledger/node-directory.ts";
import { readAs, Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  as: { type: "string" },
  sequencer: { type: "string" },
  entry: { type: "string" },
  json: { type: "boolean" },
} as const;

/**
 * `rahdari ledger join DIR charter-pk.json ... --as PK --sequencer http://HOST:PORT/ORIGIN`: the node of a member
 * executes the ledger again and cosigns it. One that joined later names its `--entry FILE`, for the charter does
 * not have it.
 */
export async function joinCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const [DIR, ...files] = args.positionals;
  if (DIR === undefined || files.length === 0) {
    const option = DIR === undefined ? "DIR" : "CHARTER";
    throw new UsageError("missing-argument", { option, message: "is missing" });
  }
  const directory = resolve(DIR);
  const [member, sequencer] = [memberIn(args), args.text("sequencer")?.replace(/\/+$/, "")];
  if (sequencer === undefined || !/^https?:\/\/./.test(sequencer) || !URL.canParse(sequencer)) {
    const message = "name the ledger at its sequencer: --sequencer http://HOST:PORT/ORIGIN";
    throw new UsageError("missing-argument", { option: "--sequencer", message });
  }
  const sealed = await readSealed(files);
  const { charter } = sealed;
  const node = await nodeOf(sealed, member, args.text("entry"));
  const ring = await KeyRing.open(directory, io);
  if (!ring.byPublicKey(new Uint8Array(Buffer.from(node.key, "base64")))) {
    throw new Trouble("other-keys", ring.file, `does not hold the node key of ${member} that is registered`, {
      wayOut: `join from the directory of ${member}`,
    });
  }
  const config: Extract<LedgerConfig, { role: "cosigner" }> = {
    ledger: "rahdari/ledger/1",
    role: "cosigner",
    charter,
    member,
    node: node.name,
    sequencer,
  };
  await cosignHere(directory, config);
  const path = ledgerPath(directory, charter.origin);
  if (args.flag("json"))
    io.out(`${JSON.stringify({ origin: charter.origin, role: config.role, member, path }, null, 2)}\n`);
  else
    io.out(
      `${charterText(charter)}${member} cosigns it from ${printable(path)}. Run it: rahdari ledger serve ${printable(DIR)} --port N\n`,
    );
  return EXIT.answer;
}

async function nodeOf({ charter }: SealedCharter, member: string, entry: string | undefined) {
  const bytes = entry === undefined ? undefined : await readInputFile(entry, 100_000);
  const own = bytes
    ? readAs(entry ?? "", () => parseMemberEntry(bytes))
    : charter.members.find(({ id }) => id === member);
  if (own?.id === member && own.node) return own.node;
  throw new Trouble("not-a-member", entry ?? "CHARTER", `${member} has no node in it`, {
    wayOut:
      "who joined later names its own entry with --entry FILE; who cosigns is enrolled with --node NAME",
  });
}
