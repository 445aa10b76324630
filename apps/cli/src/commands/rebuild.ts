import { type Followed, forgetProjections, Projector } from "@rahdari/server";
import { readArguments } from "../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { PLACE_OPTIONS, placeOf } from "../ledger/place.ts";
import { Trouble } from "../ledger/trouble.ts";
import { progressLine } from "../progress.ts";
import { openKept } from "../transit/kept-ledger.ts";
import { openRecords, troubled } from "../transit/records.ts";

/**
 * `rahdari rebuild DIR [--ledger ORIGIN]`: makes the tables that follow from the ledger anew. Keys, payloads and
 * what else no ledger holds stay as they are. Broken off, it goes on with the next start of the server or the next
 * call.
 */
export async function rebuildCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, { ...PLACE_OPTIONS, json: { type: "boolean" } });
  const { DIR } = args.expect("DIR");
  const place = await placeOf(args, DIR);
  const store = await openRecords(place.directory, place.origin, io);
  try {
    const { followed, close } = await openKept(place, io);
    try {
      if (!followed)
        throw new Trouble("no-ledger", place.directory, `has seen nothing of ${place.origin} yet`);
      const entries = await rebuild(store, followed, io);
      io.out(args.flag("json") ? `${JSON.stringify({ entries })}\n` : `${entries} entries\n`);
    } finally {
      await close();
    }
  } finally {
    await store.close();
  }
  return EXIT.answer;
}

async function rebuild(
  store: Awaited<ReturnType<typeof openRecords>>,
  ledger: Followed,
  io: Io,
): Promise<number> {
  const progress = progressLine(io, "Making the records anew");
  try {
    await forgetProjections(store);
    const projector = await troubled(() => Projector.open({ store, ledger, onProgress: progress.report }));
    const { entries } = projector;
    await projector.close();
    await store.upkeep();
    return entries;
  } finally {
    progress.finish();
  }
}
