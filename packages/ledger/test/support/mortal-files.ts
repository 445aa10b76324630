import type { Files } from "../../src/disk/files.ts";
import { Killed } from "./crash-files.ts";

/** Files of one life of a process: after `end`, whatever still runs of it reaches the disk no more. */
export function mortal(files: Files): { readonly files: Files; readonly end: () => void } {
  let ended = false;
  const alive = <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      if (ended) throw new Killed();
      return call(...args);
    };
  };
  return {
    end: () => {
      ended = true;
    },
    files: {
      read: alive((path) => files.read(path)),
      list: alive((directory) => files.list(directory)),
      makeDirectory: alive((directory) => files.makeDirectory(directory)),
      create: alive(async (path) => {
        const file = await files.create(path);
        return {
          write: alive((bytes) => file.write(bytes)),
          sync: alive(() => file.sync()),
          close: () => file.close(),
        };
      }),
      rename: alive((from, to) => files.rename(from, to)),
      remove: alive((path) => files.remove(path)),
      syncDirectory: alive((directory) => files.syncDirectory(directory)),
    },
  };
}
