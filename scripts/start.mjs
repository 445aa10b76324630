// npm start: installs when the lock changed, builds the page when its sources did, serves all on one port.
import { join } from "node:path";
import { ensureInstalled, ensureWebBuilt, nodeBinary, root, runUntilTold } from "./lib.mjs";

ensureInstalled();
if (ensureWebBuilt() !== 0) process.exit(1);
process.exit(
  await runUntilTold(nodeBinary(), [join(root, "apps/server/src/main.ts"), ...process.argv.slice(2)]),
);
