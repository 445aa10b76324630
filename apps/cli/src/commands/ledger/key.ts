import { type JsonObject, keyCommitment } from "@rahdari/ledger";
import { type Arguments, readArguments } from "../../arguments.ts";
import type { ExitCode, Io } from "../../io.ts";
import { base64 } from "../../ledger/entry-of.ts";
import { governAs } from "../../ledger/govern-event.ts";
import { countIn, memberIn } from "../../ledger/inputs.ts";
import { PLACE_OPTIONS, type Place, placeOf } from "../../ledger/place.ts";
import { heldBack, type Speaker } from "../../ledger/speaker.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  ...PLACE_OPTIONS,
  as: { type: "string" },
  office: { type: "string" },
  cosigns: { type: "string" },
  key: { type: "string" },
  "compromised-from": { type: "string" },
  json: { type: "boolean" },
} as const;

/**
 * `rahdari ledger key add DIR --as PK --office torkham [--key BASE64]` or `--cosigns pk.example/node`: a key made
 * here, or one that was made elsewhere. `key revoke DIR KEYID --as PK [--compromised-from INDEX]`.
 * `key rotate DIR --as PK`: the root that was held back takes the place of the first.
 */
export async function keyCommand([verb, ...given]: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  if (verb === "add") return add(args, io);
  if (verb === "revoke") return revoke(args, io);
  if (verb === "rotate") return rotate(args, io);
  throw new UsageError("unknown-command", {
    option: `ledger key ${verb ?? ""}`.trimEnd(),
    message: "no such command",
    suggestions: ["ledger key add", "ledger key revoke", "ledger key rotate"],
  });
}

async function add(args: Arguments, io: Io): Promise<ExitCode> {
  const { DIR } = args.expect("DIR");
  const member = memberIn(args);
  const [office, node] = [args.text("office"), args.text("cosigns")];
  if ((office === undefined) === (node === undefined)) {
    const message = "say what the key is for: --office torkham, or --cosigns NODE-NAME";
    throw new UsageError("missing-argument", { option: "--office", message });
  }
  const name = office === undefined ? `${member} node` : `${member}/${office}`;
  const own = async (speaker: Speaker) => {
    const key = args.text("key") ?? (await unregistered(speaker, name));
    const body =
      office === undefined ? { role: "node", of: node ?? "", key } : { role: "office", of: office, key };
    return { draft: { kind: "key.add", body } };
  };
  return (await governAs(await placeOf(args, DIR), member, own, args, io)).code;
}

/** The newest key of a name where the ledger does not know it yet, or a new one. */
async function unregistered({ ring, roster }: Speaker, name: string): Promise<string> {
  const newest = ring.of(name).at(-1);
  const known = newest && roster?.keys.some(({ publicKey }) => publicKey === base64(newest.signer));
  if (newest && !known) return base64(newest.signer);
  return base64((await ring.change(() => ring.make(name))).signer);
}

async function revoke(args: Arguments, io: Io): Promise<ExitCode> {
  const { DIR, KEY } = args.expect("DIR", "KEY");
  const from = args.text("compromised-from");
  const doubtfulFrom = from === undefined ? null : countIn(from, "--compromised-from");
  const reason = doubtfulFrom === null ? "retired" : "compromised";
  const body = { key: KEY, reason, doubtfulFrom };
  return govern(await placeOf(args, DIR), memberIn(args), { kind: "key.revoke", body }, args, io);
}

async function rotate(args: Arguments, io: Io): Promise<ExitCode> {
  const { DIR } = args.expect("DIR");
  const member = memberIn(args);
  const own = (speaker: Speaker) => rotation(speaker, member);
  return (await governAs(await placeOf(args, DIR), member, own, args, io)).code;
}

/** Signed by the root that the last one had committed to; it commits to the one after it. */
async function rotation(speaker: Speaker, member: string) {
  const { ring } = speaker;
  const [root, known] = heldBack(speaker, member);
  // In the keystore before the ledger is told of it; there already where an earlier attempt was broken off.
  const next = known ?? (await ring.change(() => ring.make(`${member} root`)));
  const body: JsonObject = { key: base64(root.signer), next: keyCommitment(next.signer.publicKey) };
  return { draft: { kind: "key.rotate", body }, signer: root.signer };
}

async function govern(
  place: Place,
  member: string,
  draft: { readonly kind: string; readonly body: JsonObject },
  args: Arguments,
  io: Io,
): Promise<ExitCode> {
  return (await governAs(place, member, async () => ({ draft }), args, io)).code;
}
