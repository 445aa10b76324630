import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Trouble } from "./trouble.ts";

/** Writes a file whole or not at all, on the disk when this resolves; `mode` 0o600 for what is private. */
export async function writeWhole(path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const directory = dirname(resolve(path));
  await mkdir(directory, { recursive: true });
  const temporary = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    const handle = await open(temporary, "wx", mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(directory);
}

/** The same for a file that must not be there yet. */
export async function writeNew(path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  await refuseExisting(path);
  await writeWhole(path, content, mode);
}

/** Throws Trouble `exists` early, before work that would end in a file which is there. */
export async function refuseExisting(path: string): Promise<void> {
  if (!(await exists(path))) return;
  throw new Trouble("exists", path, "is there already and is not overwritten", {
    wayOut: "give another name, or move it away",
  });
}

/** The bytes of a file that has to be there, `limit` at most. */
export async function readInputFile(path: string, limit: number): Promise<Uint8Array> {
  const { size } = await stat(path).catch((error) => {
    throw new Trouble("no-such-file", path, "cannot be read", { cause: error });
  });
  if (size > limit) throw new Trouble("oversize", path, `has ${size} bytes; at most ${limit} are taken`);
  return new Uint8Array(await readFile(path));
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
