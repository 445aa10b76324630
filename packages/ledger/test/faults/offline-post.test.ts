import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { nodeFiles } from "../../src/disk/node-files.ts";
import { Journal } from "../../src/journal/journal.ts";
import { Post } from "../../src/journal/post.ts";
import { reconcile } from "../../src/journal/reconcile.ts";
import { balanceOf } from "../../src/rights/rights.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { seeded } from "../support/crash-files.ts";
import { type Bench, bench } from "../support/engines.ts";
import { FailingFiles } from "../support/failing-files.ts";
import { keyOf, ORIGIN, Pen, tickingClock } from "../support/fixture.ts";
import { memoryFiles } from "../support/memory-files.ts";

// A post that is cut off with a lease of 1,000 permits, killed again and again and struck by a full disk: it uses
// each permit once, loses none, and all of it becomes final.

const SCRIPT = fileURLToPath(new URL("../support/post-process.ts", import.meta.url));
const LEASED = 1_000;
const SEED = 20270111;

async function ledgerWithLease(amount: number): Promise<Bench> {
  const ledger = await bench("embedded", memoryFiles());
  const uz = new Pen("UZ/termez");
  const grant = { right: "QTTA", kind: "permit", unit: "permit", cap: amount, users: ["PK"], expires: null };
  const lease = { right: "QTTA", lease: "L1", holder: "PK/torkham", amount, until: 4_000_000_000_000 };
  for (const envelope of [
    await new Pen("PK").addOffice("torkham"),
    await new Pen("UZ").addOffice("termez"),
    await uz.write("right.grant", grant),
    await uz.write("right.lease", lease),
  ])
    expect(await ledger.engine.submit(envelope.bytes)).toMatchObject({ outcome: { status: "accepted" } });
  return ledger;
}

function knownTo({ engine }: Bench, events = 0) {
  const { app, size, time } = engine.state;
  return { app, size, time, events };
}

describe("a post that is killed while it is cut off", () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "rahdari-post-"));
  });
  afterAll(() => rm(root, { recursive: true }));

  /** One life of the post: it is killed after so many words, or comes to its end. Gives what it said. */
  function life(words: number): Promise<string[]> {
    const args = [SCRIPT, join(root, "journal"), join(root, "state.json"), String(LEASED + 3)];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
      if (said.split("\n").length > words) child.kill("SIGKILL");
    });
    return new Promise((resolve) => child.once("close", () => resolve(said.split("\n").slice(0, -1))));
  }

  it("writes 1,000 events down once each, and all become final", async () => {
    console.log(`seed ${SEED}`);
    const random = seeded(SEED);
    const ledger = await ledgerWithLease(LEASED);
    const known = knownTo(ledger);
    const state = { ...known, app: rightsMachine.toJson(known.app) };
    await writeFile(join(root, "state.json"), JSON.stringify(state));
    const seqs = new Map<string, string>();
    for (let lives = 0; seqs.size < LEASED && lives < 12; lives++) {
      const words = lives < 6 ? seqs.size + 1 + Math.floor(random() * 250) : Infinity;
      for (const [n = "", seq = ""] of (await life(words)).map((line) => line.split(" ")))
        if (/^\d+$/.test(seq)) seqs.set(n, seq);
        else expect(["reservation/known", "lease/not-free"]).toContain(seq);
    }
    const own = { files: nodeFiles, directory: join(root, "journal"), origin: ORIGIN, author: "PK/torkham" };
    const journal = await Journal.open({ ...own, signer: keyOf("PK/torkham"), now: tickingClock() });
    expect(journal.size).toBe(LEASED);
    const envelopes = await journal.envelopes(0, LEASED);
    for (const [n, seq] of seqs) expect(envelopes[Number(seq)]?.event.body.reservation).toBe(`t${n}`);
    const report = await reconcile(journal, 0, (bytes) => ledger.engine.submit(bytes));
    expect(report).toMatchObject({ next: LEASED, stopped: null, discrepancies: [] });
    expect(balanceOf(ledger.engine.state.app, "QTTA")).toMatchObject({ leased: 0, reserved: LEASED });
  }, 60_000);
});

describe("a post whose disk fails", () => {
  let ledger: Bench;
  let disk: FailingFiles;
  let journal: Journal;
  const use = (n: number, lease = "L1") => ({
    kind: "right.reserve",
    body: { right: "QTTA", lease, reservation: `t${n}`, amount: 1 },
  });

  beforeEach(async () => {
    ledger = await ledgerWithLease(5);
    const files = memoryFiles();
    await files.makeDirectory("/post");
    disk = new FailingFiles(files, "ENOSPC", (operation) => operation !== "read");
    journal = await Journal.open({
      files: disk.files,
      directory: "/post/journal",
      origin: ORIGIN,
      author: "PK/torkham",
      signer: keyOf("PK/torkham"),
      now: tickingClock(),
    });
  });

  it("does not count as used what it could not write down, and counts what it could", async () => {
    for (let n = 1; n <= 30; n++) {
      const post = await Post.open(rightsMachine, journal, knownTo(ledger), tickingClock());
      const before = journal.size;
      disk.failAt(n);
      const answers = await Promise.all(
        [0, 1].map((i) => post.record(use(n * 10 + i)).catch(({ code }) => code)),
      );
      disk.heal();
      const left = 5 - before;
      // What failed is said again, until the lease is used up: never more than five are written.
      for (let i = 0; i < 2; i++) {
        const again = await post.record(use(n * 10 + i));
        if ("rejection" in again)
          expect(["reservation/known", "lease/not-free"]).toContain(again.rejection.code);
      }
      expect(journal.size - before).toBe(Math.min(2, left));
      expect(answers.length).toBe(2);
      expect(balanceOf(post.state, "QTTA")?.leased).toBe(5 - journal.size);
    }
    const report = await reconcile(journal, 0, (bytes) => ledger.engine.submit(bytes));
    expect(report).toMatchObject({ next: 5, discrepancies: [] });
  });

  it("refuses one statement that cannot be an event, and takes those beside it", async () => {
    const long = { kind: "x.said", body: { text: "x".repeat(40_000) } };
    const done = await Promise.allSettled(
      [use(1), long, use(2), { kind: "NO KIND", body: {} }].map((one) => journal.record(one)),
    );
    expect(done.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected"]);
    expect(done.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))).toEqual([0, 1]);
    const report = await reconcile(journal, 0, (bytes) => ledger.engine.submit(bytes));
    expect(report).toMatchObject({ next: 2, discrepancies: [] });
  });

  it("learns what the ledger made of its events, and counts on from there", async () => {
    const post = await Post.open(rightsMachine, journal, knownTo(ledger), tickingClock());
    for (const n of [1, 2, 3]) expect(await post.record(use(n))).toEqual({ seq: n - 1 });
    await reconcile(journal, 0, (bytes) => ledger.engine.submit(bytes));
    expect(await post.record(use(4))).toEqual({ seq: 3 });
    await post.learn(knownTo(ledger, 3));
    expect(balanceOf(post.state, "QTTA")).toMatchObject({ leased: 1, reserved: 4 });
    expect(await post.record(use(5))).toEqual({ seq: 4 });
    expect(await post.record(use(6))).toMatchObject({ rejection: { code: "lease/not-free" } });
  });
});
