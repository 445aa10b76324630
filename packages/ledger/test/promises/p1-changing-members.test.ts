import { describe, expect, it } from "vitest";
import type { Envelope } from "../../src/event/envelope.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import { type Bundle, followsBundle, verifyBundle } from "../../src/roster/bundle.ts";
import { proveConsistency } from "../../src/tree/prove.ts";
import { type Branch, branchOf, bundleIn, HonestCosigner, linesOf, receiptIn } from "../support/branches.ts";
import { charterOf, Pen, START } from "../support/fixture.ts";

// P1 while members leave. A sequencer shows those who will have left a history without their leaving, and those who
// stay one with it. Nobody lies but the sequencer, and each history has the signatures that its own policy asks for;
// but the bundle of the second one would need those of the members before.

const IDS = ["M1", "M2", "M3", "M4"];
const charter = charterOf(IDS, { quorum: "two-thirds" });

/** Votes by which members leave one after the other, from an index on. */
async function leaving(
  gone: readonly string[],
  pens: ReadonlyMap<string, Pen>,
  from: number,
): Promise<Envelope[]> {
  const out: Envelope[] = [];
  let at = from;
  let left = IDS;
  for (const id of gone) {
    const need = Math.floor((2 * left.length) / 3) + 1;
    const [first = "", ...others] = left.slice(0, need);
    out.push(await pens.get(first)!.write("member.propose", { action: { type: "leave", id } }));
    for (const other of others)
      out.push(await pens.get(other)!.write("member.vote", { proposal: at, yes: true }));
    // Every change of the roster is followed by a roster entry.
    at += need * 2;
    left = left.filter((one) => one !== id);
  }
  return out;
}

async function histories(gone: readonly string[]) {
  const pens = new Map(IDS.map((id) => [id, new Pen(id)]));
  const [a, b] = [new Pen("M1/a"), new Pen("M2/b")];
  const begin = [await pens.get("M1")!.addOffice("a"), await pens.get("M2")!.addOffice("b")];
  const common = await branchOf(charter, begin);
  const votes = await leaving(gone, pens, common.leaves.length);
  const after = await branchOf(charter, [...begin, ...votes, await a.write("x.y", { history: "with" })]);
  const without = await branchOf(charter, [...begin, await b.write("x.y", { history: "without" })]);
  return { common, after, without };
}

async function signedBy(nodes: readonly HonestCosigner[], branch: Branch) {
  const replies = [];
  for (const node of nodes) replies.push(await node.ask(branch, branch.heads.at(-1)!));
  return replies.flatMap(linesOf);
}

describe("P1: while members leave", () => {
  it.each([1, 2, 3])("%i at once, there are no two histories that hold", async (count) => {
    const gone = IDS.slice(-count);
    const { common, after, without } = await histories(gone);
    const index = common.leaves.length;
    const nodes = IDS.map((id) => new HonestCosigner(id, charter, "mirror"));
    const known = await bundleIn(common, common.heads.at(-1)!, await signedBy(nodes, common));
    expect(await verifyBundle(known)).not.toHaveProperty("fault");
    // Those who stay sign the history in which the others leave, as far as they are needed.
    const need = Math.floor((2 * (4 - count)) / 3) + 1;
    const withThem = await signedBy(nodes.slice(0, need), after);
    const withoutThem = await signedBy(nodes, without);
    const next = await bundleIn(after, after.heads.at(-1)!, withThem);
    const [kept, changed] = [
      await receiptIn(without, index, without.heads.at(-1)!, withoutThem),
      await receiptIn(after, index, after.heads.at(-1)!, withThem),
    ];
    const holds = async (receipt: Receipt, bundle: Bundle) =>
      !("fault" in (await verifyBundle(bundle))) &&
      "statement" in (await verifyReceipt(receipt, bundle, START));
    const first = (await holds(kept, known)) || (await holds(kept, next));
    const second = (await holds(changed, known)) || (await holds(changed, next));
    expect([first, second]).toEqual(
      [
        [false, true],
        [false, false],
        [true, false],
      ][count - 1],
    );
    expect(await followsBundle(known, next)).toBe(count === 1);
    // What all had signed before is no handover, nor is the history that the others were shown.
    const { checkpoint: early } = known.proof;
    const { size } = next.proof.checkpoint;
    const proof = await proveConsistency(early.size, size, after.log.nodesAt(size));
    for (const handover of [
      { checkpoint: early, proof },
      { checkpoint: kept.proof.checkpoint, proof: [] },
    ]) {
      const handovers = next.handovers.map(() => handover);
      expect(await verifyBundle({ ...next, handovers })).toMatchObject({ fault: { code: "handover/false" } });
    }
  });

  it.each([1, 2, 3])("%i at once, and all are shown that, readers follow", async (count) => {
    const { common, after } = await histories(IDS.slice(-count));
    const nodes = IDS.map((id) => new HonestCosigner(id, charter, "mirror"));
    const known = await bundleIn(common, common.heads.at(-1)!, await signedBy(nodes, common));
    const next = await bundleIn(after, after.heads.at(-1)!, await signedBy(nodes, after));
    expect(await verifyBundle(next)).not.toHaveProperty("fault");
    expect(await followsBundle(known, next)).toBe(true);
  });
});
