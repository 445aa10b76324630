// npm start: installs when the lock changed, builds the page when its sources did, serves all on one port.
import { join } from "node:path";
import { ensureInstalled, ensureWebBuilt, nodeBinary, root, run } from "./lib.mjs";

ensureInstalled();
if (ensureWebBuilt() !== 0) process.exit(1);
// The server stops by itself on Ctrl-C, which reaches both processes.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
process.exit(run(nodeBinary(), [join(root, "apps/server/src/main.ts"), ...process.argv.slice(2)]));
