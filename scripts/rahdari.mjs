// npm run -s rahdari -- COMMAND: the command line, from the folder that the user stands in.
import { join } from "node:path";
import { ensureInstalled, nodeBinary, root, run } from "./lib.mjs";

ensureInstalled();
const cwd = process.env.INIT_CWD ?? process.cwd();
process.exit(run(nodeBinary(), [join(root, "apps/cli/src/main.ts"), ...process.argv.slice(2)], { cwd }));
