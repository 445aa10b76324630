import type { EpochMs } from "@rahdari/units";
import { describe, expect, it } from "vitest";
import { toBase64, utf8 } from "../../src/bytes/text.ts";
import { parseLedgerEntry } from "../../src/entry/entry.ts";
import { type Envelope, signEvent } from "../../src/event/envelope.ts";
import { LedgerError } from "../../src/fault.ts";
import { ticketHandler } from "../../src/http/ticket-handler.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import { formatBundle, parseBundle } from "../../src/roster/bundle.ts";
import { signTicket, verifyTicket } from "../../src/witness/ticket.ts";
import { type Bench, bench, memoryFiles } from "../support/engines.ts";
import { keyOf, Pen, START } from "../support/fixture.ts";

// P6, where one node puts events in order: that an event gets in is not promised; that keeping it out shows, is.
// More than f nodes confirm that they were shown it, and the ledger goes on for an hour without it.

const MEMBERS = ["AF", "KZ", "PK", "UZ"];
const HOUR = 3_600_000;

async function ticketFrom(
  ledger: Bench,
  id: string,
  envelope: Envelope,
  time = START + 60_000,
): Promise<Response> {
  const { mirror } = ledger.nodes.get(id)!;
  const name = ledger.charter.members.find((member) => member.id === id)?.node?.name ?? "";
  const handle = ticketHandler(mirror as never, {
    name,
    signer: keyOf(`${id} node`),
    now: () => time as EpochMs,
  });
  const body = new Uint8Array(envelope.bytes);
  return (await handle(new Request("http://node/x", { method: "POST", body }), "tickets"))!;
}

async function open() {
  let time = START as number;
  const later = (ms: number) => {
    time += ms;
    return time as EpochMs;
  };
  const ledger = await bench("cosigned", memoryFiles(), {
    members: MEMBERS,
    now: () => later(1_000),
  });
  const offices = { pk: new Pen("PK/torkham"), uz: new Pen("UZ/termez") };
  for (const envelope of [await new Pen("PK").addOffice("torkham"), await new Pen("UZ").addOffice("termez")])
    await ledger.engine.submit(envelope.bytes);
  // The sequencer keeps out what comes from Pakistan, and says nothing.
  const submit = async ({ event, bytes }: Envelope) =>
    event.author.startsWith("PK") ? undefined : ledger.engine.submit(bytes);
  return { ...ledger, ...offices, submit, later };
}

/** Members who confirm that they were shown an event, and the latest time at which one of them was. */
async function confirmed(ledger: Bench, tickets: readonly string[], envelope: Envelope) {
  const read = await Promise.all(tickets.map((text) => verifyTicket(text, ledger.engine.state.roster)));
  const own = read.filter(({ ticket }) => ticket.envelope === toBase64(envelope.hash));
  return {
    members: new Set(own.flatMap(({ members }) => members)),
    time: Math.max(...own.map(({ ticket }) => ticket.time)),
  };
}

/** Whether a ledger had gone on, by its cosigners' clocks, for some time without an event that was shown. */
async function keptOut({ engine }: Bench, envelope: Envelope, shown: number, ms: number): Promise<boolean> {
  const rosterAt = await engine.publishRoster();
  const receipt = await engine.receipt(rosterAt);
  const bundle = parseBundle(utf8(formatBundle(engine.state.roster, receipt.entry, receipt.proof)));
  const verdict = await verifyReceipt(receipt, bundle, START);
  const seenBy = "statement" in verdict ? Number(verdict.statement.seenBy ?? 0n) * 1_000 : 0;
  const leaves = await engine.entries(0, Number(engine.checkpoint.size));
  const inside = leaves.map(parseLedgerEntry).some((entry) => {
    return entry.type === "event" && toBase64(entry.envelope.hash) === toBase64(envelope.hash);
  });
  return !inside && seenBy > shown + ms;
}

describe("P6: a sequencer that keeps events out", () => {
  it("is shown to, by the tickets of more than f members and an hour of ledger without the event", async () => {
    const ledger = await open();
    const event = await ledger.pk.write("x.said", {});
    expect(await ledger.submit(event)).toBeUndefined();
    const tickets = await Promise.all(
      MEMBERS.map(async (id) => (await ticketFrom(ledger, id, event)).text()),
    );
    const { members, time } = await confirmed(ledger, tickets, event);
    expect([...members].sort()).toEqual(MEMBERS);
    const f = Math.floor((MEMBERS.length - 1) / 3);
    expect(members.size).toBeGreaterThan(f);
    // It may still come in: only when the others' events have gone on without it, it was kept out.
    expect(await keptOut(ledger, event, time, HOUR)).toBe(false);
    ledger.later(2 * HOUR);
    expect(await ledger.submit(await ledger.uz.write("x.said", {}))).toMatchObject({ status: "final" });
    expect(await keptOut(ledger, event, time, HOUR)).toBe(true);
    // One that came in is not kept out.
    await ledger.engine.submit(event.bytes);
    expect(await keptOut(ledger, event, time, HOUR)).toBe(false);
    await ledger.engine.close();
  });

  it("cannot be accused with tickets that no node gave, or gave for another event", async () => {
    const ledger = await open();
    const [event, other] = [await ledger.pk.draft("x.said", {}), await ledger.pk.draft("x.other", {})];
    const time = START as EpochMs;
    const good = await signTicket(event, "kz.test/node", keyOf("KZ node"), time);
    const forged = [
      await signTicket(event, "kz.test/node", keyOf("PK/torkham"), time),
      await signTicket(event, "kz.test/node", keyOf("AF node"), time),
      await signTicket(event, "xx.test/node", keyOf("XX node"), time),
      good.replace("2027-01-11", "2026-01-11"),
      good.replace(toBase64(event.hash), toBase64(other.hash)),
    ];
    expect([...(await confirmed(ledger, [good], event)).members]).toEqual(["KZ"]);
    for (const text of forged) {
      expect([...(await confirmed(ledger, [text], event)).members]).toEqual([]);
      expect([...(await confirmed(ledger, [text], other)).members]).toEqual([]);
    }
    await ledger.engine.close();
  });

  it("nor with an event that nobody can be held to: no node gives a ticket for one", async () => {
    const ledger = await open();
    const event = await ledger.pk.draft("x.said", {});
    const elsewhere = new Pen("PK/torkham", { origin: "rahdari.test/other/1" });
    for (const bad of [await signEvent(event.event, keyOf("a thief")), await elsewhere.draft("x.said", {})])
      for (const id of MEMBERS) expect((await ticketFrom(ledger, id, bad)).status).toBe(422);
    await ledger.engine.close();
  });

  it.each(["", "not a note", "\n\n", "rahdari/ticket/1\nx\ny\nz\n\n— a b\n"])(
    "nor with what is no ticket: %j",
    async (text) => {
      const { engine } = await open();
      await expect(verifyTicket(text, engine.state.roster)).rejects.toThrow(LedgerError);
      await engine.close();
    },
  );

  it("nor with a ticket of no time that there is", async () => {
    const ledger = await open();
    const event = await ledger.pk.draft("x.said", {});
    const good = await signTicket(event, "kz.test/node", keyOf("KZ node"), START);
    const text = good.replace("2027-01-11T00:00:00.000Z", "yesterday");
    await expect(verifyTicket(text, ledger.engine.state.roster)).rejects.toMatchObject({ code: "malformed" });
    await ledger.engine.close();
  });
});
