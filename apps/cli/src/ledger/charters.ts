import { Charter, checkCharter, LedgerError, parseSealedCharter, type SealedCharter } from "@rahdari/ledger";
import { printable } from "../printable.ts";
import { readInputFile } from "./files.ts";
import { readAs, Trouble } from "./trouble.ts";

const MAX_BYTES = 1_000_000;

/** Reads charters that were sealed by one authority after another, or apart: one charter with all its seals. */
export async function readCharters(files: readonly string[]): Promise<SealedCharter> {
  const read: SealedCharter[] = [];
  for (const file of files) {
    const bytes = await readInputFile(file, MAX_BYTES);
    read.push(readAs(file, () => parseSealedCharter(bytes)));
  }
  const [first] = read;
  if (!first) throw new Trouble("missing-argument", "CHARTER", "is missing");
  const other = read.findIndex(({ charter }) => JSON.stringify(charter) !== JSON.stringify(first.charter));
  if (other >= 0) {
    throw new Trouble("other-charter", files[other] ?? "", `is not the charter of ${files[0]}`, {
      wayOut: "all seals have to stand under one charter, letter by letter",
    });
  }
  const seals = new Map(read.flatMap((one) => one.seals).map((seal) => [seal.member, seal]));
  return { charter: first.charter, seals: [...seals.values()] };
}

/** The same, sealed by all its authorities. */
export async function readSealed(files: readonly string[]): Promise<SealedCharter> {
  const sealed = await readCharters(files);
  try {
    await checkCharter(sealed.charter, sealed.seals);
  } catch (error) {
    if (!(error instanceof LedgerError) || error.fault.code !== "malformed") throw error;
    const { at, detail } = error.fault;
    throw new Trouble("not-sealed", `${files.join(", ")}#${at}`, detail, {
      wayOut: "every authority seals it: rahdari ledger seal DIR CHARTER --as MEMBER --out FILE",
    });
  }
  return sealed;
}

/** What those who seal a charter agree to, for people. */
export function charterText({ agreement, machine, members, origin, quorum }: Charter): string {
  const nodes = members.filter(({ node }) => node !== null).length;
  const lines = [
    `${origin}: ${agreement}`,
    `  state machine ${machine}; ${quorum === "none" ? "one node alone, nobody cosigns" : `${Math.floor((2 * nodes) / 3) + 1} of ${nodes} nodes cosign`}`,
    ...members.map(
      ({ id, name, kind, node }) => `  ${id}  ${name}, ${kind}${node ? `, node ${node.name}` : ""}`,
    ),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

/** Throws Trouble with the option that is at fault. */
export function checkedCharter(charter: Charter): Charter {
  const read = Charter.safeParse(charter);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const [field = "members"] = issue?.path ?? [];
  const at =
    { origin: "--origin", agreement: "--agreement" }[String(field)] ?? `ENTRY#/${issue?.path.join("/")}`;
  throw new Trouble("bad-charter", at, issue?.message ?? "is no charter");
}
