import { resolve } from "node:path";
import { keyId, MemberEntry, Office } from "@rahdari/ledger";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { base64, entryOf } from "../../ledger/entry-of.ts";
import { refuseExisting, writeNew } from "../../ledger/files.ts";
import { changeKeys, keystoreFile } from "../../ledger/key-ring.ts";
import { namedMember } from "../../ledger/named-member.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  node: { type: "string" },
  entry: { type: "string" },
  neutral: { type: "boolean" },
  json: { type: "boolean" },
} as const;

/**
 * `rahdari ledger enrol DIR PK="Pakistan Customs" --node pk.example/node --entry pk.json` makes the keys of a
 * member in its own directory and writes the public entry that goes into a charter or a proposal.
 * `rahdari ledger enrol DIR PK/torkham` makes the key of an office.
 */
export async function enrolCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR, WHO } = args.expect("DIR", "WHO");
  const directory = resolve(DIR);
  const file = args.text("entry");
  const office = /^([^=/]+)\/([^=/]+)$/.exec(WHO);
  if (office) return enrolOffice(directory, WHO, office[2] ?? "", args.flag("json"), io);
  const { id, name } = namedMember(WHO, "WHO");
  if (file === undefined) {
    const message = "say where the public entry goes: --entry FILE";
    throw new UsageError("missing-argument", { option: "--entry", message });
  }
  await refuseExisting(file);
  const kind = args.flag("neutral") ? ("cosigner" as const) : ("authority" as const);
  const applicant = { id, name, kind, node: args.text("node") ?? null };
  const entry = await changeKeys(directory, io, (ring) => checked(entryOf(ring, applicant)));
  await writeNew(file, `${JSON.stringify(entry, null, 2)}\n`);
  if (args.flag("json"))
    io.out(`${JSON.stringify({ entry, file, keystore: keystoreFile(directory) }, null, 2)}\n`);
  else io.out(enrolled(entry, file, keystoreFile(directory)));
  return EXIT.answer;
}

async function enrolOffice(
  directory: string,
  author: string,
  office: string,
  asJson: boolean,
  io: Io,
): Promise<ExitCode> {
  const { id } = namedMember(author.slice(0, author.indexOf("/")), "WHO");
  if (!Office.safeParse(office).success) {
    const message = `not an office of ${id}, such as ${id}/torkham: ${author}`;
    throw new UsageError("bad-option", { option: "WHO", message });
  }
  const { signer } = await changeKeys(directory, io, (ring) => ring.make(author));
  const key = { author, key: base64(signer), id: keyId(signer.publicKey), keystore: keystoreFile(directory) };
  if (asJson) io.out(`${JSON.stringify(key, null, 2)}\n`);
  else {
    io.out(
      `Key ${key.id} of ${author} is in ${printable(key.keystore)}.\n` +
        `${id} registers it: rahdari ledger key add DIR --as ${id} --office ${office} --key ${key.key}\n`,
    );
  }
  return EXIT.answer;
}

function checked(entry: MemberEntry): MemberEntry {
  const read = MemberEntry.safeParse(entry);
  if (read.success) return entry;
  const [issue] = read.error.issues;
  const at = issue?.path[0] === "node" ? "--node" : "WHO";
  throw new Trouble("bad-entry", at, issue?.message ?? "is no member");
}

function enrolled({ id, kind, name, node }: MemberEntry, file: string, keystore: string): string {
  const lines = [
    `${id} (${name}), ${kind}: keys in ${keystore}, public entry in ${file}.`,
    `Private: ${id} root, ${id} root 2 (held back, takes the place of the first)${node ? `, ${id} node` : ""}.`,
    "Keep a copy of the keystore and its passphrase apart; hand the entry on.",
  ];
  return `${lines.map(printable).join("\n")}\n`;
}
