// npm test: installs, then lint, types, unused code, build, and all tests. Ends with "N passed, M failed".
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "./chromium.mjs";
import { ensureInstalled, ensureWebBuilt, nodeBinary, root, run } from "./lib.mjs";

ensureInstalled();
const node = nodeBinary();
const bin = (name) => join(root, "node_modules", name);
const report = join(root, "node_modules/.rahdari/tests.json");

const checks = [
  ["lint", () => run(node, [bin("@biomejs/biome/bin/biome"), "check", "."])],
  ["types", () => run(node, [bin("typescript/bin/tsc"), "-p", "tsconfig.json"])],
  ["unused code", () => run(node, [bin("knip/bin/knip.js"), "--no-progress"])],
  ["web build", ensureWebBuilt],
];
const failedChecks = checks.filter(([name, check]) => {
  console.error(`\n== ${name}`);
  return check() !== 0;
});

console.error("\n== tests");
const chromium = ensureChromium();
mkdirSync(join(root, "node_modules/.rahdari"), { recursive: true });
rmSync(report, { force: true });
const env = { ...process.env, RAHDARI_CHROMIUM: chromium ?? "" };
const args = [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
];
const code = run(node, [bin("vitest/vitest.mjs"), ...args], { env });

const { passed, failed, skipped } = counts();
for (const [name] of failedChecks) console.log(`FAILED: ${name}`);
const skippedPart = skipped > 0 ? `, ${skipped} skipped` : "";
console.log(`${passed} passed, ${failed} failed${skippedPart}`);
process.exit(failed > 0 || code !== 0 ? 1 : 0);

function counts() {
  const done = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : undefined;
  const crashed = code !== 0 && (done?.numFailedTests ?? 0) === 0 ? 1 : 0;
  return {
    passed: (done?.numPassedTests ?? 0) + checks.length - failedChecks.length,
    failed: (done?.numFailedTests ?? 0) + failedChecks.length + crashed,
    skipped: done?.numPendingTests ?? 0,
  };
}
