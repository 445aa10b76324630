import type { EpochMs } from "@rahdari/units";
import { describe, expect, it } from "vitest";
import { toHex } from "../../src/bytes/text.ts";
import { parseLedgerEntry } from "../../src/entry/entry.ts";
import type { Envelope } from "../../src/event/envelope.ts";
import { fsck } from "../../src/log/fsck.ts";
import { twoThirds } from "../../src/roster/roster.ts";
import { CrashFiles, seeded } from "../support/crash-files.ts";
import { type Bench, bench, openBench, sleep } from "../support/engines.ts";
import { faultyLink } from "../support/faulty-link.ts";
import { keyOf, Pen, START, tickingClock } from "../support/fixture.ts";
import { mortal } from "../support/mortal-files.ts";

// P2: nothing final is lost or reordered. The workload of a set: everybody adds, and what was acknowledged must
// be at the same index on every honest node after all is well again, whatever happened in between.

const AUTHORS = ["AF/torghundi", "KZ/zhibek", "PK/torkham", "UZ/termez"];
const LIVES = 3;

type Acknowledged = Map<string, number>;

function hourClock(): () => EpochMs {
  return tickingClock((START + 3_600_000) as EpochMs);
}

/** Adds an author's elements in order, each until it is acknowledged; ends when the node is gone. */
async function add(
  ledger: Bench,
  events: readonly Envelope[],
  acknowledged: Acknowledged,
  alive: () => boolean,
) {
  for (const { bytes, hash } of events) {
    const key = toHex(hash);
    while (alive() && !acknowledged.has(key)) {
      const done = await ledger.engine.submit(bytes).catch(() => undefined);
      if (done?.status !== "final" || !alive()) continue;
      // Final is what a quorum of others holds, on their own disks: it outlives the sequencer's.
      const holders = [...ledger.nodes.values()].filter(({ mirror }) => mirror.log.size > done.index);
      expect(holders.length).toBeGreaterThanOrEqual(twoThirds(ledger.nodes.size));
      acknowledged.set(key, done.index);
    }
  }
}

async function nodesOf(ledger: Bench): Promise<Map<string, readonly Uint8Array[]>> {
  const { size } = ledger.engine.log;
  const all = new Map([["sequencer", await ledger.engine.log.entries(0, size)]]);
  for (const { id, mirror } of ledger.nodes.values())
    all.set(id, await mirror.log.entries(0, mirror.log.size));
  return all;
}

/** Those who were behind are asked again with the next entry. */
async function healed(ledger: Bench): Promise<void> {
  const isBehind = async () => {
    await ledger.engine.publishRoster();
    await sleep(20, new AbortController().signal);
    return [...ledger.nodes.values()].some(({ mirror }) => mirror.log.size < ledger.engine.log.size);
  };
  await expect.poll(isBehind, { timeout: 15_000 }).toBe(false);
}

describe("P2: nothing final is lost or reordered", () => {
  it.each([1, 2, 3, 4, 5, 6])("in the workload of a set, seed %i", async (seed) => {
    const random = seeded(seed);
    const files = new CrashFiles(random);
    const founded = await bench("cosigned", files, { patience: 100 });
    const { charter } = founded;
    const roots = AUTHORS.map((author) => new Pen(author.split("/")[0]!));
    for (const [i, root] of roots.entries())
      await founded.engine.submit((await root.addOffice(AUTHORS[i]!.split("/")[1]!)).bytes);
    await founded.engine.close();
    const work: Envelope[][] = [];
    for (const author of AUTHORS) {
      const pen = new Pen(author);
      const own: Envelope[] = [];
      for (let i = 0; i < 25; i++) own.push(await pen.write("set.add", { element: `${author} ${i}` }));
      work.push(own);
    }

    const acknowledged: Acknowledged = new Map();
    for (let life = 0; life < LIVES; life++) {
      const own = mortal(files);
      const ledger = await openBench("cosigned", own.files, charter, { patience: 60, now: hourClock() });
      for (const [id, link] of ledger.links) ledger.links.set(id, faultyLink(link, random));
      let alive = true;
      const cut = setInterval(() => cutSome(ledger, random), 20);
      const adding = work.map((events) => add(ledger, events, acknowledged, () => alive));
      await Promise.race([
        Promise.all(adding),
        new Promise((resolve) => setTimeout(resolve, 100 + random() * 250)),
      ]);
      alive = false;
      own.end();
      clearInterval(cut);
      void ledger.engine.close().catch(() => {});
      files.restart();
    }

    const ledger = await openBench("cosigned", files, charter, { patience: 5_000, now: hourClock() });
    await Promise.all(work.map((events) => add(ledger, events, acknowledged, () => true)));
    await healed(ledger);
    expect(acknowledged.size).toBe(100);
    for (const [node, entries] of await nodesOf(ledger)) {
      const hashes = entries.map((leaf) => hashIn(leaf));
      for (const [hash, index] of acknowledged)
        expect(hashes[index], `seed ${seed}, ${node}, ${index}`).toBe(hash);
      expect(new Set(hashes.filter((hash) => hash !== "")).size).toBe(
        hashes.filter((hash) => hash !== "").length,
      );
    }
    for (const directory of ["/node/log", ...charter.members.map(({ id }) => `/${id}/log`)]) {
      const report = await fsck({
        files,
        directory,
        origin: charter.origin,
        publicKey: keyOf("log").publicKey,
      });
      expect(report.faults, directory).toEqual([]);
    }
    await ledger.engine.close();
  });
});

/** Parts some nodes from the sequencer, sometimes as many as it cannot do without, and joins others again. */
function cutSome({ links, nodes }: Bench, random: () => number): void {
  for (const [id, { witness }] of nodes) {
    if (random() < 0.3) links.delete(id);
    else
      links.set(
        id,
        faultyLink((body) => witness.addCheckpoint(body), random),
      );
  }
}

function hashIn(leaf: Uint8Array): string {
  const entry = parseLedgerEntry(leaf);
  return entry.type === "event" ? toHex(entry.envelope.hash) : "";
}
