import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { LEDGER_HELP } from "../../ledger-help.ts";
import { nearest } from "../../nearest.ts";
import { UsageError } from "../../usage-error.ts";
import { addressCommand } from "./address.ts";
import { appendCommand } from "./append.ts";
import { charterCommand } from "./charter.ts";
import { checkpointCommand } from "./checkpoint.ts";
import { enrolCommand } from "./enrol.ts";
import { foundCommand } from "./found.ts";
import { fsckCommand } from "./fsck.ts";
import { initCommand } from "./init.ts";
import { joinCommand } from "./join.ts";
import { keyCommand } from "./key.ts";
import { membersCommand } from "./members.ts";
import { pageCommand } from "./page.ts";
import { proveCommand } from "./prove.ts";
import { reconcileCommand } from "./reconcile.ts";
import { resumeCommand } from "./resume.ts";
import { sealCommand } from "./seal.ts";
import { serveCommand } from "./serve.ts";
import { acceptCommand, proposeCommand, voteCommand } from "./vote.ts";
import { witnessCommand } from "./witness.ts";

type Command = (args: readonly string[], io: Io) => ExitCode | Promise<ExitCode>;

const COMMANDS: Readonly<Record<string, Command>> = {
  init: initCommand,
  enrol: enrolCommand,
  charter: charterCommand,
  seal: sealCommand,
  found: foundCommand,
  join: joinCommand,
  serve: serveCommand,
  witness: witnessCommand,
  append: appendCommand,
  reconcile: reconcileCommand,
  resume: resumeCommand,
  prove: proveCommand,
  checkpoint: checkpointCommand,
  members: membersCommand,
  key: keyCommand,
  propose: proposeCommand,
  vote: voteCommand,
  accept: acceptCommand,
  address: addressCommand,
  fsck: fsckCommand,
  page: pageCommand,
  help: showHelp,
};

/** `rahdari ledger VERB ...`. */
export function ledgerCommand([verb, ...args]: readonly string[], io: Io): ExitCode | Promise<ExitCode> {
  if (verb === undefined) {
    io.err(LEDGER_HELP);
    return EXIT.badInput;
  }
  const command = Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb] : undefined;
  if (command) return command(args, io);
  const suggestions = nearest(verb, Object.keys(COMMANDS)).map((name) => `ledger ${name}`);
  throw new UsageError("unknown-command", {
    option: `ledger ${verb}`,
    message: "no such command",
    suggestions,
  });
}

function showHelp(_args: readonly string[], io: Io): ExitCode {
  io.out(LEDGER_HELP);
  return EXIT.answer;
}
