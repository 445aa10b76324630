import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Bundle,
  formatBundle,
  formatCompact,
  formatReceipt,
  parseReceipt,
  type Receipt,
  verifyReceipt,
} from "@rahdari/ledger";
import { chromium } from "playwright-core";
import { build } from "vite";
import { quantile } from "../measure.ts";
import { atMost, type Report, type Suite } from "../report.ts";
import { sampleReceipt } from "./sample-receipt.ts";
import { clock } from "./setting.ts";

const RUNS = 300;
const DEPTH = 20;
const COSIGNERS = 5;

/** A receipt verified from its text: in Node, and in Chromium by its own Ed25519 and by JavaScript alone. */
export const verifySuite: Suite = {
  name: "ledger-verify",
  async run(progress) {
    progress(`a receipt at depth ${DEPTH} with ${COSIGNERS} cosigners is made`);
    const { receipt, bundle } = await sampleReceipt(DEPTH, COSIGNERS);
    const texts = {
      receipt: formatReceipt(receipt),
      bundle: formatBundle(bundle.roster, bundle.leaf, bundle.proof),
    };
    progress("Node");
    const node = await inNode(texts.receipt, bundle);
    progress("Chromium");
    const web = await inChromium(texts, false);
    const noble = await inChromium(texts, true);
    return report({ node, web, noble }, receipt, bundle);
  },
};
type Timing = { readonly first: number; readonly ms: readonly number[] };

async function inNode(text: string, bundle: Bundle): Promise<Timing> {
  const bytes = new TextEncoder().encode(text);
  const run = async () => {
    const start = performance.now();
    const verdict = await verifyReceipt(parseReceipt(bytes), bundle, clock());
    if ("fault" in verdict) throw new Error(verdict.fault.code);
    return performance.now() - start;
  };
  const first = await run();
  const ms: number[] = [];
  for (let i = 0; i < RUNS; i++) ms.push(await run());
  return { first, ms };
}

async function inChromium(texts: { receipt: string; bundle: string }, byNoble: boolean): Promise<Timing> {
  const browser = await chromium.launch({
    executablePath: process.env.RAHDARI_CHROMIUM || "no Chromium was found",
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await script() });
    return await page.evaluate(
      async ({ receipt, bundle, runs, byNoble: noble }) => {
        if (noble) Object.defineProperty(globalThis.crypto, "subtle", { value: undefined });
        const verifier = (globalThis as unknown as { verifier: typeof import("@rahdari/ledger/verify") })
          .verifier;
        const utf8 = (text: string) => new TextEncoder().encode(text);
        const known = verifier.parseBundle(utf8(bundle));
        const run = async () => {
          const start = performance.now();
          const verdict = await verifier.verifyReceipt(
            verifier.parseReceipt(utf8(receipt)),
            known,
            Date.now() as never,
          );
          if ("fault" in verdict) throw new Error(verdict.fault.code);
          return performance.now() - start;
        };
        const first = await run();
        const ms: number[] = [];
        for (let i = 0; i < runs; i++) ms.push(await run());
        return { first, ms };
      },
      { ...texts, runs: RUNS / 3, byNoble },
    );
  } finally {
    await browser.close();
  }
}

/** The verifier as one script, as the page carries it. */
async function script(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), "rahdari-bench-"));
  const entry = fileURLToPath(import.meta.resolve("@rahdari/ledger/verify"));
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { outDir, write: false, lib: { entry, formats: ["iife"], name: "verifier" } },
  });
  rmSync(outDir, { recursive: true });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && "output" in first ? first.output[0] : undefined;
  // Top-level `var` of a script is a property of the window; made sure of here.
  return `${chunk?.code ?? ""};globalThis.verifier = verifier;`;
}

function report(
  { node, web, noble }: { readonly node: Timing; readonly web: Timing; readonly noble: Timing },
  receipt: Receipt,
  bundle: Bundle,
): Report {
  const row = (name: string, { first, ms }: Timing) => [name, quantile(ms, 0.5), quantile(ms, 0.95), first];
  return {
    suite: "ledger-verify",
    what: "a receipt read and verified from its text, milliseconds",
    size: {
      "inclusion proof": `${receipt.proof.hashes.length} hashes`,
      cosigners: receipt.proof.checkpoint.note.signatures.length - 1,
      "file bytes": formatReceipt(receipt).length,
      "compact bytes": formatCompact(receipt, bundle.roster).length,
    },
    columns: ["", "p50", "p95", "first"],
    rows: [row("Node", node), row("Chromium, WebCrypto", web), row("Chromium, JavaScript alone", noble)],
    checks: [
      atMost("Node, p95", quantile(node.ms, 0.95), 5, " ms"),
      atMost("Chromium, p95", quantile(web.ms, 0.95), 50, " ms"),
      atMost("Chromium without WebCrypto, p95", quantile(noble.ms, 0.95), 50, " ms"),
    ],
    notes: ["first: compiling, and finding out that the keys are of the prime-order group"],
  };
}
