import { fileURLToPath } from "node:url";
import { bundleFingerprint, formatBundle } from "@rahdari/ledger";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { exists, readInputFile, refuseExisting, writeNew } from "../../ledger/files.ts";
import { withBundle } from "../../ledger/pages.ts";
import { PLACE_OPTIONS, placeOf } from "../../ledger/place.ts";
import { openToRead } from "../../ledger/reach.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  ...PLACE_OPTIONS,
  out: { type: "string" },
  page: { type: "string" },
  json: { type: "boolean" },
} as const;

const BUILT = fileURLToPath(new URL("../../../../web/dist/verify.html", import.meta.url));
const MAX_BYTES = 20_000_000;

/** `rahdari ledger page DIR --out verify.html`: the page that verifies with the network off, the ledger's bundle in it. */
export async function pageCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR } = args.expect("DIR");
  const [out, page] = [args.text("out"), args.text("page") ?? BUILT];
  if (out === undefined)
    throw new UsageError("missing-argument", { option: "--out", message: "say where it goes: --out FILE" });
  await refuseExisting(out);
  if (page === BUILT && !(await exists(page))) {
    throw new Trouble("not-built", page, "the verifying page has not been built", {
      wayOut: "run npm start once, or name a page with --page FILE",
    });
  }
  const text = new TextDecoder().decode(await readInputFile(page, MAX_BYTES));
  const reach = await openToRead(await placeOf(args, DIR), io);
  try {
    const bundle = await reach.bundle();
    const { roster, leaf, proof, handovers } = bundle;
    await writeNew(out, withBundle(text, formatBundle(roster, leaf, proof, handovers), page));
    if (args.flag("json"))
      io.out(
        `${JSON.stringify({ page: out, origin: roster.origin, fingerprint: bundleFingerprint(bundle) }, null, 2)}\n`,
      );
    else io.out(`${printable(out)}: verifies ${roster.origin}; fingerprint ${bundleFingerprint(bundle)}\n`);
    return EXIT.answer;
  } finally {
    await reach.close();
  }
}
