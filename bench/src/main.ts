import { parseArgs } from "node:util";
import { bicriteriaSuite } from "./bicriteria.ts";
import { closuresSuite } from "./closures.ts";
import { fourcriteriaSuite } from "./fourcriteria.ts";
import { gridSuite } from "./grid.ts";
import { growthSuite } from "./growth.ts";
import { appendSuite } from "./ledger/append.ts";
import { cosignedSuite } from "./ledger/cosigned.ts";
import { ledgerGrowthSuite } from "./ledger/growth.ts";
import { verifySuite } from "./ledger/verify.ts";
import { machine } from "./measure.ts";
import { planSuite } from "./plan.ts";
import { equal, type Report, reportText, type Suite } from "./report.ts";
import { transitHttpSuite } from "./transit/http.ts";
import { transitSuite } from "./transit/machine.ts";
import { transitRecordsSuite } from "./transit/records.ts";

const suites: readonly Suite[] = [
  gridSuite,
  bicriteriaSuite,
  fourcriteriaSuite,
  planSuite,
  growthSuite,
  closuresSuite,
  appendSuite,
  cosignedSuite,
  verifySuite,
  ledgerGrowthSuite,
  transitSuite,
  transitHttpSuite,
  transitRecordsSuite,
];
const USAGE = `usage: npm run bench -- [--json] [--only NAME]...\nsuites: ${suites.map(({ name }) => name).join(", ")}`;

/**
 * Runs the suites one after the other. `--json` prints one document and nothing else on standard output.
 * Exit code 0 when every check holds, 1 when one does not, 2 for arguments that mean nothing.
 */
async function main(): Promise<number> {
  const asked = readArguments();
  if (asked === null) return 2;
  const chosen = suites.filter(({ name }) => asked.only.length === 0 || asked.only.includes(name));
  const before = machine();
  if (!asked.json)
    console.log(`${before.cpu}, ${before.cores} cores, Node ${before.node}, load ${before.load}\n`);
  const reports: Report[] = [];
  for (const suite of chosen) {
    const report = await measured(suite);
    reports.push(report);
    if (!asked.json) console.log(reportText(report));
  }
  if (asked.json)
    console.log(JSON.stringify({ machine: before, loadAfter: machine().load, reports }, null, 2));
  return reports.every(({ checks }) => checks.every(({ ok }) => ok)) ? 0 : 1;
}

/** A suite that breaks down is a check that is missed; those after it are run all the same. */
async function measured(suite: Suite): Promise<Report> {
  try {
    return await suite.run((step) => console.error(`${suite.name}: ${step}`));
  } catch (error) {
    console.error(error);
    const { name } = suite;
    return {
      suite: name,
      what: "broke down, see above",
      size: {},
      columns: [],
      rows: [],
      checks: [equal("measured", "no", "yes")],
      notes: [],
    };
  }
}

function readArguments(): { json: boolean; only: readonly string[] } | null {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean" },
        only: { type: "string", multiple: true },
        help: { type: "boolean" },
      },
    });
    const only = values.only ?? [];
    if (values.help !== true && only.every((name) => suites.some((suite) => suite.name === name))) {
      return { json: values.json ?? false, only };
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(error.message);
  }
  console.error(USAGE);
  return null;
}

process.exitCode = await main();
