import { randomUUID } from "node:crypto";
import { link, open, readFile, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { LedgerError } from "../fault.ts";

/** A directory that is this process's to write, until it is released. */
export type Lock = { release(): Promise<void> };

type Holder = { readonly pid: number; readonly host: string; readonly started: string | null };

/**
 * Takes a directory for this process by a file in it. A file that a process left behind which is no longer there
 * is taken over; on another host it cannot be told, and the file has to be removed by hand. Throws LedgerError
 * `locked`.
 */
export async function lockDirectory(directory: string): Promise<Lock> {
  const file = `${directory}/lock`;
  const own: Holder = { pid: process.pid, host: hostname(), started: await startOf(process.pid) };
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await claim(file, own)) return { release: () => rm(file, { force: true }) };
    const holder = await readHolder(file);
    if (!holder) continue;
    if (!(await isGone(holder))) throw locked(file, holder);
    await moveAway(file, holder);
  }
  throw locked(file, await readHolder(file));
}

/** The file is there with its holder or not at all: one without a holder could not be taken over by anybody. */
async function claim(file: string, holder: Holder): Promise<boolean> {
  const own = `${file}.${randomUUID()}`;
  try {
    const handle = await open(own, "wx", 0o644);
    try {
      await handle.writeFile(JSON.stringify(holder));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** Of two that find a lock left behind, one moves it away; who moves away the other's new one puts it back. */
async function moveAway(file: string, left: Holder): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
    const moved = await readHolder(aside);
    if (JSON.stringify(moved) !== JSON.stringify(left)) await link(aside, file);
  } catch {
    // Taken or put back by another process: the next attempt shows.
  }
  await rm(aside, { force: true });
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

async function isGone({ pid, host, started }: Holder): Promise<boolean> {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
  // Another process may have its number by now.
  return started !== null && (await startOf(pid)) !== started;
}

/** When a process began, in ticks since the machine did; null where the system does not tell (only Linux does). */
async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function locked(file: string, holder: Holder | undefined): LedgerError {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : "another process";
  return new LedgerError({ code: "locked", file, holder: who });
}
