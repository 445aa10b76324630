import { describe, expect, it } from "vitest";
import type { Envelope } from "../../src/event/envelope.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import { followsBundle, verifyBundle } from "../../src/roster/bundle.ts";
import { type Branch, branchOf, bundleIn, HonestCosigner, linesOf, receiptIn } from "../support/branches.ts";
import { charterOf, Pen, START } from "../support/fixture.ts";

// P1 while members leave. A sequencer shows those who will have left a history without their leaving, and the one
// who stays a history with it. Nobody lies but the sequencer. Whoever knew the members before takes no bundle that
// they have not signed; whoever takes one from nothing but its fingerprint can be shown either history, as
// docs/ledger.md says.

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
  it.each([1, 2, 3])("%i at once, whoever knew them before is shown one history only", async (count) => {
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
    expect(await verifyBundle(next)).not.toHaveProperty("fault");
    const one = await receiptIn(without, index, without.heads.at(-1)!, withoutThem);
    const holds = "statement" in (await verifyReceipt(one, known, START));
    const follows = await followsBundle(known, next);
    expect(holds && follows).toBe(false);
    // One by one, members leave and their ledger's readers follow; three at once, both histories can be had.
    if (count === 1) expect(follows).toBe(true);
    if (count === 3) expect(holds).toBe(true);
  });
});
