import { type MemberEntry, parseMemberEntry } from "@rahdari/ledger";
import { readArguments } from "../../arguments.ts";
import type { ExitCode, Io } from "../../io.ts";
import { readInputFile } from "../../ledger/files.ts";
import { governAs } from "../../ledger/govern-event.ts";
import { countIn, memberIn } from "../../ledger/inputs.ts";
import { PLACE_OPTIONS, placeOf } from "../../ledger/place.ts";
import { rootOf, type Speaker, signerOf } from "../../ledger/speaker.ts";
import { readAs } from "../../ledger/trouble.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  ...PLACE_OPTIONS,
  as: { type: "string" },
  join: { type: "string" },
  leave: { type: "string" },
  json: { type: "boolean" },
} as const;

/** `rahdari ledger propose DIR --as PK --join kg.json` or `--leave KG`: put to the vote by an authority. */
export async function proposeCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR } = args.expect("DIR");
  const [join, leave] = [args.text("join"), args.text("leave")];
  if ((join === undefined) === (leave === undefined)) {
    const message = "say who joins or leaves: --join ENTRY, or --leave MEMBER";
    throw new UsageError("missing-argument", { option: "--join", message });
  }
  const action =
    join === undefined ? { type: "leave", id: leave ?? "" } : { type: "join", member: await entryIn(join) };
  const draft = { kind: "member.propose", body: { action } };
  return (await governAs(await placeOf(args, DIR), memberIn(args), async () => ({ draft }), args, io)).code;
}

/** `rahdari ledger vote DIR PROPOSAL yes|no --as AF`. */
export async function voteCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR, PROPOSAL, VOTE } = args.expect("DIR", "PROPOSAL", "VOTE");
  if (VOTE !== "yes" && VOTE !== "no")
    throw new UsageError("bad-option", { option: "VOTE", message: `not yes or no: ${VOTE}` });
  const body = { proposal: countIn(PROPOSAL, "PROPOSAL"), yes: VOTE === "yes" };
  const draft = { kind: "member.vote", body };
  return (await governAs(await placeOf(args, DIR), memberIn(args), async () => ({ draft }), args, io)).code;
}

/** `rahdari ledger accept DIR PROPOSAL --as KG --node URL`: the newcomer, with its own root, is a member from then on. */
export async function acceptCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR, PROPOSAL } = args.expect("DIR", "PROPOSAL");
  const member = memberIn(args);
  const draft = { kind: "member.accept", body: { proposal: countIn(PROPOSAL, "PROPOSAL") } };
  // The ledger does not know a newcomer's root yet.
  const own = async (speaker: Speaker) => ({
    draft,
    signer: rootOf(speaker.ring, member) ?? (await signerOf(speaker)),
  });
  return (await governAs(await placeOf(args, DIR), member, own, args, io)).code;
}

async function entryIn(file: string): Promise<MemberEntry> {
  const bytes = await readInputFile(file, 100_000);
  return readAs(file, () => parseMemberEntry(bytes));
}
