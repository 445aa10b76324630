// Runs a TypeScript file of the project on Node 24, installing first where needed.
import { ensureInstalled, nodeBinary, run } from "./lib.mjs";

ensureInstalled();
process.exit(run(nodeBinary(), process.argv.slice(2)));
