import type { EpochMs } from "@rahdari/units";
import { beforeAll, describe, expect, it } from "vitest";
import { fromUtf8, toBase64, utf8 } from "../../src/bytes/text.ts";
import { verifyEvidence } from "../../src/cosign/evidence.ts";
import { keyOfLog } from "../../src/cosign/mirror-log.ts";
import { eventLeaf, journalLeaf, parseLedgerEntry } from "../../src/entry/entry.ts";
import { type Envelope, signEvent } from "../../src/event/envelope.ts";
import { signCheckpoint } from "../../src/note/checkpoint.ts";
import { leafHash, nodeHash } from "../../src/tree/hash.ts";
import { proveConsistency } from "../../src/tree/prove.ts";
import { formatAddCheckpoint } from "../../src/witness/request.ts";
import { type Branch, branchOf, forged, HonestCosigner, linesOf, request } from "../support/branches.ts";
import { charterOf, keyOf, Pen, START } from "../support/fixture.ts";

// A sequencer that signs whatever it likes, and honest cosigners that execute all of it again: they sign nothing
// of it, and keep what shows it.

const charter = charterOf(["AF", "KZ", "PK", "UZ"], { quorum: "two-thirds" });
const key = keyOfLog(charter);
const permits = { right: "R", kind: "permit", unit: "permit", cap: 1, users: ["PK", "KZ"], expires: null };
const take = (reservation: string) => ({ right: "R", lease: null, reservation, amount: 1 });
/** Entries that are common to all histories: charter, roster, two offices with their rosters, and a right. */
const COMMON = 7;

/** What should follow: one reservation that is accepted, one that is rejected, and a third office. */
let honest: Branch;
/** The same, up to the common part. */
let before: Branch;
let sent: Envelope[];
/** An event that may follow on all of them. */
let next: Envelope;
const LATE = "2027-01-11T00:59:00.000Z";

beforeAll(async () => {
  const [pk, kz, a, b] = [new Pen("PK"), new Pen("KZ"), new Pen("PK/a"), new Pen("KZ/b")];
  const begin = [await pk.addOffice("a"), await kz.addOffice("b"), await a.write("right.grant", permits)];
  sent = [
    await a.write("right.reserve", take("ra")),
    await b.write("right.reserve", take("rb")),
    await pk.addOffice("c"),
  ];
  next = await a.write("x.y", {});
  honest = await branchOf(charter, [...begin, ...sent]);
  before = await branchOf(charter, begin);
  expect(before.leaves.length).toBe(COMMON);
  expect(honest.leaves.map((leaf) => parseLedgerEntry(leaf).type)).toEqual([
    "charter",
    "roster",
    "event",
    "roster",
    "event",
    "roster",
    "event",
    "event",
    "event",
    "event",
    "roster",
  ]);
});

const after = () => honest.leaves.slice(COMMON);

/** A leaf with a part of its text replaced. */
function altered(leaf: Uint8Array, from: string | RegExp, to: string): Uint8Array {
  const text = fromUtf8(leaf)!;
  expect(text).not.toBe(text.replace(from, to));
  return utf8(text.replace(from, to));
}

/** A leaf with another time. */
function at(leaf: Uint8Array, received: string): Uint8Array {
  return altered(leaf, /"received":"[^"]*"/, `"received":"${received}"`);
}

async function withEvent(
  leaf: Uint8Array,
  change: (envelope: Envelope) => Promise<Envelope>,
): Promise<Uint8Array> {
  const entry = parseLedgerEntry(leaf);
  if (entry.type !== "event") throw new Error("not an event");
  const other = await change(entry.envelope);
  return altered(leaf, fromUtf8(entry.envelope.bytes)!, fromUtf8(other.bytes)!);
}

const signedBy = (name: string, body?: Record<string, string>) => (leaf: Uint8Array) =>
  withEvent(leaf, ({ event }) => signEvent(body ? { ...event, body } : event, keyOf(name)));

type Lie = {
  readonly index: number;
  readonly tell: (rest: Uint8Array[]) => Promise<Uint8Array[]> | Uint8Array[];
};

