import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { utf8 } from "../../src/bytes/text.ts";
import { parseReceipt } from "../../src/receipt/receipt.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import { parseBundle, verifyBundle } from "../../src/roster/bundle.ts";
import { verifyTicket } from "../../src/witness/ticket.ts";
import { Pen, START } from "../support/fixture.ts";
import { type Cluster, cluster } from "../support/processes.ts";

const MEMBERS = ["CN", "KG", "KZ", "PK"];
const grant = (right: string) => ({
  right,
  kind: "permit",
  unit: "permit",
  cap: 5,
  users: ["PK", "KZ"],
  expires: null,
});

describe("a ledger of five processes over HTTP", () => {
  let ledger: Cluster;
  const pk = new Pen("PK");
  const sost = new Pen("PK/sost");
  beforeAll(async () => {
    ledger = await cluster(MEMBERS);
    expect(await ledger.submit((await pk.addOffice("sost")).bytes)).toMatchObject({ status: "final" });
  });
  afterAll(() => ledger.close());

  it("gives receipts with three cosignatures that a bundle alone verifies", async () => {
    const done = await ledger.submit((await sost.write("right.grant", grant("A"))).bytes);
    if (done.status !== "final") throw new Error(JSON.stringify(done));
    const get = async (path: string) => utf8(await (await fetch(`${ledger.prefix}/${path}`)).text());
    const bundle = parseBundle(await get("bundle"));
    expect(await verifyBundle(bundle)).not.toHaveProperty("fault");
    const verdict = await verifyReceipt(parseReceipt(await get(`receipts/${done.index}`)), bundle, START);
    if ("fault" in verdict) throw new Error(JSON.stringify(verdict));
    expect(verdict.statement.cosigners.length).toBeGreaterThanOrEqual(3);
    expect(verdict.statement.seenBy).not.toBeNull();
    const chain = async (author: string) => (await fetch(`${ledger.prefix}/chains/${author}`)).json();
    expect(await chain("PK/sost")).toEqual({ author: "PK/sost", next: 1, entry: done.index });
    expect(await chain("KZ/khorgos")).toEqual({ author: "KZ/khorgos", next: 0, entry: null });
    expect((await fetch(`${ledger.prefix}/chains/pk`)).status).toBe(404);
  });

  it("goes on with one node gone, stops with two, and goes on when one is back", async () => {
    const [first, second] = [ledger.nodes.get("CN")!, ledger.nodes.get("KG")!];
    await first.signal("SIGKILL");
    expect(await ledger.submit((await sost.write("right.grant", grant("B"))).bytes)).toMatchObject({
      status: "final",
    });
    await second.signal("SIGSTOP");
    const waiting = ledger.submit((await sost.write("right.grant", grant("C"))).bytes);
    const soon = new Promise((resolve) => setTimeout(resolve, 1_500, "no quorum"));
    expect(await Promise.race([waiting, soon])).toBe("no quorum");
    await first.start();
    expect(await waiting).toMatchObject({ status: "final" });
    await second.signal("SIGCONT");
  });

  it("loses nothing when the sequencer is killed, and refuses what is no event", async () => {
    const events = [];
    for (let i = 0; i < 60; i++) events.push(await sost.write("right.grant", grant(`K${i}`)));
    const answers = events.map((event) => ledger.submit(event.bytes).catch(() => undefined));
    await Promise.race(answers);
    await ledger.sequencer.signal("SIGKILL");
    const acknowledged = (await Promise.all(answers)).map((answer) =>
      answer?.status === "final" ? answer.index : -1,
    );
    await ledger.sequencer.start();
    for (const [i, event] of events.entries()) {
      const again = await ledger.submit(event.bytes);
      expect(again).toMatchObject({ status: "final", outcome: { status: "accepted" } });
      if (acknowledged[i]! >= 0) expect(again).toMatchObject({ index: acknowledged[i] });
    }
    expect(await ledger.submit(utf8("{}"))).toMatchObject({
      status: "refused",
      refusal: { status: 400, pointer: "/event" },
    });
    const large = await fetch(`${ledger.prefix}/events`, { method: "POST", body: "x".repeat(40_000) });
    expect(large.status).toBe(413);
    for (const path of ["nothing", "tile/0/../../head", "receipts/99999999", "tile/entries/999"])
      expect((await fetch(`${ledger.prefix}/${path}`)).status, path).toBe(404);
  });

  it("confirms at any member's node that an event was shown", async () => {
    const event = await sost.draft("right.close", { right: "A" });
    const { url } = ledger.nodes.get("KZ")!;
    const reply = await fetch(`${url}/${ledger.charter.origin}/tickets`, {
      method: "POST",
      body: new Uint8Array(event.bytes),
    });
    const { roster } = parseBundle(utf8(await (await fetch(`${ledger.prefix}/bundle`)).text()));
    const { ticket, members } = await verifyTicket(await reply.text(), roster);
    expect(members).toEqual(["KZ"]);
    expect(ticket.envelope).toBe(Buffer.from(event.hash).toString("base64"));
  });
});
