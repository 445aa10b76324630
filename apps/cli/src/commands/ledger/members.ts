import {
  type Bundle,
  bundleFingerprint,
  bundleTime,
  formatBundle,
  policyNow,
  type Roster,
} from "@rahdari/ledger";
import { instantText } from "@rahdari/units";
import { type Arguments, readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { refuseExisting, writeNew } from "../../ledger/files.ts";
import { KeyRing } from "../../ledger/key-ring.ts";
import { PLACE_OPTIONS, type Place, placeOf } from "../../ledger/place.ts";
import { openToRead, openToWrite } from "../../ledger/reach.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";

const OPTIONS = {
  ...PLACE_OPTIONS,
  bundle: { type: "string" },
  publish: { type: "boolean" },
  json: { type: "boolean" },
} as const;

/**
 * `rahdari ledger members DIR [--bundle FILE] [--publish]`: members, keys, policies and proposals; `--bundle`
 * writes what verifiers need, `--publish` has the ledger write members and keys down first, so that it is as of now.
 */
export async function membersCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR } = args.expect("DIR");
  const file = args.text("bundle");
  if (file !== undefined) await refuseExisting(file);
  const place = await placeOf(args, DIR);
  const bundle = args.flag("publish") ? await published(place, io) : await known(place, io);
  const { roster, leaf, proof, handovers } = bundle;
  if (file !== undefined) await writeNew(file, formatBundle(roster, leaf, proof, handovers));
  tell(bundle, file, args, io);
  return EXIT.answer;
}

async function known(place: Place, io: Io): Promise<Bundle> {
  const reach = await openToRead(place, io);
  try {
    return await reach.bundle();
  } finally {
    await reach.close();
  }
}

async function published(place: Place, io: Io): Promise<Bundle> {
  const reach = await openToWrite(place, await KeyRing.open(place.directory, io), io);
  try {
    if (reach.engine) await reach.engine.publishRoster();
    else {
      throw new Trouble("not-here", reach.at, "only the node that puts the ledger in order publishes", {
        wayOut: "leave --publish out, or run it on that node while it is not being served",
      });
    }
    return await reach.bundle();
  } finally {
    await reach.close();
  }
}

function tell(bundle: Bundle, file: string | undefined, args: Arguments, io: Io): void {
  const { roster } = bundle;
  const asOf = instantText(bundleTime(bundle));
  if (args.flag("json")) {
    io.out(
      `${JSON.stringify({ ...roster, fingerprint: bundleFingerprint(bundle), asOf, bundle: file ?? null }, null, 2)}\n`,
    );
    return;
  }
  const lines = [
    `${roster.origin}: ${roster.agreement}`,
    `As of ${asOf}; fingerprint ${bundleFingerprint(bundle)}`,
    "",
    ...memberLines(roster),
    "",
    ...policyLines(roster),
    ...proposalLines(roster),
    ...(file === undefined ? [] : ["", `Bundle: ${file}`]),
  ];
  io.out(`${lines.map(printable).join("\n")}\n`);
}

function memberLines({ members, keys }: Roster): string[] {
  return members.flatMap(({ id, name, kind, from, until }) => [
    `${id}  ${name}, ${kind}${span(from, until)}`,
    ...keys
      .filter((key) => key.member === id)
      .map(({ id: key, role, of, from: begin, until: end, doubtfulFrom }) => {
        const doubt = doubtfulFrom === null ? "" : `; compromised, doubtful from entry ${doubtfulFrom} on`;
        return `    ${key}  ${role}${of === null ? "" : ` ${of}`}${span(begin, end)}${doubt}`;
      }),
  ]);
}

function policyLines(roster: Roster): string[] {
  const { text, from } = policyNow(roster);
  const log = /^log (\S+)/m.exec(text)?.[1] ?? "";
  const need = /^group \S+ (\d+)(.*)$/m.exec(text);
  const who = need ? `${need[1]} of${need[2]?.replaceAll(/ (?=\S)/g, " ")}` : "nobody";
  return [`Policy since entry ${from}: ${who} cosign${need ? "" : "s"}`, `Log: ${log}`];
}

function proposalLines({ proposals }: Roster): string[] {
  return proposals.map(({ index, action, yes, no, state }) => {
    const what = action.type === "join" ? `${action.member.id} joins` : `${action.id} leaves`;
    const votes = `yes ${yes.join(" ") || "none"}${no.length > 0 ? `, no ${no.join(" ")}` : ""}`;
    return `Proposal ${index}: ${what}; ${state === "adopted" ? "adopted, to be accepted" : state}; ${votes}`;
  });
}

function span(from: number, until: number | null): string {
  const begin = from === 0 ? "" : `, from entry ${from}`;
  return until === null ? begin : `${begin}, ended at entry ${until}`;
}
