import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { atMost, type Report, type Suite } from "../report.ts";
import { embedded, openEngine, underLoad } from "./setting.ts";

const SIZES = [10_000, 100_000, 1_000_000];
/** Sizes for which the proof is computed, not measured. */
const PROOF_SIZES = [1e3, 1e4, 1e5, 1e6, 1e7];
const SCRIPT = fileURLToPath(new URL("./open-process.ts", import.meta.url));
const CALLERS = 512;

/** What a process of its own reports of opening a ledger. */
type Opened = { readonly ms: number; readonly megabytes: number; readonly size: number };

/** How the rate of appends, start-up and memory grow with the entries of a ledger, and the bytes of a proof. */
export const ledgerGrowthSuite: Suite = {
  name: "ledger-growth",
  async run(progress) {
    const ledger = await embedded();
    let { engine } = ledger;
    const rows: (string | number)[][] = [];
    for (const size of SIZES) {
      progress(`up to ${size} entries`);
      const begin = engine.state.size;
      const perSecond = await grow(engine, ledger.office, begin, size);
      await engine.close();
      const snapshot = open(ledger.directory);
      rmSync(`${ledger.directory}/snapshot`);
      const replay = open(ledger.directory);
      rows.push([size, perSecond, snapshot.ms, snapshot.megabytes, replay.ms, replay.megabytes]);
      engine = await openEngine(ledger.directory);
    }
    await engine.close();
    ledger.remove();
    return report(rows);
  },
};

/** Appends up to a size; events are signed as they are needed, which costs the rate a third. */
async function grow(
  engine: Awaited<ReturnType<typeof openEngine>>,
  office: Awaited<ReturnType<typeof embedded>>["office"],
  from: number,
  to: number,
): Promise<number> {
  const counts = Array.from({ length: to - from }, (_, i) => from + i);
  let turn: Promise<unknown> = Promise.resolve();
  const { perSecond } = await underLoad(counts, CALLERS, async (n) => {
    const signed = turn.then(() => office.reserve(`r${n}`));
    turn = signed;
    await engine.submit((await signed).bytes);
  });
  return perSecond;
}

function open(directory: string): Opened {
  const { stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", SCRIPT, directory], {
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as Opened;
}

function report(rows: readonly (readonly (string | number)[])[]): Report {
  const last = rows.at(-1) ?? [];
  const proofs = PROOF_SIZES.map((size) => {
    const hashes = Math.ceil(Math.log2(size));
    return `10^${Math.log10(size)}: ${hashes} hashes, ${hashes * 32} B compact, ${hashes * 45} B as text`;
  });
  return {
    suite: "ledger-growth",
    what: "appends, start-up and memory of one node by the entries of its ledger",
    size: { callers: CALLERS },
    columns: ["entries", "events/s", "start, snapshot ms", "MB", "start, all replayed ms", "MB"],
    rows,
    checks: [atMost("start-up with 10^6 entries from a snapshot", Number(last[2]), 10_000, " ms")],
    notes: [
      "events are signed by the callers in the same process",
      `the part of a receipt that grows, at most: ${proofs.join("; ")}`,
    ],
  };
}
