import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = globSync("{packages,apps}/*/src/**/*.{ts,tsx,css}", { cwd: root }).sort();

/** What each room may import of the others; nothing else. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "packages/units": [],
  "packages/network": ["@rahdari/units"],
  "packages/ledger": ["@rahdari/units"],
  "packages/transit": ["@rahdari/units", "@rahdari/network", "@rahdari/ledger"],
  "packages/planner": ["@rahdari/units", "@rahdari/network"],
  "packages/exchange": ["@rahdari/ledger", "@rahdari/transit"],
  "packages/api": ["@rahdari/network", "@rahdari/planner", "@rahdari/ledger", "@rahdari/transit"],
  "apps/server": [
    "@rahdari/units",
    "@rahdari/network",
    "@rahdari/planner",
    "@rahdari/ledger",
    "@rahdari/transit",
    "@rahdari/exchange",
    "@rahdari/api",
  ],
  "apps/cli": [
    "@rahdari/units",
    "@rahdari/network",
    "@rahdari/ledger",
    "@rahdari/transit",
    "@rahdari/planner",
    "@rahdari/api",
    // The server as a part: the command line runs it and makes its records anew.
    "@rahdari/server",
  ],
  // Client, rows and verifier are entries of their own: the page takes only types from the rest.
  "apps/web": [
    "@rahdari/units",
    "@rahdari/network",
    "@rahdari/planner",
    "@rahdari/api",
    "@rahdari/api/client",
    "@rahdari/planner/csv-row",
    "@rahdari/ledger/verify",
  ],
};

/** The only files of the packages that touch the machine. */
const EFFECTS = [
  "packages/ledger/src/crypto/ed25519-node.ts",
  "packages/ledger/src/crypto/sha256-node.ts",
  "packages/ledger/src/disk/lock.ts",
  "packages/ledger/src/disk/node-files.ts",
  "packages/network/src/load-network.ts",
  "packages/transit/src/regime/load-regimes.ts",
  "packages/transit/src/scenario/load-scenarios.ts",
];

function importsOf(file: string): string[] {
  const text = readFileSync(`${root}/${file}`, "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] as string);
}

function room(file: string): string {
  return file.split("/").slice(0, 2).join("/");
}

describe("the house", () => {
  it("has a rule for every room", () => {
    expect(new Set(sources.map(room))).toEqual(new Set(Object.keys(ALLOWED)));
  });

  it("imports downwards only", () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith("@rahdari/") && !ALLOWED[room(file)]?.includes(name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("crosses rooms by their names, never by paths", () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith("."))
        .filter((name) => room(new URL(name, `file:///${file}`).pathname.slice(1)) !== room(file))
        .map((name) => `${file} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps effects at the rim: packages do not touch the machine", () => {
    const wrong = sources
      .filter((file) => file.startsWith("packages/") && !EFFECTS.includes(file))
      .filter((file) => importsOf(file).some((name) => name.startsWith("node:")));
    expect(wrong).toEqual([]);
  });

  it("keeps files under 400 lines", () => {
    const long = sources.filter((file) => readFileSync(`${root}/${file}`, "utf8").split("\n").length > 400);
    expect(long).toEqual([]);
  });
});
