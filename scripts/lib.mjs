// Plain JavaScript and no dependency: these run before anything is installed, on any Node >= 20.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const stamps = join(root, "node_modules", ".rahdari");

/** Runs a command in the project; returns its exit code. */
export function run(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) {
    console.error(`${command}: ${error.message}`);
    return 127;
  }
  // As a shell has it: 128 and the number of the signal that ended it.
  return status ?? (signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : 1);
}

/** Runs a command in the project until it ends or this process is told to; resolves to its exit code. */
export function runUntilTold(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: "inherit" });
  // Ctrl-C reaches both by itself; what is sent to this process alone has to be passed on.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}

/** Installs the packages of the lock file when it changed since the last install. */
export function ensureInstalled() {
  refuseOldNode();
  const lock = digest([join(root, "package-lock.json")]);
  if (stamp("lock") === lock) return;
  console.error("Installing the packages of package-lock.json (a minute or two the first time) ...");
  const code = run("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: ["ignore", 2, 2],
  });
  if (code !== 0) {
    console.error(
      "npm ci failed; its message stands above. Check the network and the npm registry, then run again.",
    );
    process.exit(code);
  }
  setStamp("lock", lock);
}

function refuseOldNode() {
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major >= 20) return;
  console.error(`Node 20 or newer is needed to start; this is ${process.version}. See https://nodejs.org`);
  process.exit(1);
}

/** Node 24 of the node_modules, or the running one where it is new enough to strip types by itself. */
export function nodeBinary() {
  const own = join(root, "node_modules", ".bin", "node");
  if (existsSync(own) && spawnSync(own, ["--version"]).status === 0) return own;
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major >= 24) return process.execPath;
  console.error(`Node 24 is needed: the npm package node@24 did not install and this is ${process.version}.`);
  process.exit(1);
}

/** Builds the web page when its sources or what it imports changed since the last build. */
export function ensureWebBuilt() {
  const sources = [
    ...filesUnder(join(root, "apps/web"), ["node_modules", "dist", "test"]),
    ...filesUnder(join(root, "packages"), ["node_modules", "test"]),
    join(root, "package-lock.json"),
  ];
  const now = digest(sources);
  const built = ["index.html", "verify.html"].map((name) => join(root, "apps/web/dist", name));
  if (stamp("web") === now && built.every((file) => existsSync(file))) return 0;
  console.error("Building the web page ...");
  const code = run(
    nodeBinary(),
    [join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"],
    {
      cwd: join(root, "apps/web"),
      stdio: ["ignore", 2, 2],
    },
  );
  if (code === 0) setStamp("web", now);
  return code;
}

function filesUnder(directory, skip) {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => !skip.includes(entry.name))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return filesUnder(path, skip);
      return statSync(path).isFile() ? [path] : [];
    })
    .sort();
}

function digest(files) {
  const hash = createHash("sha256");
  // By names inside the project: a moved checkout is not a changed one.
  for (const file of files)
    hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function stamp(name) {
  const file = join(stamps, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function setStamp(name, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), value);
}
