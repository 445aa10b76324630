import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toHex } from "../../src/bytes/text.ts";
import { parseLedgerEntry } from "../../src/entry/entry.ts";
import type { Envelope } from "../../src/event/envelope.ts";
import { httpEntries } from "../../src/http/clients.ts";
import { parseCheckpoint } from "../../src/note/checkpoint.ts";
import { seeded } from "../support/crash-files.ts";
import { sleep } from "../support/engines.ts";
import { Pen } from "../support/fixture.ts";
import { type Cluster, cluster, type NodeProcess } from "../support/processes.ts";

// Five processes over HTTP that are stopped, continued, killed and started again while everybody adds to a set:
// what was acknowledged is at its index on every node afterwards.

const MEMBERS = ["CN", "KG", "KZ", "PK"];
const SEED = 4711;
const SECONDS = 8;

describe("processes that are parted and killed", () => {
  let ledger: Cluster;
  beforeAll(async () => {
    ledger = await cluster(MEMBERS);
  });
  afterAll(() => ledger.close());

  it("lose nothing that was acknowledged, and agree afterwards", async () => {
    console.log(`seed ${SEED}`);
    const random = seeded(SEED);
    const pens = MEMBERS.map((id) => new Pen(`${id}/post`));
    for (const id of MEMBERS) await ledger.submit((await new Pen(id).addOffice("post")).bytes);
    const acknowledged = new Map<string, number>();
    let over = false;
    const writing = pens.map(async (pen) => {
      for (let n = 0; !over; n++)
        await addOne(ledger, await pen.write("set.add", { n }), acknowledged, () => over);
    });
    const end = performance.now() + SECONDS * 1_000;
    while (performance.now() < end) await disturb(ledger, random);
    over = true;
    await Promise.all(writing);
    for (const node of ledger.nodes.values()) await node.signal("SIGCONT");
    await ledger.sequencer.signal("SIGCONT");
    expect(acknowledged.size).toBeGreaterThan(10);
    // Those who were away are asked again with the next event: one at a time, until all have the same.
    const sizes = async () => {
      await addOne(ledger, await pens[0]!.write("set.add", { n: "more" }), acknowledged, () => false);
      await sleep(300, new AbortController().signal);
      const all = [ledger.sequencer, ...ledger.nodes.values()].map((node) =>
        sizeAt(node, ledger.charter.origin),
      );
      return new Set(await Promise.all(all)).size;
    };
    await expect.poll(sizes, { timeout: 30_000, interval: 100 }).toBe(1);
    for (const node of [ledger.sequencer, ...ledger.nodes.values()]) {
      const prefix = `${node.url}/${ledger.charter.origin}`;
      const size = await sizeAt(node, ledger.charter.origin);
      const leaves = await httpEntries(prefix, { fetch, timeout: 5_000 })(0, size);
      const hashes = leaves
        .map(parseLedgerEntry)
        .map((one) => (one.type === "event" ? toHex(one.envelope.hash) : ""));
      for (const [hash, index] of acknowledged)
        expect(hashes[index], `${node.id}, entry ${index}`).toBe(hash);
    }
  }, 90_000);
});

/** Adds one element until it is acknowledged. */
async function addOne(
  ledger: Cluster,
  event: Envelope,
  acknowledged: Map<string, number>,
  over: () => boolean,
) {
  const signal = new AbortController().signal;
  for (;;) {
    const patience = sleep(3_000, signal).then(() => undefined);
    const done = await Promise.race([ledger.submit(event.bytes).catch(() => undefined), patience]);
    if (done?.status === "final") acknowledged.set(toHex(event.hash), done.index);
    if (done?.status === "final" || over()) return;
    await sleep(50, signal);
  }
}

/** Stops or kills one process for a while; sometimes two, which is more than the ledger can do without. */
async function disturb({ nodes, sequencer }: Cluster, random: () => number): Promise<void> {
  const all: NodeProcess[] = [...nodes.values(), sequencer];
  const struck = all.toSorted(() => random() - 0.5).slice(0, random() < 0.3 ? 2 : 1);
  const kill = random() < 0.4;
  for (const node of struck) await node.signal(kill ? "SIGKILL" : "SIGSTOP");
  await sleep(100 + random() * 400, new AbortController().signal);
  for (const node of struck) await (kill ? node.start() : node.signal("SIGCONT"));
  await sleep(random() * 500, new AbortController().signal);
}

async function sizeAt({ url }: NodeProcess, origin: string): Promise<number> {
  const response = await fetch(`${url}/${origin}/checkpoint`, { signal: AbortSignal.timeout(5_000) });
  return Number(parseCheckpoint(await response.text()).size);
}
