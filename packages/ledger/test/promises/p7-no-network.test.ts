import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatQrText } from "../../src/receipt/compact.ts";
import { formatReceipt } from "../../src/receipt/receipt.ts";
import { formatBundle } from "../../src/roster/bundle.ts";
import { sampleOf } from "../support/receipts.ts";

// P7: verification needs no network. A process that has none: its modules that reach one throw, and where the
// system lets it (Linux), it has no network device but an unconnected loopback.

const VERIFY = fileURLToPath(new URL("../support/verify-process.ts", import.meta.url));
const BLOCKED = ["--import", fileURLToPath(new URL("../support/no-network.mjs", import.meta.url))];
/** Of util-linux: runs a program in a network namespace of its own. */
const UNSHARE = "unshare";
const namespaces = spawnSync(UNSHARE, ["-rn", "true"]).status === 0;

let directory: string;
let files: string[];
let count: number;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "rahdari-offline-"));
  const { bundle, receipts } = await sampleOf("cosigned");
  const write = (name: string, text: string) => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  files = [write("bundle.json", formatBundle(bundle.roster, bundle.leaf, bundle.proof))];
  for (const [name, receipt] of Object.entries(receipts)) {
    files.push(write(`${name}.json`, formatReceipt(receipt)));
    files.push(write(`${name}.txt`, formatQrText(receipt, bundle.roster)));
  }
  count = files.length - 1;
  const { accepted, rejected } = receipts;
  files.push(write("forged.json", formatReceipt({ ...accepted!, entry: rejected!.entry })));
});
afterAll(() => rmSync(directory, { recursive: true }));

function run(command: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  return { status, lines: stdout.trimEnd().split("\n"), stderr };
}

function expectVerdicts({ status, lines, stderr }: ReturnType<typeof run>): void {
  expect(status, stderr).toBe(0);
  expect(lines.length).toBe(count + 1);
  expect(lines.slice(0, -1).every((line) => line.startsWith("holds "))).toBe(true);
  expect(lines.at(-1)).toBe("inclusion/false");
}

describe("P7: receipts are verified without a network", () => {
  it("by a process whose every way to one throws", () => {
    expectVerdicts(run(process.execPath, [...BLOCKED, VERIFY, ...files]));
  });

  it.skipIf(!namespaces)("by a process in a network namespace with nothing in it", () => {
    expectVerdicts(run(UNSHARE, ["-rn", process.execPath, VERIFY, ...files]));
  });

  it.each([
    'await fetch("http://127.0.0.1/")',
    'await import("node:http")',
    'await import("dns")',
    "WebSocket('ws://127.0.0.1/')",
  ])("and would show it, if it tried: %s", (code) => {
    const { status, stderr } = run(process.execPath, [...BLOCKED, "--input-type=module", "-e", code]);
    expect(status).toBe(1);
    expect(stderr).toContain("reaches the network");
  });
});
