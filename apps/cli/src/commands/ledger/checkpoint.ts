import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatCheckpoint, parseCheckpoint, type SignedCheckpoint } from "@rahdari/ledger";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { ledgerPath } from "../../ledger/node-directory.ts";
import { PLACE_OPTIONS, type Place, placeOf } from "../../ledger/place.ts";
import { openToRead } from "../../ledger/reach.ts";
import { readAs } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";

const OPTIONS = { ...PLACE_OPTIONS, json: { type: "boolean" } } as const;

/** `rahdari ledger checkpoint DIR [--node URL]`: the last final one; of a cosigner's directory, its own last one. */
export async function checkpointCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR } = args.expect("DIR");
  const checkpoint = await checkpointOf(await placeOf(args, DIR), io);
  const text = formatCheckpoint(checkpoint);
  if (!args.flag("json")) {
    io.out(`${text.split("\n").map(printable).join("\n")}`);
    return EXIT.answer;
  }
  const { origin, size, root, note } = checkpoint;
  const signatures = note.signatures.map(({ name, id }) => ({ name, id }));
  const body = { origin, size: Number(size), root: Buffer.from(root).toString("base64"), signatures, text };
  io.out(`${JSON.stringify(body, null, 2)}\n`);
  return EXIT.answer;
}

async function checkpointOf(place: Place, io: Io): Promise<SignedCheckpoint> {
  const file = join(ledgerPath(place.directory, place.origin), "log", "checkpoint");
  if (place.config?.role === "cosigner" && place.url === undefined) {
    const own = await readFile(file).catch(() => undefined);
    if (own) return readAs(file, () => parseCheckpoint(new Uint8Array(own)));
  }
  const reach = await openToRead(place, io);
  try {
    return await reach.checkpoint();
  } finally {
    await reach.close();
  }
}
