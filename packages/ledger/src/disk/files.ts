/** A file that is being written. */
export interface OpenFile {
  write(bytes: Uint8Array): Promise<void>;
  /** What was written is on the disk when this resolves. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The file operations that a log is made of, one system call each, so that a test can stop between any two.
 * Paths use `/`. Every operation rejects with the system's error.
 */
export interface Files {
  /** The bytes of a file; undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Names in a directory; empty where there is none. */
  list(directory: string): Promise<readonly string[]>;
  /** Makes one directory; nothing happens where it is there. */
  makeDirectory(directory: string): Promise<void>;
  /** Opens a file to be written from its beginning, emptied if it was there. */
  create(path: string): Promise<OpenFile>;
  /** Gives a file another name, replacing what had it, at once. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file, or a directory with all in it; nothing happens where there is none. */
  remove(path: string): Promise<void>;
  /** Names that were made, changed or removed in a directory are on the disk when this resolves. */
  syncDirectory(directory: string): Promise<void>;
}

/**
 * Writes a file whole and durably, except for its name, which is on the disk after `syncDirectory` of its
 * directory: readers see the old file or the new one. Gives the file's directory.
 */
export async function replaceFile(files: Files, path: string, bytes: Uint8Array): Promise<string> {
  await stageFile(files, path, bytes);
  return nameStaged(files, path);
}

/** Writes what is to take a file's place durably beside it. */
export async function stageFile(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.create(`${path}.tmp`);
  try {
    await file.write(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives what was written beside a file the file's name; the name is on the disk after `syncDirectory`. */
export async function nameStaged(files: Files, path: string): Promise<string> {
  await files.rename(`${path}.tmp`, path);
  return directoryOf(path);
}

/** The directory that a path lies in: "/" for "/a", "." for "a". */
export function directoryOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end > 0 ? path.slice(0, end) : end === 0 ? "/" : ".";
}
