import { resolve } from "node:path";
import { type MemberEntry, parseMemberEntry, type SealedCharter } from "@rahdari/ledger";
import { type Arguments, readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { charterText, checkedCharter } from "../../ledger/charters.ts";
import { base64 } from "../../ledger/entry-of.ts";
import { readInputFile, refuseExisting, writeNew } from "../../ledger/files.ts";
import { changeKeys } from "../../ledger/key-ring.ts";
import { machineIn } from "../../ledger/machines.ts";
import { readAs } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  origin: { type: "string" },
  agreement: { type: "string" },
  engine: { type: "string" },
  machine: { type: "string" },
  out: { type: "string" },
  json: { type: "boolean" },
} as const;

/**
 * `rahdari ledger charter DIR --origin O --agreement NAME --out charter.json pk.json af.json uz.json` puts the
 * entries of all members together, with the key of the log that DIR, the sequencer, will keep.
 */
export async function charterCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const [DIR, ...entries] = args.positionals;
  if (DIR === undefined) throw new UsageError("missing-argument", { option: "DIR", message: "is missing" });
  const [origin, agreement, out] = [need(args, "origin"), need(args, "agreement"), need(args, "out")];
  const quorum = args.choice("engine", ["cosigned", "alone"]) === "alone" ? "none" : "two-thirds";
  const members: MemberEntry[] = [];
  for (const file of entries) {
    const bytes = await readInputFile(file, 100_000);
    members.push(readAs(file, () => parseMemberEntry(bytes)));
  }
  await refuseExisting(out);
  const draft = { agreement, machine: machineIn(args), members, origin, quorum } as const;
  const charter = await changeKeys(resolve(DIR), io, (ring) =>
    checkedCharter({ ...draft, log: base64(ring.ensure(`log ${origin}`).signer) }),
  );
  const sealed: SealedCharter = { charter, seals: [] };
  await writeNew(out, `${JSON.stringify(sealed, null, 2)}\n`);
  if (args.flag("json")) io.out(`${JSON.stringify({ ...sealed, file: out }, null, 2)}\n`);
  else {
    io.out(
      `${charterText(charter)}Charter, not sealed yet: ${printable(out)}\n` +
        "Each authority: rahdari ledger seal DIR CHARTER --as MEMBER --out FILE\n",
    );
  }
  return EXIT.answer;
}

function need(args: Arguments, option: string): string {
  const text = args.text(option);
  if (text !== undefined) return text;
  throw new UsageError("missing-argument", { option: `--${option}`, message: "is missing" });
}
