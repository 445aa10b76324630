import { resolve } from "node:path";
import { type Charter, type SealedCharter, sealCharter } from "@rahdari/ledger";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { charterText, readCharters } from "../../ledger/charters.ts";
import { entryOf } from "../../ledger/entry-of.ts";
import { refuseExisting, writeNew } from "../../ledger/files.ts";
import { memberIn } from "../../ledger/inputs.ts";
import { KeyRing } from "../../ledger/key-ring.ts";
import { rootOf } from "../../ledger/speaker.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = { as: { type: "string" }, out: { type: "string" }, json: { type: "boolean" } } as const;

/**
 * `rahdari ledger seal DIR charter.json --as PK --out charter-pk.json`: an authority puts its seal under a charter
 * that names it with its own keys, and no others.
 */
export async function sealCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR, CHARTER } = args.expect("DIR", "CHARTER");
  const member = memberIn(args);
  const out = args.text("out");
  if (out === undefined)
    throw new UsageError("missing-argument", { option: "--out", message: "say where it goes: --out FILE" });
  await refuseExisting(out);
  const { charter, seals } = await readCharters([CHARTER]);
  const ring = await KeyRing.open(resolve(DIR), io);
  checkOwn(charter, member, ring, CHARTER);
  const root = rootOf(ring, member);
  if (!root) throw new Trouble("no-key", ring.file, `does not hold the root key of ${member}`);
  const seal = await sealCharter(charter, member, root);
  const sealed: SealedCharter = { charter, seals: [...seals.filter((one) => one.member !== member), seal] };
  await writeNew(out, `${JSON.stringify(sealed, null, 2)}\n`);
  if (args.flag("json")) io.out(`${JSON.stringify({ ...sealed, file: out }, null, 2)}\n`);
  else
    io.out(
      `${charterText(charter)}Sealed by ${sealed.seals.map((one) => one.member).join(", ")}: ${printable(out)}\n`,
    );
  return EXIT.answer;
}

/** A charter that names an authority with keys that it does not hold would speak for it. */
function checkOwn({ members }: Charter, member: string, ring: KeyRing, file: string): void {
  const own = members.find(({ id }) => id === member);
  const wayOut = "have the charter made again with the entry of rahdari ledger enrol";
  if (own?.kind !== "authority") {
    throw new Trouble("not-a-member", file, `names no authority ${member}`, { wayOut });
  }
  if (!rootOf(ring, member)) {
    throw new Trouble("no-key", ring.file, `does not hold the root key of ${member}`, {
      wayOut: `name the directory of ${member}`,
    });
  }
  const mine = entryOf(ring, { ...own, node: own.node?.name ?? null });
  const fits = mine.root === own.root && mine.nextRoot === own.nextRoot && mine.node?.key === own.node?.key;
  if (fits) return;
  throw new Trouble("other-keys", file, `names ${member} with keys that are not in ${ring.file}`, { wayOut });
}
