/** Writes docs/scenarios.md and docs/transit-reference.md anew: `node scripts/with-node.mjs scripts/transit-docs.ts`. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadScenarios, referencePage, scenariosPage } from "@rahdari/transit";

const docs = fileURLToPath(new URL("../docs/", import.meta.url));
const { scenarios, givens } = loadScenarios();
writeFileSync(`${docs}scenarios.md`, scenariosPage(scenarios, givens));
writeFileSync(`${docs}transit-reference.md`, referencePage());
