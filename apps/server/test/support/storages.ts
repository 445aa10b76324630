import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openStore, type StorePlace } from "../../src/store/store.ts";
import { type Postgres, startPostgres } from "./postgres.ts";

/** A kind of storage that a suite runs on: an empty one at every call. */
export type Storage = { readonly name: string; place(): Promise<StorePlace> };

/** Both kinds. What they need is started when first asked for, and gone after the test file. */
export function storages(): readonly Storage[] {
  const made: string[] = [];
  let server: Promise<Postgres> | undefined;
  afterAll(async () => {
    await (await server)?.stop();
    for (const directory of made) rmSync(directory, { recursive: true, force: true });
  });
  const directory = () => {
    const own = mkdtempSync(join(tmpdir(), "rahdari-store-"));
    made.push(own);
    return own;
  };
  // A new database takes PGlite a second or two: it is made once, and copied.
  let empty: Promise<string> | undefined;
  const makeEmpty = async () => {
    const own = directory();
    await (await openStore({ directory: own })).close();
    return own;
  };
  const copyOfEmpty = async () => {
    empty ??= makeEmpty();
    const own = directory();
    cpSync(await empty, own, { recursive: true });
    return { directory: own };
  };
  return [
    { name: "PGlite", place: copyOfEmpty },
    {
      name: "PostgreSQL",
      place: async () => {
        server ??= startPostgres();
        return { url: await (await server).database() };
      },
    },
  ];
}