/** What a sequencer may write after the common part, and the first entry that is wrong. */
const LIES: Readonly<Record<string, Lie>> = {
  "forges that an event was rejected": {
    index: 7,
    tell: ([a, ...rest]) => [
      altered(a!, '{"status":"accepted"}', '{"code":"right/not-free","status":"rejected"}'),
      ...rest,
    ],
  },
  "forges that one was accepted": {
    index: 8,
    tell: ([a, b, ...rest]) => [
      a!,
      altered(b!, /"outcome":\{[^}]*\}/, '"outcome":{"status":"accepted"}'),
      ...rest,
    ],
  },
  "gives another reason": {
    index: 8,
    tell: ([a, b, ...rest]) => [a!, altered(b!, "right/not-free", "right/expired"), ...rest],
  },
  "names another entry as contradicted": {
    index: 8,
    tell: ([a, b, ...rest]) => [a!, altered(b!, '"against":7', '"against":6'), ...rest],
  },
  "changes the order, each with the outcome of its old place": {
    index: 7,
    tell: ([a, b, ...rest]) => [b!, a!, ...rest],
  },
  "dates an entry before the one ahead of it": {
    index: 8,
    tell: ([a, b, ...rest]) => [a!, at(b!, "2027-01-11T00:00:01.000Z"), ...rest],
  },
  "writes an event that nobody signed": {
    index: 7,
    tell: async ([a]) => [await signedBy("a thief")(a!)],
  },
  "writes an event with the signature of another": {
    index: 7,
    tell: async ([a]) => [await signedBy("KZ/b")(a!)],
  },
  "changes what an author had signed": {
    index: 7,
    tell: ([a, ...rest]) => [altered(a!, '"reservation":"ra"', '"reservation":"xx"'), ...rest],
  },
  "writes an event twice, the second time as a contradiction": {
    index: 8,
    tell: ([a]) => [
      a!,
      altered(a!, '{"status":"accepted"}', '{"against":7,"code":"chain/fork","status":"rejected"}'),
    ],
  },
  "writes an event twice": { index: 8, tell: ([a, ...rest]) => [a!, a!, ...rest] },
  "writes a second contradiction of one count": {
    index: 9,
    tell: async ([a]) => [a!, await forkOf(a!, "one"), await forkOf(a!, "two")],
  },
  "leaves out the roster that is due": {
    index: 10,
    tell: ([a, b, c]) => [a!, b!, c!, eventLeaf(next, { status: "rejected", code: "kind/unknown" }, LATE)],
  },
  "writes another roster": {
    index: 10,
    tell: ([a, b, c, roster]) => [a!, b!, c!, altered(roster!, /"roster":"[0-9a-f]{4}/, '"roster":"0000')],
  },
  "writes another policy": {
    index: 10,
    tell: ([a, b, c, roster]) => [a!, b!, c!, altered(roster!, /"policy":"[0-9a-f]{4}/, '"policy":"0000')],
  },
  "writes a second charter": { index: 7, tell: () => [honest.leaves[0]!] },
  "writes an event out of its author's order": {
    index: 7,
    tell: async ([a]) => [
      await withEvent(a!, ({ event }) => signEvent({ ...event, seq: event.seq + 1 }, keyOf("PK/a"))),
    ],
  },
  "writes an entry of a journal": {
    index: 7,
    tell: () => [journalLeaf(sent[0]!, "2027-01-11T01:00:00.000Z")],
  },
  "writes what is no entry": { index: 7, tell: () => [utf8("{}")] },
  "writes what is no text": { index: 7, tell: () => [Uint8Array.of(0xff, 0xfe)] },
  "writes an entry in another form": {
    index: 7,
    tell: ([a]) => [altered(a!, '{"envelope"', '{ "envelope"')],
  },
  "writes an event for another ledger": {
    index: 7,
    tell: async ([a]) => [
      await withEvent(a!, ({ event }) =>
        signEvent({ ...event, origin: "rahdari.test/other/1" }, keyOf("PK/a")),
      ),
    ],
  },
};

/** Another event of the same author and count, as the ledger keeps the first such. */
async function forkOf(leaf: Uint8Array, reservation: string): Promise<Uint8Array> {
  const fork = await signedBy("PK/a", { reservation })(leaf);
  return altered(
    fork,
    '"outcome":{"status":"accepted"}',
    '"outcome":{"against":7,"code":"chain/fork","status":"rejected"}',
  );
}

/** A cosigner that has cosigned the common part. */
async function cosignerOfCommon(): Promise<HonestCosigner> {
  const node = new HonestCosigner("UZ", charter, "mirror");
  expect((await node.ask(before, before.heads.at(-1)!)).status).toBe(200);
  return node;
}

/**
 * A request for a checkpoint of any size that continues a history: what is beyond is made up, hash by hash, and
 * the root that this leads to is signed.
 */
async function endlessFrom(branch: Branch, size: bigint): Promise<string> {
  const known = branch.log.nodesAt(BigInt(branch.log.size));
  const old = BigInt(branch.log.size);
  const proof = await proveConsistency(old, size, async (nodes) =>
    Promise.all(
      nodes.map(async (node) =>
        (node.index + 1n) << BigInt(node.level) <= old
          ? (await known([node]))[0]!
          : leafHash(utf8(`${node.level}`)),
      ),
    ),
  );
  let [fn, sn] = [old - 1n, size - 1n];
  while (fn & 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  let root = proof[0]!;
  for (const hash of proof.slice(1)) {
    if (fn & 1n || fn === sn) {
      root = nodeHash(hash, root);
      while (fn !== 0n && !(fn & 1n)) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else root = nodeHash(root, hash);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  const checkpoint = await signCheckpoint({ origin: charter.origin, size, root }, keyOf("log"));
  return formatAddCheckpoint({ old, proof, checkpoint });
}

describe("an honest cosigner", () => {
  it("signs what the rules make of the events", async () => {
    const node = await cosignerOfCommon();
    expect((await node.ask(honest, honest.heads.at(-1)!)).status).toBe(200);
    expect(await node.evidence()).toEqual([]);
  });

  it.each(Object.entries(LIES))(
    "does not sign where the sequencer %s, and keeps the entry with its proof",
    async (_name, { index, tell }) => {
      const node = await cosignerOfCommon();
      const lie = await forged(honest, COMMON, await tell(after()));
      const reply = await node.ask(lie, lie.heads[1]!);
      expect(reply, reply.body).toMatchObject({
        status: 422,
        body: expect.stringMatching(`^entry ${index}: `),
      });
      expect((await node.log()).latest?.size).toBe(BigInt(COMMON));
      const [evidence, ...more] = await node.evidence();
      expect(more).toEqual([]);
      const isText = fromUtf8(lie.leaves[index]!) !== undefined;
      expect(await verifyEvidence(evidence!, key)).toBe(isText ? "forbidden-entry" : "unproven");
      if (isText)
        expect(evidence!.entry).toMatchObject({ leaf: lie.leaves[index], proof: { index: BigInt(index) } });
      // It is ready to go on with the truth.
      expect((await node.ask(honest, honest.heads.at(-1)!)).status).toBe(200);
    },
  );

  it("does not sign two histories of one length, and keeps both roots", async () => {
    const node = await cosignerOfCommon();
    expect((await node.ask(honest, honest.heads.at(-1)!)).status).toBe(200);
    const other = await forged(honest, COMMON, [
      ...after().slice(0, 3),
      at(after()[3]!, "2027-01-11T00:30:00.000Z"),
    ]);
    expect((await node.ask(other, other.heads[1]!)).status).toBe(422);
    const [evidence] = await node.evidence();
    expect(await verifyEvidence(evidence!, key)).toBe("two-histories");
  });

  it.each([2, 5, 7])(
    "does not sign a history whose entry %i was rewritten, and keeps both heads",
    async (index) => {
      const node = await cosignerOfCommon();
      expect((await node.ask(honest, honest.heads.at(-2)!)).status).toBe(200);
      const leaves = honest.leaves.with(index, at(honest.leaves[index]!, "2027-01-11T00:00:09.999Z"));
      const rewritten = await forged(honest, 0, leaves);
      expect((await node.ask(rewritten, rewritten.heads[0]!)).status).toBe(422);
      const [evidence] = await node.evidence();
      expect(await verifyEvidence(evidence!, key)).toBe("unproven");
      expect(evidence!.known?.size).toBe(honest.heads.at(-2)!.size);
    },
  );

  it("does not sign a history that was cut short", async () => {
    const node = await cosignerOfCommon();
    const short = before.heads.at(-2)!;
    for (const old of [0n, short.size]) {
      const reply = await node.send(await request(before, short, old));
      expect(reply).toEqual({ status: 409, type: "text/x.tlog.size", body: `${COMMON}\n` });
    }
    const claimed = (await request(before, short, short.size)).replace(/^old \d+/, `old ${COMMON}`);
    expect((await node.send(claimed)).status).toBe(400);
  });

  it("does not sign a time beyond its clock, until it has come", async () => {
    let now = START + 60_000;
    const node = new HonestCosigner("UZ", charter, "mirror", { now: () => now as EpochMs });
    expect((await node.ask(before, before.heads.at(-1)!)).status).toBe(200);
    const early = await forged(honest, COMMON, [at(after()[0]!, "2027-01-11T00:06:01.000Z")]);
    expect(await node.ask(early, early.heads[1]!)).toMatchObject({ status: 503 });
    expect(await node.evidence()).toEqual([]);
    now = START + 61_000;
    expect((await node.ask(early, early.heads[1]!)).status).toBe(200);
  });

  it("accuses nobody for entries that were changed on their way, or that nobody gives out", async () => {
    const node = await cosignerOfCommon();
    const onTheWay = [
      () => [...before.leaves, ...after().with(0, utf8("{}"))],
      () => honest.leaves.slice(0, -1),
      () => [],
    ];
    for (const leaves of onTheWay) {
      const reply = await node.ask({ ...honest, leaves: leaves() }, honest.heads.at(-1)!);
      expect(reply.status).toBe(503);
    }
    expect(await node.evidence()).toEqual([]);
    expect((await node.ask(honest, honest.heads.at(-1)!)).status).toBe(200);
  });

  it("gives up at once on a history longer than what is served of it", async () => {
    const node = await cosignerOfCommon();
    // Whoever signs a checkpoint can make one of any size that continues any other.
    const size = 1n << 61n;
    const endless = await endlessFrom(before, size);
    node.shown = before;
    expect((await node.send(endless)).status).toBe(503);
  });

  it("keeps no more evidence than is needed, however much a log signs", async () => {
    const node = await cosignerOfCommon();
    for (let i = 0; i < 120; i++) {
      const time = new Date(START + 60_000 + i).toISOString();
      const lie = await forged(honest, COMMON, [at(await signedBy("a thief")(after()[0]!), time)]);
      expect((await node.ask(lie, lie.heads[1]!)).status).toBe(422);
    }
    expect((await node.evidence()).length).toBe(100);
  });

  it("does not let evidence be made up", async () => {
    const node = await cosignerOfCommon();
    const lie = await forged(honest, COMMON, [await signedBy("a thief")(after()[0]!)]);
    await node.ask(lie, lie.heads[1]!);
    const [evidence] = await node.evidence();
    const { entry, signed } = evidence!;
    const other = { ...entry!, leaf: after()[0]! };
    expect(await verifyEvidence({ ...evidence!, entry: other }, key)).toBe("false");
    const note = {
      ...signed.note,
      text: signed.note.text.replace(toBase64(signed.root), toBase64(honest.heads[0]!.root)),
    };
    const root = honest.heads[0]!.root;
    expect(await verifyEvidence({ ...evidence!, signed: { ...signed, root, note }, entry: null }, key)).toBe(
      "false",
    );
    const elsewhere = keyOfLog(charterOf(["AF"], { origin: "rahdari.test/other/1" }));
    expect(await verifyEvidence(evidence!, elsewhere)).toBe("false");
  });

  it("keeps a head that it can read again, whatever lines came with it", async () => {
    for (const memory of ["mirror", "head"] as const) {
      const node = new HonestCosigner("UZ", charter, memory);
      node.shown = before;
      const body = await request(before, before.heads.at(-1)!, 0n);
      const junk = Array.from({ length: 99 }, (_, i) => `— junk${i} AAAAAAAA\n`).join("");
      expect(linesOf(await node.send(body + junk)).length, memory).toBe(1);
      expect((await node.ask(honest, honest.heads.at(-1)!)).status, memory).toBe(200);
    }
  });

  it("never gives an earlier time than before, not even after a restart with its clock put back", async () => {
    for (const memory of ["mirror", "head"] as const) {
      let now = START + 7_200_000;
      const node = new HonestCosigner("UZ", charter, memory, { now: () => now as EpochMs });
      const times: number[] = [];
      for (const [i, head] of honest.heads.entries()) {
        const [line] = linesOf(await node.ask(honest, head));
        times.push(Number(new DataView(line!.signature.buffer, line!.signature.byteOffset).getBigUint64(0)));
        now += i % 2 === 0 ? -3_600_000 : 1_800_000;
      }
      expect(times, memory).toEqual(times.toSorted((a, b) => a - b));
    }
  });
});
