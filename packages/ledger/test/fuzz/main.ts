// Fuzzes every parser: `npm run fuzz -- [--seconds 600] [--seed N] [--only NAME] [--case N]`. A failure is printed
// with seed and case, which bring it back.
import { parseArgs } from "node:util";
import { binaryTargets } from "./binary-targets.ts";
import { jsonTargets } from "./json-targets.ts";
import { fuzz, type Score, tryCase } from "./run.ts";
import { makeSamples } from "./samples.ts";
import { textTargets } from "./text-targets.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "600" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    only: { type: "string" },
    case: { type: "string" },
  },
});
const seed = Number(values.seed);
const samples = await makeSamples();
const all = [...textTargets(samples), ...jsonTargets(samples), ...binaryTargets(samples)];
const targets = all.filter(({ name }) => values.only === undefined || name === values.only);
console.log(`seed ${seed}, ${targets.length} parsers`);
const failures: string[] = [];
let cases = 0;
for (const target of targets) {
  const empty: Score = { name: target.name, cases: 0, accepted: 0, slowest: 0, slowestCase: 0, failures: [] };
  if (values.case !== undefined) {
    console.log(await tryCase(target, seed, Number(values.case), empty), empty);
    continue;
  }
  const score = await fuzz(target, Number(values.seconds) / targets.length, seed);
  cases += score.cases;
  failures.push(...score.failures);
  console.log(
    `${score.name.padEnd(24)} ${String(score.cases).padStart(8)} cases, ${String(score.accepted).padStart(7)} accepted, ` +
      `slowest ${score.slowest.toFixed(1)} ms (case ${score.slowestCase})`,
  );
  for (const failure of score.failures) console.log(failure);
}
console.log(`${cases} cases, ${failures.length} failures`);
process.exitCode = failures.length > 0 ? 1 : 0;
