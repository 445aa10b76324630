import { toHex } from "../bytes/text.ts";
import type { Files } from "../disk/files.ts";
import { replayEntry } from "../execute/replay.ts";
import { formatSnapshot, parseSnapshot } from "../execute/snapshot.ts";
import type { ExecState } from "../execute/state.ts";
import { LedgerError } from "../fault.ts";
import type { DiskLog } from "../log/disk-log.ts";
import type { StateMachine } from "../machine/state-machine.ts";
import { rootAt } from "../tree/prove.ts";

const SNAPSHOT = "snapshot";
const CHUNK = 4_096;

/** The state after the first `size` entries: from the last snapshot that belongs to them, then entry by entry. */
export async function restoreState<App>(
  machine: StateMachine<App>,
  log: DiskLog,
  { files, directory, size, onProgress }: Restore,
): Promise<ExecState<App>> {
  const saved = await readSnapshot(machine, log, { files, directory, size });
  const state = await replayTo(machine, log, saved, size, onProgress);
  if (!state)
    throw new LedgerError({ code: "not-found", what: `a ledger in ${directory}: its log has no entries` });
  return state;
}

export type Restore = {
  readonly files: Files;
  readonly directory: string;
  readonly size: number;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

/** The state after the first `size` entries, from a state on the way there; undefined where there are none. */
export async function replayTo<App, From extends ExecState<App> | undefined>(
  machine: StateMachine<App>,
  log: DiskLog,
  from: From,
  size: number,
  onProgress?: (done: number, total: number) => void,
): Promise<From | ExecState<App>> {
  let state: From | ExecState<App> = from;
  for (let at = from?.size ?? 0; at < size; at += CHUNK) {
    const end = Math.min(size, at + CHUNK);
    for (const leaf of await log.entries(at, end)) state = replayEntry(machine, state, leaf);
    onProgress?.(end, size);
  }
  return state;
}

/** Saves a state whose entries are on the disk. */
export async function saveSnapshot<App>(
  machine: StateMachine<App>,
  log: DiskLog,
  state: ExecState<App>,
): Promise<void> {
  const size = BigInt(state.size);
  const root = await rootAt(size, log.nodesAt(BigInt(log.size)));
  await log.writeFile(SNAPSHOT, formatSnapshot(machine, state, root));
}

async function readSnapshot<App>(
  machine: StateMachine<App>,
  log: DiskLog,
  { files, directory, size }: Restore,
): Promise<ExecState<App> | undefined> {
  const bytes = await files.read(`${directory}/${SNAPSHOT}`);
  const saved = bytes && parseSnapshot(machine, bytes);
  if (!saved || saved.state.size > size) return undefined;
  const root = await rootAt(BigInt(saved.state.size), log.nodesAt(BigInt(log.size)));
  return toHex(root) === saved.root ? saved.state : undefined;
}
