import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import type { Files } from "./files.ts";

/** The machine's own files. */
export const nodeFiles: Files = {
  read: (path) => orAbsent(readFile(path), undefined),
  list: (directory) => orAbsent(readdir(directory), []),
  async makeDirectory(directory) {
    await mkdir(directory, { recursive: false }).catch((error) => {
      if (codeOf(error) !== "EEXIST") throw error;
    });
  },
  async create(path) {
    const handle = await open(path, "w", 0o644);
    return {
      write: async (bytes) => handle.writeFile(bytes),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { recursive: true, force: true }),
  async syncDirectory(directory) {
    const handle = await open(directory, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

async function orAbsent<Value, Absent>(read: Promise<Value>, absent: Absent): Promise<Value | Absent> {
  try {
    return await read;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return absent;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}
