// Finds a Chromium for tests and benchmarks in a browser, or gets one: system, apt as root, playwright's download.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { nodeBinary, root, run } from "./lib.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PATHS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Path of a Chromium that starts, or undefined after a plain message on stderr. */
export function ensureChromium() {
  return installed() ?? fromApt() ?? fromPlaywright() ?? explain();
}

function installed() {
  const named = NAMES.map((name) =>
    spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim(),
  );
  return [process.env.CHROMIUM ?? "", ...named, ...PATHS].find(
    (path) => path !== "" && existsSync(path) && starts(path),
  );
}

function starts(path) {
  return spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

function fromApt() {
  const asRoot = process.getuid?.() === 0;
  if (!asRoot || spawnSync("sh", ["-c", "command -v apt-get"]).status !== 0) return undefined;
  console.error("No Chromium found: installing Debian's chromium ...");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const quiet = { stdio: ["ignore", "ignore", 2], env };
  if (run("apt-get", ["-qq", "update"], quiet) !== 0) return undefined;
  run("apt-get", ["-qq", "install", "-y", "--no-install-recommends", "chromium"], quiet);
  return installed();
}

function fromPlaywright() {
  console.error("No Chromium found: asking playwright to download one ...");
  const cli = join(root, "node_modules/playwright-core/cli.js");
  if (run(nodeBinary(), [cli, "install", "chromium"], { stdio: ["ignore", 2, 2] }) !== 0) return undefined;
  const script = "import('playwright-core').then((p) => console.log(p.chromium.executablePath()))";
  const path = spawnSync(nodeBinary(), ["-e", script], { cwd: root, encoding: "utf8" }).stdout.trim();
  return path !== "" && existsSync(path) && starts(path) ? path : undefined;
}

function explain() {
  console.error(
    "What needs a browser will fail: no Chromium was found and none could be installed. " +
      "Install Chromium or Google Chrome, or set CHROMIUM to its path.",
  );
  return undefined;
}
