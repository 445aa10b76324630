import { beforeAll, describe, expect, it } from "vitest";
import { fromUtf8, toBase64, utf8 } from "../../src/bytes/text.ts";
import { eventLeaf, journalLeaf, parseLedgerEntry } from "../../src/entry/entry.ts";
import { type Envelope, parseEnvelope, signEvent } from "../../src/event/envelope.ts";
import { Journal } from "../../src/journal/journal.ts";
import { journalOrigin, journalPolicy } from "../../src/journal/journal-origin.ts";
import { DiskLog } from "../../src/log/disk-log.ts";
import { signCheckpoint } from "../../src/note/checkpoint.ts";
import { policyId } from "../../src/note/policy.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import type { Bundle } from "../../src/roster/bundle.ts";
import { proveInclusion } from "../../src/tree/prove.ts";
import { type Branch, branchOf, bundleIn, forged, HonestCosigner, receiptIn } from "../support/branches.ts";
import { charterOf, keyOf, ORIGIN, Pen, START } from "../support/fixture.ts";
import { memoryFiles } from "../support/memory-files.ts";

// P3: events are attributable, and an authority cannot deny its own. Whoever runs the log writes what it likes
// and signs it; only what the author's key signed, while it counted, stands as the author's.

const grant = { right: "R", kind: "permit", unit: "permit", cap: 3, users: ["PK"], expires: null };
const received = "2027-01-11T01:00:00.000Z";

let history: Branch;
let bundle: Bundle;
let torkham: Pen;
let revokedAt: number;

beforeAll(async () => {
  const [pk, kz] = [new Pen("PK"), new Pen("KZ")];
  torkham = new Pen("PK/torkham");
  const key = (await torkham.draft("x.y", {})).key;
  const events = [
    await pk.addOffice("torkham"),
    await kz.addOffice("khorgos"),
    await torkham.write("right.grant", grant),
    await pk.write("key.revoke", { key, reason: "retired", doubtfulFrom: null }),
  ];
  history = await branchOf(charterOf(["KZ", "PK"]), events);
  bundle = await bundleIn(history, history.heads.at(-1)!, []);
  revokedAt = bundle.roster.keys.find(({ id }) => id === key)?.until ?? -1;
});

async function faultOf(receipt: Receipt): Promise<string> {
  const verdict = await verifyReceipt(receipt, bundle, START);
  return "fault" in verdict ? verdict.fault.code : "holds";
}

/** The receipt of an envelope that whoever runs the log wrote in as accepted, at its end or at an index. */
async function written(envelope: Envelope, at = history.leaves.length): Promise<Receipt> {
  const rogue = await forged(history, at, [eventLeaf(envelope, { status: "accepted" }, received)]);
  return receiptIn(rogue, at, rogue.heads.at(-1)!, []);
}

const reserve = { right: "R", lease: null, reservation: "r", amount: 1 };

/** A provisional receipt for an author, from a journal that another key keeps in its name. */
async function journalled(author: string, keyName: string): Promise<Receipt> {
  const files = memoryFiles();
  await files.makeDirectory("/j");
  const [origin, signer] = [journalOrigin(ORIGIN, author), keyOf(keyName)];
  const log = await DiskLog.open({ files, directory: "/j/log", origin, publicKey: signer.publicKey });
  const envelope = await new Pen(author, { signer }).draft("right.reserve", reserve);
  const entry = journalLeaf(envelope, received);
  const checkpoint = await log.append([entry], (head) => signCheckpoint(head, signer));
  const hashes = await proveInclusion(0n, 1n, log.nodesAt(1n));
  const id = policyId(journalPolicy(origin, signer.publicKey));
  return {
    level: "provisional",
    entry,
    proof: { index: 0n, hashes, checkpoint },
    policyId: id,
    disclosures: [],
  };
}

