import { resolve } from "node:path";
import { Author } from "@rahdari/ledger";
import { type Arguments, readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { machineIn } from "../../ledger/machines.ts";
import { namedMember } from "../../ledger/named-member.ts";
import { foundTrial, type Trial, type TrialNode } from "../../ledger/trial.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  origin: { type: "string" },
  agreement: { type: "string" },
  member: { type: "string", multiple: true },
  office: { type: "string", multiple: true },
  engine: { type: "string" },
  machine: { type: "string" },
  port: { type: "string" },
  json: { type: "boolean" },
} as const;

const DEFAULT_PORT = 9100;

/**
 * `rahdari ledger init DIR --origin example.org/qtta/1 --member PK --member AF --office PK/torkham`: a ledger to
 * try on one machine, all keys in one hand.
 */
export async function initCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR } = args.expect("DIR");
  const trial = trialIn(args, resolve(DIR));
  const nodes = await foundTrial(trial, io);
  if (args.flag("json")) {
    const { origin, engine, members, offices } = trial;
    io.out(
      `${JSON.stringify({ directory: trial.directory, origin, engine, members, offices, nodes }, null, 2)}\n`,
    );
  } else io.out(report(DIR, trial, nodes));
  return EXIT.answer;
}

function trialIn(args: Arguments, directory: string): Trial {
  const origin = args.text("origin");
  if (origin === undefined) {
    const message = "give the ledger a name that nobody else uses, such as example.org/qtta/1";
    throw new UsageError("missing-argument", { option: "--origin", message });
  }
  const members = args.all("member").map((text) => namedMember(text, "--member"));
  if (members.length === 0) {
    const message = 'name who takes part, such as --member PK="Pakistan Customs" --member AF';
    throw new UsageError("missing-argument", { option: "--member", message });
  }
  const offices = args.list("office");
  for (const office of offices) {
    if (Author.safeParse(office).success && office.includes("/")) continue;
    const message = `not an office of a member, such as PK/torkham: ${office}`;
    throw new UsageError("bad-option", { option: "--office", message });
  }
  return {
    directory,
    origin,
    agreement: args.text("agreement") ?? `Trial of ${origin}`,
    machine: machineIn(args),
    members,
    offices,
    engine: args.choice("engine", ["alone", "cosigned"]) ?? "alone",
    port: portIn(args, members.length),
  };
}

function portIn(args: Arguments, more: number): number {
  const port = args.number("port") ?? DEFAULT_PORT;
  if (Number.isInteger(port) && port >= 1 && port + more <= 65_535) return port;
  throw new UsageError("bad-option", { option: "--port", message: `not a port: ${port}` });
}

function report(directory: string, trial: Trial, nodes: readonly TrialNode[]): string {
  const { origin, agreement, members, offices, engine } = trial;
  const [office = `${members[0]?.id}/OFFICE`] = offices;
  const own = engine === "alone" ? directory : `${directory}/${office.split("/", 1)[0]?.toLowerCase()}`;
  const n = members.length;
  const lines = [
    `${origin}: ${agreement}`,
    ...members.map(({ id, name }) => `  ${id}  ${name}`),
    engine === "alone"
      ? "  one node keeps it; nobody cosigns"
      : `  ${Math.floor((2 * n) / 3) + 1} of ${n} nodes cosign`,
    ...(offices.length > 0 ? [`  offices registered: ${offices.join(", ")}`] : []),
    "",
    "This is a trial: the keys of all members are in one hand. In earnest each authority makes its own:",
    "  rahdari ledger help   (enrol, charter, seal, found, join)",
    "",
    "Go on:",
    ...(engine === "alone"
      ? []
      : nodes.map(({ part, port }) => `  rahdari ledger serve ${directory}/${part} --port ${port} &`)),
    `  echo '{"right":"TRIAL-1","kind":"permit","unit":"permit","cap":10,"users":["${members[0]?.id}"],"expires":null}' |`,
    `    rahdari ledger append ${own} --as ${office} right.grant -`,
    `  rahdari ledger members ${own} --bundle bundle.json`,
    `  rahdari verify ${own}/receipts/*/${office.replace("/", "~")}/0-final.json --bundle bundle.json`,
  ];
  return `${lines.map(printable).join("\n")}\n`;
}
