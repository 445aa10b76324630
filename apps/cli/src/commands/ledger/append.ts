import { randomBytes } from "node:crypto";
import {
  commitTo,
  type Draft,
  formatOpening,
  type JsonObject,
  type Opening,
  type PlacedEvent,
} from "@rahdari/ledger";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { writeNew } from "../../ledger/files.ts";
import { authorIn, instantIn, kindIn, objectIn } from "../../ledger/inputs.ts";
import { DEFAULT_MACHINE, machineOf } from "../../ledger/machines.ts";
import { PLACE_OPTIONS, type Place, placeOf } from "../../ledger/place.ts";
import { signerOf, speakAs } from "../../ledger/speaker.ts";
import { type Stated, stateEvent } from "../../ledger/state-event.ts";
import { statedExit, statedText } from "../../ledger/stated-text.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  ...PLACE_OPTIONS,
  as: { type: "string" },
  private: { type: "string" },
  opening: { type: "string" },
  at: { type: "string" },
  journal: { type: "boolean" },
  anyway: { type: "boolean" },
  json: { type: "boolean" },
} as const;

/**
 * `rahdari ledger append DIR --as PK/torkham KIND [BODY.json|-]`: 0 when it is final and accepted, or was meant to
 * stay in the journal; 1 when the ledger rejects it; 69 when it stays provisional because the ledger is away.
 */
export async function appendCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const [directory, kind, body] = parts(args.positionals);
  const [author, at] = [authorIn(args), instantIn(args, "at")];
  const offline = args.flag("journal");
  const place = await placeOf(args, directory, { offline });
  const secret = await secretIn(args.text("private"), args.text("opening"), io);
  const draft: Draft = {
    kind: kindIn(kind),
    body: body === undefined ? {} : await objectIn(body, io),
    ...(secret && { commit: secret.commit }),
    ...(at !== undefined && { at }),
  };
  checkForm(place, author, draft, io);
  const keep = secret && (() => writeNew(secret.file, formatOpening(secret.opening), 0o600));
  const stated = await speakAs(place, author, io, { offline }, async (speaker) => {
    const signer = await signerOf(speaker);
    return stateEvent({ ...speaker, signer, draft, keep, anyway: args.flag("anyway") }, io);
  });
  tell(stated, secret?.file, args.flag("json"), io);
  return offline ? EXIT.answer : statedExit(stated);
}

function parts([directory, kind, body, surplus]: readonly string[]): [string, string, string | undefined] {
  if (directory === undefined || kind === undefined) {
    const option = directory === undefined ? "DIR" : "KIND";
    throw new UsageError("missing-argument", { option, message: "is missing" });
  }
  if (surplus !== undefined)
    throw new UsageError("too-many-arguments", { option: surplus, message: "was not expected" });
  return [directory, kind, body];
}

type Secret = { readonly file: string; readonly commit: Uint8Array; readonly opening: Opening };

/** Fields that are committed to and not shown; without its opening the payload could never be shown again. */
async function secretIn(
  payload: string | undefined,
  file: string | undefined,
  io: Io,
): Promise<Secret | undefined> {
  if (payload === undefined && file === undefined) return undefined;
  if (payload === undefined || file === undefined) {
    const option = payload === undefined ? "--private" : "--opening";
    const message =
      "--private FILE and --opening FILE belong together: the second keeps what opens the first";
    throw new UsageError("missing-argument", { option, message });
  }
  const fields: JsonObject = await objectIn(payload, io);
  if (Object.keys(fields).length === 0)
    throw new UsageError("bad-option", { option: "--private", message: `${payload} has no fields` });
  return { file, ...commitTo(fields, (bytes) => new Uint8Array(randomBytes(bytes))) };
}

/** Refuses what no state of the ledger could accept, before it is in the journal for ever. */
function checkForm({ config }: Place, author: string, { kind, body }: Draft, io: Io): void {
  if (/^(key|member)\./.test(kind)) return;
  const now = io.now().getTime() as PlacedEvent["at"];
  const member = author.split("/", 1)[0] ?? "";
  const machine = machineOf(config?.charter.machine ?? DEFAULT_MACHINE);
  const event = { index: 0, received: now, at: now, author, member, kind, body, commit: null };
  const verdict = machine.apply(machine.initial, event);
  if (!("rejection" in verdict)) return;
  const { code, path = "" } = verdict.rejection;
  if (code === "kind/unknown")
    throw new Trouble(code, "KIND", `${machine.name} knows no events of the kind ${kind}`);
  if (code === "body/malformed")
    throw new Trouble(code, `BODY#${path}`, `is not what ${kind} takes here; nothing was written`);
}

function tell(stated: Stated, opening: string | undefined, asJson: boolean, io: Io): void {
  if (asJson) io.out(`${JSON.stringify({ ...stated, opening: opening ?? null }, null, 2)}\n`);
  else io.out(statedText(stated, opening));
}