describe("P3: an event is its author's", () => {
  it("and stays so when the key is retired: nobody can deny what it signed while it counted", async () => {
    const index = history.leaves.findIndex((leaf) => fromUtf8(leaf)?.includes("right.grant"));
    const receipt = await receiptIn(history, index, history.heads.at(-1)!, []);
    const verdict = await verifyReceipt(receipt, bundle, START);
    expect(verdict).toMatchObject({ statement: { author: { id: "PK/torkham", key: { until: revokedAt } } } });
  });

  it("not where the body was changed by who runs the log", async () => {
    const { bytes } = await new Pen("KZ/khorgos").draft("right.reserve", reserve);
    const other = parseEnvelope(utf8(fromUtf8(bytes)!.replace('"reservation":"r"', '"reservation":"q"')));
    expect(await faultOf(await written(other))).toBe("signature/false");
  });

  it.each([
    ["a key that nobody registered", "PK/torkham", "a thief", "key/unknown"],
    ["the key of another member", "PK/torkham", "KZ/khorgos", "key/unknown"],
    ["the log's own key", "PK/torkham", "log", "key/unknown"],
    ["the key of another office", "KZ/altynkol", "KZ/khorgos", "key/unknown"],
    ["an office's key, for the authority itself", "KZ", "KZ/khorgos", "key/unknown"],
    ["the key that cosigns", "KZ/khorgos", "KZ node", "key/unknown"],
    ["its own key", "KZ/khorgos", "KZ/khorgos", "holds"],
  ])("not where it is signed with %s", async (_what, author, keyName, fault) => {
    const pen = new Pen(author, { signer: keyOf(keyName) });
    expect(await faultOf(await written(await pen.draft("right.reserve", reserve))), "final").toBe(fault);
    expect(await faultOf(await journalled(author, keyName)), "provisional").toBe(fault);
  });

  it("not where the key had been revoked by then", async () => {
    const late = await torkham.draft("right.reserve", reserve);
    expect(await faultOf(await written(late))).toBe("key/unknown");
    expect(await faultOf(await written(late, revokedAt))).toBe("key/unknown");
    expect(await faultOf(await written(late, revokedAt - 1))).toBe("holds");
  });

  it("though a provisional receipt by a retired key is told as one that can still be made", async () => {
    const verdict = await verifyReceipt(await journalled("PK/torkham", "PK/torkham"), bundle, START);
    const doubts = "statement" in verdict ? verdict.statement.doubts : [];
    expect(doubts).toContainEqual({ code: "ended-key", until: revokedAt });
    const good = await verifyReceipt(await journalled("KZ/khorgos", "KZ/khorgos"), bundle, START);
    expect("statement" in good && good.statement.doubts.map(({ code }) => code)).not.toContain("ended-key");
  });

  it("not where it was made for another ledger", async () => {
    const elsewhere = new Pen("KZ/khorgos", { origin: "rahdari.test/other/1" });
    expect(await faultOf(await written(await elsewhere.draft("right.reserve", reserve)))).toBe(
      "origin/other",
    );
  });

  it("for a cosigner too, who signs no history in which anybody's name was forged", async () => {
    const charter = charterOf(["KZ", "PK"]);
    const good = await new Pen("KZ/khorgos").draft("right.reserve", reserve);
    const forgeries = [
      parseEnvelope(utf8(fromUtf8(good.bytes)!.replace('"reservation":"r"', '"reservation":"q"'))),
      await signEvent(good.event, keyOf("a thief")),
      await signEvent(good.event, keyOf("PK root")),
    ];
    for (const envelope of forgeries) {
      const leaf = eventLeaf(envelope, { status: "accepted" }, received);
      const rogue = await forged(history, history.leaves.length, [leaf]);
      const node = new HonestCosigner("PK", charter, "mirror");
      expect((await node.ask(rogue, rogue.heads[0]!)).status).toBe(200);
      expect(await node.ask(rogue, rogue.heads[1]!)).toMatchObject({
        status: 422,
        body: expect.stringContaining("a signature that does not hold"),
      });
    }
  });

  it("and two that it signed under one count are held against it, by both receipts", async () => {
    const files = memoryFiles();
    await files.makeDirectory("/post");
    const own = {
      files,
      directory: "/post/j",
      origin: ORIGIN,
      author: "PK/torkham",
      signer: keyOf("PK/torkham"),
    };
    const journal = await Journal.open({ ...own, now: () => START });
    await journal.record({ kind: "right.reserve", body: reserve });
    const [told] = await journal.envelopes(0, 1);
    // The ledger holds another event of this office's first count: the office is shown to have signed two.
    const index = history.leaves.findIndex((leaf) => fromUtf8(leaf)?.includes("right.grant"));
    const known = parseLedgerEntry(history.leaves[index]!);
    if (known.type !== "event") throw new Error("not an event");
    expect(known.envelope.event).toMatchObject({ author: "PK/torkham", seq: told!.event.seq });
    expect(toBase64(known.envelope.hash)).not.toBe(toBase64(told!.hash));
    expect(await faultOf(await journal.receipt(0))).toBe("holds");
  });
});
