import { describe, expect, it } from "vitest";
import { signEvent } from "../../src/event/envelope.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { bench, memoryFiles } from "../support/engines.ts";
import { keyOf, Pen } from "../support/fixture.ts";

// A member that sends more than can be taken: it is told to wait, and others are not kept waiting.

const LONG = "x".repeat(30_000);

describe("a member that floods a ledger", () => {
  it("with events that come too early has one place for all its offices, however many it names", async () => {
    const { engine } = await bench("embedded", memoryFiles());
    await engine.submit((await new Pen("PK").addOffice("torkham")).bytes);
    const statuses = new Map<string, number>();
    let bytes = 0;
    for (let i = 0; i < 700; i++) {
      const pen = new Pen(`PK/x${i % 100}`, { signer: keyOf("PK/torkham") });
      const prev = Buffer.alloc(32, i).toString("base64");
      const { event } = await pen.draft("x.y", { text: LONG });
      const early = await signEvent({ ...event, seq: 5 + i, prev }, keyOf("PK/torkham"));
      const { status } = await engine.submit(early.bytes);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === "parked") bytes += early.bytes.length;
    }
    expect(statuses.get("refused")).toBeGreaterThan(100);
    expect(bytes).toBeLessThanOrEqual(16 << 20);
    expect(engine.parked).toBe(statuses.get("parked"));
    // Its own events in order, and those of others, are taken in as before.
    const torkham = new Pen("PK/torkham");
    expect(await engine.submit((await torkham.write("x.y", {})).bytes)).toMatchObject({ status: "final" });
    const kz = new Pen("KZ");
    expect(await engine.submit((await kz.addOffice("post")).bytes)).toMatchObject({ status: "final" });
    const late = new Pen("KZ/post");
    const [first, second] = [await late.write("x.y", {}), await late.write("x.y", {})];
    expect(await engine.submit(second.bytes)).toMatchObject({ status: "parked" });
    expect(await engine.submit(first.bytes)).toMatchObject({ status: "final" });
    expect(await engine.submit(second.bytes)).toMatchObject({ status: "final" });
    await engine.close();
  });

  it("with more at once than is let in line is told so, and others get their turn", async () => {
    const { engine } = await bench("embedded", memoryFiles());
    await engine.submit((await new Pen("PK").addOffice("torkham")).bytes);
    const torkham = new Pen("PK/torkham");
    const { bytes } = await torkham.write("x.y", {});
    const flood = Array.from({ length: 6_000 }, () => engine.submit(bytes));
    const other = await new Pen("KZ").addOffice("post");
    const begin = Promise.all(flood);
    expect(await engine.submit(other.bytes)).toMatchObject({ status: "final" });
    const answers = await begin;
    expect(answers.filter(({ status }) => status === "refused").length).toBe(1_000);
    expect(answers.filter(({ status }) => status === "final").length).toBe(5_000);
    await engine.close();
  });

  it("or sends what the state machine stumbles over, which fails by itself", async () => {
    const machine: typeof rightsMachine = {
      ...rightsMachine,
      apply(state, event) {
        if (event.kind === "x.stumble") throw new RangeError("a fault of the machine");
        return rightsMachine.apply(state, event);
      },
    };
    const { engine } = await bench("embedded", memoryFiles(), { machine });
    for (const id of ["PK", "KZ"]) await engine.submit((await new Pen(id).addOffice("post")).bytes);
    const [bad, good] = [
      await new Pen("PK/post").write("x.stumble", {}),
      await new Pen("KZ/post").write("x.y", {}),
    ];
    const answers = await Promise.allSettled([bad, good, bad].map(({ bytes }) => engine.submit(bytes)));
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected"]);
    expect(engine.state.chains.get("KZ/post")?.indices.size).toBe(1);
    await engine.close();
  });

  it("with made-up members leaves nothing of them behind", async () => {
    const { engine } = await bench("embedded", memoryFiles());
    const { size } = engine.state;
    for (let i = 0; i < 200; i++) {
      const stranger = new Pen(`X${i}/post`, { signer: keyOf("a stranger") });
      const answer = await engine.submit((await stranger.draft("x.y", {}, { seq: 0 })).bytes);
      expect(answer).toMatchObject({ status: "refused", refusal: { code: "key/unknown" } });
    }
    expect(engine.state.size).toBe(size);
    expect(engine.parked).toBe(0);
    expect(engine.state.chains.size).toBe(0);
    await engine.close();
  });
});
