import { createPublicKey, verify } from "node:crypto";
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Envelope } from "@rahdari/ledger";
import { quantile } from "../measure.ts";
import { atLeast, type Report, type Suite } from "../report.ts";
import { embedded, keyOf, OFFICE, underLoad } from "./setting.ts";

const EVENTS = 20_000;
const ALONE = 1_000;
const GROUP = 256;

type Row = readonly [name: string, perSecond: number, p50: number | string, p99: number | string];

/** Events taken in by one node alone: signature checked, executed, durable before they are acknowledged. */
export const appendSuite: Suite = {
  name: "ledger-append",
  async run(progress) {
    progress(`${EVENTS} events are signed`);
    const ledger = await embedded();
    const envelopes: Envelope[] = [];
    for (let i = 0; i < 2 * EVENTS + ALONE + GROUP; i++) envelopes.push(await ledger.office.reserve(`r${i}`));
    const submit = async ({ bytes }: Envelope) => {
      const { status } = await ledger.engine.submit(bytes);
      if (status !== "final") throw new Error(`not taken in: ${status}`);
    };
    const part = (from: number, count: number) => envelopes.slice(from, from + count);
    await underLoad(part(0, GROUP), GROUP, submit);
    progress("embedded engine, 256, 32 and 1 callers");
    const many = await underLoad(part(GROUP, EVENTS), 256, submit);
    const some = await underLoad(part(GROUP + EVENTS, EVENTS), 32, submit);
    const alone = await underLoad(part(GROUP + 2 * EVENTS, ALONE), 1, submit);
    const row = (name: string, { perSecond, ms }: typeof many): Row => [
      name,
      perSecond,
      quantile(ms, 0.5),
      quantile(ms, 0.99),
    ];
    const sample = part(0, 4 * GROUP).map(({ bytes }) => bytes);
    progress("baselines");
    const rows: Row[] = [
      row("embedded, 256 callers", many),
      row("embedded, 32 callers", some),
      row("embedded, 1 caller", alone),
      ...baselines(sample),
      ["Ed25519 verify alone, thread pool", await verifyRate(part(0, 4_000)), "-", "-"],
    ];
    await ledger.engine.close();
    ledger.remove();
    return report(rows, envelopes[0]?.bytes.length ?? 0, many.perSecond);
  },
};

function baselines(sample: readonly Uint8Array[]): Row[] {
  const directory = mkdtempSync(join(tmpdir(), "rahdari-bench-"));
  const rows = [
    timed("file append, fsync for each", sample, rawAppend(join(directory, "a"))),
    timed(`file append, fsync for ${GROUP}`, sample, rawAppend(join(directory, "b")), GROUP),
    timed("SQLite WAL FULL, transaction for each", sample, sqlite(join(directory, "c"))),
    timed(`SQLite WAL FULL, transaction for ${GROUP}`, sample, sqlite(join(directory, "d")), GROUP),
  ];
  rmSync(directory, { recursive: true });
  return rows;
}

/** Times each group of entries: a caller of the group waits as long as the group takes. */
function timed(
  name: string,
  sample: readonly Uint8Array[],
  write: (group: readonly Uint8Array[]) => void,
  group = 1,
): Row {
  const ms: number[] = [];
  const begin = performance.now();
  for (let i = 0; i < sample.length; i += group) {
    const start = performance.now();
    write(sample.slice(i, i + group));
    ms.push(performance.now() - start);
  }
  return [name, (sample.length / (performance.now() - begin)) * 1000, quantile(ms, 0.5), quantile(ms, 0.99)];
}

function rawAppend(file: string): (group: readonly Uint8Array[]) => void {
  const descriptor = openSync(file, "a");
  process.once("exit", () => closeSync(descriptor));
  return (group) => {
    writeSync(descriptor, Buffer.concat(group));
    fsyncSync(descriptor);
  };
}

function sqlite(file: string): (group: readonly Uint8Array[]) => void {
  const database = new DatabaseSync(file);
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entry (id INTEGER PRIMARY KEY, bytes BLOB)",
  );
  const insert = database.prepare("INSERT INTO entry (bytes) VALUES (?)");
  return (group) => {
    database.exec("BEGIN");
    for (const bytes of group) insert.run(bytes);
    database.exec("COMMIT");
  };
}

async function verifyRate(envelopes: readonly Envelope[]): Promise<number> {
  const key = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(keyOf(OFFICE).publicKey).toString("base64url") },
    format: "jwk",
  });
  // What is signed does not matter here; how long it is, does.
  const check = ({ bytes, signature }: Envelope) =>
    new Promise((resolve) => verify(null, bytes, key, signature, (_error, holds) => resolve(holds)));
  const { perSecond } = await underLoad(envelopes, GROUP, check);
  return perSecond;
}

function report(rows: readonly Row[], bytes: number, perSecond: number): Report {
  const [limit] = rows.slice(-1);
  return {
    suite: "ledger-append",
    what: "events taken in by one node: signature checked, executed, hashed, durable, then acknowledged",
    size: { events: EVENTS, "bytes an envelope": bytes },
    columns: ["", "events/s", "p50 ms", "p99 ms"],
    rows,
    checks: [atLeast("events/s, 256 callers", perSecond, 3_000)],
    notes: [
      `${Math.round((perSecond / (limit?.[1] ?? 1)) * 100)} % of what checking the signatures alone would allow on this machine`,
      "baselines write the same bytes and check nothing; syncs of a virtual disk may be cheaper than those of a real one",
    ],
  };
}
