import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sequencer } from "@rahdari/ledger";
import { forgetProjections, openStore, Projector, type StorePlace } from "@rahdari/server";
import type { TransitState } from "@rahdari/transit";
import { startPostgres } from "../../../apps/server/test/support/postgres.ts";
import { Office, openOf } from "../ledger/setting.ts";
import { quantile } from "../measure.ts";
import { atMost, type Report, type Suite } from "../report.ts";
import { journey, MESSAGES, opening, WAY } from "./journeys.ts";
import { foundTransit, machine, officesOf, openServer } from "./setting.ts";

/** Movements, so that their messages are a million. */
const MOVEMENTS = 111_112;
/** Events on their way to the ledger at one time. */
const WINDOW = 1_000;
const READS = 50;

/** The tables of a large ledger: made anew, and read for a busy office. */
export const transitRecordsSuite: Suite = {
  name: "transit-records",
  async run(progress) {
    const root = mkdtempSync(join(tmpdir(), "rahdari-bench-"));
    const postgres = await startPostgres({ fsync: true });
    try {
      await foundTransit(root, officesOf([WAY]));
      const engine = await openOf(join(root, "log"), machine);
      await fill(engine, progress);
      const rows = [
        await measured("PGlite", { directory: join(root, "records") }, { root, engine }, progress),
        await measured(
          "PostgreSQL, fsync on",
          { url: await postgres.database() },
          { root, engine },
          progress,
        ),
      ];
      await engine.close();
      return report(rows, engine.state.size);
    } finally {
      await postgres.stop();
      rmSync(root, { recursive: true, force: true });
    }
  },
};

async function fill(engine: Sequencer<TransitState>, progress: (step: string) => void): Promise<void> {
  const offices = new Map(officesOf([WAY]).map((name) => [name, new Office(name)]));
  const waiting: Promise<unknown>[] = [];
  const state = async ({ office, kind, body }: ReturnType<typeof opening>[number]) => {
    const envelope = await (offices.get(office) as Office).write(kind, body);
    waiting.push(engine.submit(envelope.bytes));
    if (waiting.length >= WINDOW) await Promise.all(waiting.splice(0));
  };
  for (const message of opening(WAY)) await state(message);
  for (let i = 0; i < MOVEMENTS; i++) {
    if (i % 10_000 === 0) progress(`${i} of ${MOVEMENTS} movements stated`);
    for (const message of journey(String(i), WAY, Date.now())) await state(message);
  }
  await Promise.all(waiting);
}

type Row = { readonly name: string; readonly rebuildS: number; readonly queueMs: readonly number[] };
type Setting = { readonly root: string; readonly engine: Sequencer<TransitState> };

async function measured(
  name: string,
  place: StorePlace,
  { root, engine }: Setting,
  progress: (step: string) => void,
): Promise<Row> {
  const store = await openStore(place);
  await forgetProjections(store);
  const begin = performance.now();
  let told = 0;
  const onProgress = (done: number, total: number) => {
    if (done - told < 100_000) return;
    told = done;
    progress(`${name}: ${done} of ${total} entries`);
  };
  const projector = await Projector.open({ store, ledger: engine, onProgress });
  const rebuildS = (performance.now() - begin) / 1000;
  await projector.close();
  await store.close();
  return { name, rebuildS, queueMs: await queue(place, { root, engine }) };
}

/** The first page of what waits for the one office where all of the movements are to arrive. */
async function queue(place: StorePlace, { root, engine }: Setting): Promise<number[]> {
  const { transit, close } = await openServer(root, place, [], engine);
  const own = { role: "authority", subject: "AF", offices: null, issuer: "AF", label: "bench" } as const;
  const { secret } = await transit.credentials.give(own);
  const ms: number[] = [];
  for (let i = 0; i < READS; i++) {
    const start = performance.now();
    const response = await transit.app.request("/v1/transit/offices/AF/kabul/queue", {
      headers: { authorization: `Bearer ${secret}` },
    });
    const { waiting, counts } = (await response.json()) as {
      waiting: unknown[];
      counts: Record<string, number>;
    };
    ms.push(performance.now() - start);
    if (waiting.length !== 100 || counts.terminate !== MOVEMENTS) throw new Error("not what was stated");
  }
  await close();
  return ms;
}

function report(rows: readonly Row[], entries: number): Report {
  return {
    suite: "transit-records",
    what: "tables of a large ledger made anew, and one office's queue of all its movements",
    size: { entries, movements: MOVEMENTS, messages: MOVEMENTS * MESSAGES },
    columns: ["", "made anew, s", "entries/s", "queue p50 ms", "queue p99 ms"],
    rows: rows.map(({ name, rebuildS, queueMs }) => [
      name,
      rebuildS,
      entries / rebuildS,
      quantile(queueMs, 0.5),
      quantile(queueMs, 0.99),
    ]),
    checks: rows.flatMap(({ name, rebuildS, queueMs }) => [
      atMost(`made anew, ${name}`, rebuildS, 300, " s"),
      atMost(`queue p99, ${name}`, quantile(queueMs, 0.99), 200, " ms"),
    ]),
    notes: ["the ledger is open already: starting it from its log is in ledger-growth"],
  };
}
