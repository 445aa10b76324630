import { MirrorLog, nodeFiles, type StateMachine } from "@rahdari/ledger";
import type { Followed } from "@rahdari/server";
import type { TransitState } from "@rahdari/transit";
import type { EpochMs } from "@rahdari/units";
import type { Io } from "../io.ts";
import { machineOf } from "../ledger/machines.ts";
import { ledgerPath } from "../ledger/node-directory.ts";
import type { Place } from "../ledger/place.ts";
import { openToRead } from "../ledger/reach.ts";
import { Trouble } from "../ledger/trouble.ts";
import { progressLine } from "../progress.ts";

/** The ledger as a directory has it; `state` is undefined where a node that cosigns has seen nothing yet. */
export type KeptLedger = {
  readonly followed: Followed | undefined;
  close(): Promise<void>;
};

/** Opens the ledger that a directory keeps to read it, whether it is put in order there or cosigned: without keys. */
export async function openKept(place: Place, io: Io): Promise<KeptLedger> {
  const { directory, origin, config } = place;
  if (config?.role === "cosigner") return openMirror(place, config.charter, io);
  const reach = await openToRead({ ...place, url: undefined }, io);
  if (reach.engine) return { followed: reach.engine as unknown as Followed, close: () => reach.close() };
  await reach.close();
  throw new Trouble("no-ledger", directory, `does not keep ${origin}`);
}

type Charter = NonNullable<Place["config"]>["charter"];

async function openMirror({ directory, origin }: Place, charter: Charter, io: Io): Promise<KeptLedger> {
  const progress = progressLine(io, `Reading ${origin}`);
  try {
    const mirror = await MirrorLog.open({
      files: nodeFiles,
      directory: `${ledgerPath(directory, origin)}/log`,
      charter,
      machine: machineOf(charter.machine) as StateMachine<unknown> as StateMachine<TransitState>,
      source: () => Promise.reject(new Error("opened to read only")),
      now: () => io.now().getTime() as EpochMs,
      onProgress: progress.report,
    });
    const { state } = mirror;
    const entries: Followed["entries"] = (from, to) => mirror.log.entries(from, to);
    const followed = state && { origin, state, entries, subscribe: () => () => {} };
    return { followed, close: async () => {} };
  } finally {
    progress.finish();
  }
}
