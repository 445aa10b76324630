import type { Files } from "../../src/disk/files.ts";

/**
 * Files of a process that kills itself at the n-th operation that changes the disk: `before` it, or in the
 * `middle` of it where it is a write.
 */
export function killingFiles(
  files: Files,
  n: number,
  when: "before" | "middle",
): Files & { readonly done: () => readonly string[] } {
  const done: string[] = [];
  const die = () => {
    process.kill(process.pid, "SIGKILL");
    // The signal takes a moment: nothing more may happen meanwhile.
    return new Promise<never>(() => {});
  };
  const next = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    done.push(what);
    return done.length === n && when === "before" ? die() : work();
  };
  return {
    done: () => done,
    read: (path) => files.read(path),
    list: (directory) => files.list(directory),
    makeDirectory: (directory) => next("makeDirectory", () => files.makeDirectory(directory)),
    create: (path) =>
      next("create", async () => {
        const file = await files.create(path);
        return {
          write: (bytes) =>
            next("write", async () => {
              if (done.length !== n) return file.write(bytes);
              await file.write(bytes.subarray(0, bytes.length / 2));
              return die();
            }),
          sync: () => next("sync", () => file.sync()),
          close: () => file.close(),
        };
      }),
    rename: (from, to) => next("rename", () => files.rename(from, to)),
    remove: (path) => next("remove", () => files.remove(path)),
    syncDirectory: (directory) => next("syncDirectory", () => files.syncDirectory(directory)),
  };
}
