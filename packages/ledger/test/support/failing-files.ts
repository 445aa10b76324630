import type { Files } from "../../src/disk/files.ts";

export type Operation = keyof Files | "write" | "sync";

/** Files whose operations fail with an error of the system, from the n-th on, until that is over. */
export class FailingFiles {
  readonly #fails: (operation: Operation) => boolean;
  readonly #code: string;
  #at = Infinity;
  #calls = 0;
  readonly files: Files;

  constructor(files: Files, code: string, fails: (operation: Operation) => boolean) {
    this.#code = code;
    this.#fails = fails;
    const after = <Args extends unknown[], Result>(
      operation: Operation,
      work: (...args: Args) => Promise<Result>,
    ) => {
      return async (...args: Args): Promise<Result> => {
        this.#call(operation);
        return work(...args);
      };
    };
    this.files = {
      read: after("read", (path) => files.read(path)),
      list: after("list", (directory) => files.list(directory)),
      makeDirectory: after("makeDirectory", (directory) => files.makeDirectory(directory)),
      create: after("create", async (path) => {
        const file = await files.create(path);
        return {
          write: after("write", (bytes) => file.write(bytes)),
          sync: after("sync", () => file.sync()),
          close: () => file.close(),
        };
      }),
      rename: after("rename", (from, to) => files.rename(from, to)),
      remove: after("remove", (path) => files.remove(path)),
      syncDirectory: after("syncDirectory", (directory) => files.syncDirectory(directory)),
    };
  }

  /** Operations so far of those that can fail. */
  get calls(): number {
    return this.#calls;
  }

  failAt(n: number): void {
    [this.#calls, this.#at] = [0, n];
  }

  /** All is well again; whether it had failed. */
  heal(): boolean {
    const failed = this.#calls >= this.#at;
    this.#at = Infinity;
    return failed;
  }

  #call(operation: Operation): void {
    if (!this.#fails(operation)) return;
    this.#calls++;
    if (this.#calls >= this.#at)
      throw Object.assign(new Error(`${this.#code}: ${operation}`), { code: this.#code });
  }
}
