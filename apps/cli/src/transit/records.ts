import { join } from "node:path";
import { ledgerDirectory } from "@rahdari/ledger";
import { belongTo, openStore, type Store, StoreError } from "@rahdari/server";
import { EXIT, type Io } from "../io.ts";
import { Trouble } from "../ledger/trouble.ts";

/** Environment variable that names a PostgreSQL server for the records. */
const DATABASE_URL = "DATABASE_URL";

/**
 * Opens the records of a ledger: in PostgreSQL where DATABASE_URL names it, else in the directory. Those of another
 * ledger are refused, and left as they are. `onLost`: told when the server has let this process go.
 */
export async function openRecords(
  directory: string,
  origin: string,
  io: Io,
  onLost?: (error: Error) => void,
): Promise<Store> {
  const url = io.env[DATABASE_URL];
  const place = url ? { url } : { directory: join(directory, "records", ledgerDirectory(origin)) };
  return troubled(async () => {
    const store = await openStore(place, onLost);
    try {
      await belongTo(store.db, origin);
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  });
}

/** Does something with the records; what they refuse is told as trouble with its way out. */
export async function troubled<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const { code, message, wayOut } = error;
    const exit = code === "store/in-use" || code === "store/unreachable" ? EXIT.unavailable : EXIT.badInput;
    throw new Trouble(code, "records", message, { wayOut, exit, cause: error });
  }
}
