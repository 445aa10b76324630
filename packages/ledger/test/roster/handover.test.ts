import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/bytes/text.ts";
import { ledgerHandler } from "../../src/http/ledger-handler.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import {
  type Bundle,
  followsBundle,
  formatBundle,
  parseBundle,
  verifyBundle,
} from "../../src/roster/bundle.ts";
import { type Bench, bench, memoryFiles } from "../support/engines.ts";
import { Pen, START } from "../support/fixture.ts";

// Members change; those from before sign that they do, and the bundle shows it for ever.

async function bundleOf({ engine }: Pick<Bench, "engine">): Promise<Bundle> {
  await engine.publishRoster();
  const response = await ledgerHandler(engine)(new Request("http://node/bundle"), "bundle");
  return parseBundle(utf8((await response?.text()) ?? ""));
}

async function open() {
  const files = memoryFiles();
  const ledger = await bench("cosigned", files, { patience: 400 });
  const pens = new Map(["AF", "KZ", "PK", "UZ"].map((id) => [id, new Pen(id)]));
  return {
    ...ledger,
    files,
    pens,
    submit: async (pen: Pen, kind: string, body: object) =>
      ledger.engine.submit((await pen.write(kind, body as never)).bytes),
  };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** Has members voted out, one after the other, each by as many as it takes. */
async function voteOut({ engine, pens, submit }: Opened, gone: string, voters: readonly string[]) {
  const [first, ...others] = voters.map((id) => pens.get(id)!);
  const proposed = await submit(first!, "member.propose", { action: { type: "leave", id: gone } });
  const proposal = "index" in proposed ? proposed.index : -1;
  let last = proposed;
  for (const pen of others) last = await submit(pen, "member.vote", { proposal, yes: true });
  return { last, members: engine.state.roster.members };
}

describe("a ledger whose members change", () => {
  it("has bundles that readers follow, one change after the other", async () => {
    const ledger = await open();
    const first = await bundleOf(ledger);
    expect(first.handovers).toEqual([]);
    await voteOut(ledger, "UZ", ["AF", "KZ", "PK"]);
    const second = await bundleOf(ledger);
    await voteOut(ledger, "PK", ["AF", "KZ", "PK"]);
    await ledger.submit(ledger.pens.get("AF")!, "x.y", {});
    const third = await bundleOf(ledger);
    expect([second.handovers.length, third.handovers.length]).toEqual([1, 2]);
    for (const bundle of [second, third]) expect(await verifyBundle(bundle)).not.toHaveProperty("fault");
    for (const [known, next] of [
      [first, second],
      [second, third],
      [first, third],
    ] as const)
      expect(await followsBundle(known, next)).toBe(true);
    expect(await followsBundle(third, first)).toBe(false);
    const receipt = await ledger.engine.receipt(Number(third.proof.checkpoint.size) - 2);
    expect(await verifyReceipt(receipt, third, START)).toHaveProperty("statement");
    await ledger.engine.close();
    // Opened again, it still has them.
    const again = await ledger.reopen();
    const fourth = await bundleOf(again);
    expect(await followsBundle(first, fourth)).toBe(true);
    await again.engine.close();
  });

  it("waits for the quorum of those from before, though fewer are left", async () => {
    const ledger = await open();
    const { links, engine } = ledger;
    const [pk, uz] = [links.get("PK")!, links.get("UZ")!];
    // Two who are to leave are not shown it: the other two would be enough for what comes after, not before.
    links.delete("PK");
    links.delete("UZ");
    await voteOut(ledger, "UZ", ["AF", "KZ", "PK"]);
    const { last } = await voteOut(ledger, "PK", ["AF", "KZ", "PK"]);
    expect(last.status).toBe("pending");
    expect(engine.state.roster.policies.length).toBe(1);
    links.set("PK", pk);
    await expect.poll(() => engine.state.roster.policies.length, { timeout: 15_000 }).toBe(3);
    const names = engine.checkpoint.note.signatures.map(({ name }) => name);
    expect(names).toContain("pk.test/node");
    links.set("UZ", uz);
    const bundle = await bundleOf(ledger);
    expect(await verifyBundle(bundle)).not.toHaveProperty("fault");
    expect(bundle.handovers.length).toBe(2);
    await engine.close();
  });

  it("cannot do without a handover, or with another's", async () => {
    const ledger = await open();
    await voteOut(ledger, "UZ", ["AF", "KZ", "PK"]);
    const bundle = await bundleOf(ledger);
    const { roster, leaf, proof, handovers } = bundle;
    expect(() => parseBundle(utf8(formatBundle(roster, leaf, proof)))).toThrow(
      "one for each policy but the first",
    );
    expect(() =>
      parseBundle(utf8(formatBundle(roster, leaf, proof, [...handovers, ...handovers]))),
    ).toThrow();
    const [own] = handovers;
    const { note } = own!.checkpoint;
    const few = { ...own!.checkpoint, note: { ...note, signatures: note.signatures.slice(0, 2) } };
    const early = (await ledger.engine.receipt(0)).proof.checkpoint;
    for (const forged of [
      { ...own!, checkpoint: few },
      { ...own!, proof: [] },
      { checkpoint: early, proof: own!.proof },
    ])
      expect(await verifyBundle({ ...bundle, handovers: [forged] })).toEqual({
        fault: { code: "handover/false", from: roster.policies[1]!.from },
      });
    await ledger.engine.close();
  });
});
