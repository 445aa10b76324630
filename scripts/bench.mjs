// npm run bench: installs and gets a Chromium where needed (receipts are verified in it), then measures.
import { ensureChromium } from "./chromium.mjs";
import { ensureInstalled, nodeBinary, run } from "./lib.mjs";

ensureInstalled();
const env = { ...process.env, RAHDARI_CHROMIUM: ensureChromium() ?? "" };
process.exit(run(nodeBinary(), ["bench/src/main.ts", ...process.argv.slice(2)], { env }));
