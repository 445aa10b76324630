import { describe, expect, it } from "vitest";
import type { Envelope } from "../../src/event/envelope.ts";
import type { SignedCheckpoint } from "../../src/note/checkpoint.ts";
import { cosign } from "../../src/note/cosignature.ts";
import type { NoteSignature } from "../../src/note/note.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import { verifyBundle } from "../../src/roster/bundle.ts";
import type { Charter } from "../../src/roster/charter.ts";
import { twoThirds } from "../../src/roster/roster.ts";
import {
  type Branch,
  branchOf,
  bundleIn,
  continues,
  HonestCosigner,
  linesOf,
  type Memory,
  receiptIn,
} from "../support/branches.ts";
import { charterOf, keyOf, Pen, START } from "../support/fixture.ts";

// P1: a final receipt never becomes false. The sequencer tells two histories, some cosigners sign anything, and
// the honest ones are asked in every way; afterwards every two checkpoints that anybody saw are compared.

const voucher = { right: "V", kind: "voucher", unit: "voucher", cap: 1, users: ["M1"], expires: null };

type Game = {
  readonly charter: Charter;
  /** Two histories that part after `common`: the one voucher is used by one post, or by the other. */
  readonly branches: readonly [Branch, Branch];
  readonly common: SignedCheckpoint;
};

async function gameOf(n: number): Promise<Game> {
  const ids = Array.from({ length: n }, (_, i) => `M${i + 1}`);
  const charter = charterOf(ids, { quorum: "two-thirds" });
  const [root, a, b] = [new Pen("M1"), new Pen("M1/a"), new Pen("M1/b")];
  const use = (reservation: string) => ({ right: "V", lease: null, reservation, amount: 1 });
  const begin = [await root.addOffice("a"), await root.addOffice("b"), await a.write("right.grant", voucher)];
  const inA = await a.write("right.reserve", use("ra"));
  const inB = await b.write("right.reserve", use("rb"));
  const history = (events: Envelope[]) => branchOf(charter, [...begin, ...events]);
  // The second one is longer: it can also be shown as what came after the first.
  const more = [await b.write("x.y", {}), await b.write("x.y", {})];
  const branches = [await history([inA, inB]), await history([inB, inA, ...more])] as const;
  return { charter, branches, common: branches[0].heads[3]! };
}

/** A checkpoint that somebody saw, with all cosignatures under it. */
type Seen = { readonly branch: Branch; readonly head: SignedCheckpoint; readonly lines: NoteSignature[] };

/** Shows an honest cosigner one history after the other; gives what it signed. */
async function play(game: Game, id: string, order: readonly Branch[], memory: Memory): Promise<Seen[]> {
  const node = new HonestCosigner(id, game.charter, memory);
  const seen: Seen[] = [];
  for (const branch of order)
    for (const head of branch.heads.slice(3))
      seen.push({ branch, head, lines: linesOf(await node.ask(branch, head)) });
  return seen;
}

/** Signs every checkpoint of both histories. */
async function lie({ charter, branches }: Game, id: string): Promise<Seen[]> {
  const { name = "" } = charter.members.find((member) => member.id === id)?.node ?? {};
  const heads = branches.flatMap((branch) => branch.heads.slice(3).map((head) => ({ branch, head })));
  const time = BigInt(START / 1000);
  return Promise.all(
    heads.map(async (one) => ({
      ...one,
      lines: [await cosign(one.head.note, name, keyOf(`${id} node`), time)],
    })),
  );
}

/** All that was seen, the signatures under one checkpoint of one history put together. */
function gather(all: readonly Seen[]): Seen[] {
  const seen = new Map<string, Seen>();
  for (const { branch, head, lines } of all) {
    const key = head.note.text;
    const known = seen.get(key) ?? { branch, head, lines: [] };
    seen.set(key, { ...known, lines: [...known.lines, ...lines] });
  }
  return [...seen.values()];
}

/** Pairs of checkpoints that receipts are final under and whose histories are not one. */
async function contradictions(game: Game, all: readonly Seen[]): Promise<[Seen, Seen][]> {
  const seen = gather(all);
  const shared = seen.find(({ head }) => head.size === game.common.size)!;
  const bundle = await bundleIn(shared.branch, shared.head, shared.lines);
  expect(await verifyBundle(bundle)).not.toHaveProperty("fault");
  const final: Seen[] = [];
  for (const one of seen) {
    const last = Number(one.head.size) - 1;
    const receipt = await receiptIn(one.branch, last, one.head, one.lines);
    if ("statement" in (await verifyReceipt(receipt, bundle, START))) final.push(one);
  }
  return final.flatMap((one, i) =>
    final
      .slice(i + 1)
      .filter((two) => !continues(one.branch, one.head.size, two.branch, two.head.size))
      .map((two): [Seen, Seen] => [one, two]),
  );
}

/** Plays every way to show the two histories to the honest ones; gives the number of contradictions in each. */
async function playAll(game: Game, liars: number, memory: Memory): Promise<number[]> {
  const ids = game.charter.members.map(({ id }) => id);
  const [honest, lying] = [ids.slice(liars), ids.slice(0, liars)];
  const [a, b] = game.branches;
  const lies = (await Promise.all(lying.map((id) => lie(game, id)))).flat();
  const plays = await Promise.all(
    honest.map(
      async (id) => [await play(game, id, [a, b], memory), await play(game, id, [b, a], memory)] as const,
    ),
  );
  const found: number[] = [];
  for (let way = 0; way < 2 ** honest.length; way++) {
    const told = plays.flatMap((own, i) => own[(way >> i) & 1]!);
    found.push((await contradictions(game, [...lies, ...told])).length);
  }
  return found;
}

describe("P1: two final receipts never contradict", () => {
  it.each([1, 2, 3, 4, 5, 6, 7])("with %i cosigners, as many of them lying as may", async (n) => {
    const game = await gameOf(n);
    const f = Math.floor((n - 1) / 3);
    // Some quorums bear more than f: any two of k share 2k - n, and one honest one among these is enough.
    const bearable = 2 * twoThirds(n) - n - 1;
    expect(bearable).toBeGreaterThanOrEqual(f);
    for (const liars of new Set([f, bearable]))
      for (const memory of ["mirror", "head"] as const)
        expect(Math.max(...(await playAll(game, liars, memory))), `${liars} liars, ${memory}`).toBe(0);
    // One liar more, and the same search finds the contradiction: what it looks for can be found.
    expect(Math.max(...(await playAll(game, bearable + 1, "mirror"))), "too many liars").toBeGreaterThan(0);
  });

  it("where any of the honest ones is asked for any size of any history, in any order", async () => {
    const game = await gameOf(4);
    const [a, b] = game.branches;
    const heads = [a, b].flatMap((branch) => branch.heads.slice(3).map((head) => ({ branch, head })));
    for (const [first, second, third] of permutations(heads, 3)) {
      const node = new HonestCosigner("M1", game.charter, "mirror");
      const signed: { branch: Branch; head: SignedCheckpoint }[] = [];
      for (const one of [first!, second!, third!])
        if (linesOf(await node.ask(one.branch, one.head)).length > 0) signed.push(one);
      for (const one of signed)
        for (const two of signed)
          expect(continues(one.branch, one.head.size, two.branch, two.head.size)).toBe(true);
    }
  });
});

function permutations<Item>(items: readonly Item[], length: number): Item[][] {
  if (length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(
      items.filter((one) => one !== item),
      length - 1,
    ).map((rest) => [item, ...rest]),
  );
}
