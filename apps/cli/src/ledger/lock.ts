import { mkdir } from "node:fs/promises";
import { lockDirectory } from "@rahdari/ledger";

/** Does some work while a directory, made where it is not there, is this process's to write. */
export async function withLock<Result>(directory: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(directory);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
