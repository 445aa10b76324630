// Opens a store and says how it went: `node store-process.ts PLACE`; holds it open until it is killed.

import { openStore, type StorePlace } from "../../src/store/store.ts";
import { StoreError } from "../../src/store/store-error.ts";

try {
  await openStore(JSON.parse(process.argv[2] ?? "{}") as StorePlace);
  process.stdout.write("open\n");
  setInterval(() => {}, 60_000);
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  process.stdout.write(`${error.code} ${error.message} | ${error.wayOut}\n`);
}
