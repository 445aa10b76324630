import type { EpochMs } from "@rahdari/units";
import { describe, expect, it } from "vitest";
import { parseLedgerEntry } from "../../src/entry/entry.ts";
import { balanceOf } from "../../src/rights/rights.ts";
import { seeded } from "../support/crash-files.ts";
import { bench, ENGINES, memoryFiles } from "../support/engines.ts";
import { Pen, START } from "../support/fixture.ts";

// Clocks that jump by hours, back and forth. The ledger's time never runs back, a cosigner signs no time that has
// not come, and what a jump held up goes on when it is over.

const HOUR = 3_600_000;
const SEEDS = [1, 2, 3];

/** A clock that can be set. */
class Clock {
  at = START as number;
  readonly now = (): EpochMs => {
    this.at += 100;
    return this.at as EpochMs;
  };
}

async function timesOf(leaves: readonly Uint8Array[]): Promise<number[]> {
  return leaves.map((leaf) => Date.parse(parseLedgerEntry(leaf).received));
}

const grant = { right: "R", kind: "permit", unit: "permit", cap: 99, users: ["PK"] };
const reserve = (reservation: string) => ({ right: "R", lease: null, reservation, amount: 1 });

describe("a sequencer's clock that jumps", () => {
  it.each(ENGINES)("never makes the %s engine's time run back", async (kind) => {
    for (const seed of SEEDS) {
      const random = seeded(seed);
      const clock = new Clock();
      // Cosigners whose clocks are ahead sign whatever the sequencer's says.
      const clocks = () => () => (START + 100 * HOUR) as EpochMs;
      const ledger = await bench(kind, memoryFiles(), { now: clock.now, clocks });
      const [pk, torkham] = [new Pen("PK"), new Pen("PK/torkham")];
      await ledger.engine.submit((await pk.addOffice("torkham")).bytes);
      for (let i = 0; i < 40; i++) {
        clock.at = START + Math.floor(random() * 50 * HOUR);
        const done = await ledger.engine.submit(
          (await torkham.write("right.grant", { ...grant, right: `R${i}`, expires: null })).bytes,
        );
        expect(done, `seed ${seed}`).toMatchObject({ status: "final", outcome: { status: "accepted" } });
      }
      const times = await timesOf(await ledger.engine.entries(0, ledger.engine.state.size));
      expect(times, `seed ${seed}`).toEqual(times.toSorted((a, b) => a - b));
      await ledger.engine.close();
      const again = await ledger.reopen();
      expect(again.engine.state.time).toBe(times.at(-1));
      await again.engine.close();
    }
  });

  it("does not bring back what had expired", async () => {
    const clock = new Clock();
    const { engine } = await bench("embedded", memoryFiles(), { now: clock.now });
    const [pk, torkham] = [new Pen("PK"), new Pen("PK/torkham")];
    const submit = async (kind: string, body: never) =>
      engine.submit((await torkham.write(kind, body)).bytes);
    await engine.submit((await pk.addOffice("torkham")).bytes);
    await submit("right.grant", { ...grant, expires: START + HOUR } as never);
    expect(await submit("right.reserve", reserve("a") as never)).toMatchObject({
      outcome: { status: "accepted" },
    });
    clock.at = START + 2 * HOUR;
    expect(await submit("right.reserve", reserve("b") as never)).toMatchObject({
      outcome: { code: "right/expired" },
    });
    clock.at = START + 60_000;
    expect(await submit("right.reserve", reserve("c") as never)).toMatchObject({
      outcome: { code: "right/expired" },
    });
    expect(balanceOf(engine.state.app, "R")?.reserved).toBe(1);
    await engine.close();
  });

  it("forward is not cosigned; what it held up is final when the time has come, and nothing is lost", async () => {
    const [own, theirs] = [new Clock(), new Clock()];
    const ledger = await bench("cosigned", memoryFiles(), {
      now: own.now,
      clocks: () => theirs.now,
      patience: 300,
    });
    const { engine } = ledger;
    const [pk, torkham] = [new Pen("PK"), new Pen("PK/torkham")];
    expect(await engine.submit((await pk.addOffice("torkham")).bytes)).toMatchObject({ status: "final" });
    own.at = START + 3 * HOUR;
    const early = await torkham.write("right.grant", { ...grant, expires: null });
    const pending = await engine.submit(early.bytes);
    expect(pending).toMatchObject({ status: "pending", outcome: { status: "accepted" } });
    // The clock is put right again, but what it wrote stands: until then all wait.
    own.at = START + 60_000;
    const waiting = await torkham.write("right.reserve", reserve("a"));
    expect(await engine.submit(waiting.bytes)).toMatchObject({ status: "pending" });
    expect(engine.state.app.rights.size).toBe(0);
    for (const { mirror } of ledger.nodes.values()) expect(mirror.latest?.size).toBe(engine.checkpoint.size);
    theirs.at = START + 3 * HOUR;
    await expect.poll(() => engine.state.size, { timeout: 10_000 }).toBe(engine.log.size);
    const index = pending.status === "pending" ? pending.index : -1;
    expect(await engine.submit(early.bytes)).toMatchObject({ status: "final", index });
    expect(await engine.submit(waiting.bytes)).toMatchObject({ status: "final", index: index + 1 });
    await engine.close();
  });
});

describe("cosigners' clocks that jump", () => {
  it.each(SEEDS)(
    "never make a cosigner's times run back, nor the ledger stop for good, seed %i",
    async (seed) => {
      const random = seeded(seed);
      const own = new Clock();
      const clocks = new Map(["AF", "KZ", "PK", "UZ"].map((id) => [id, new Clock()]));
      const clockOf = (id: string) => clocks.get(id)!.now;
      const ledger = await bench("cosigned", memoryFiles(), {
        now: own.now,
        clocks: clockOf,
        patience: 15_000,
      });
      const { engine } = ledger;
      const given = new Map<string, bigint[]>();
      engine.subscribe(() => {
        for (const { name, signature } of engine.checkpoint.note.signatures.slice(1)) {
          const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
          given.set(name, [...(given.get(name) ?? []), time]);
        }
      });
      const [pk, torkham] = [new Pen("PK"), new Pen("PK/torkham")];
      await engine.submit((await pk.addOffice("torkham")).bytes);
      for (let i = 0; i < 12; i++) {
        // One clock is wrong by hours at any time; quorums are made of the others.
        for (const clock of clocks.values()) clock.at = own.at;
        const [id] = [...clocks.keys()].toSorted(() => random() - 0.5);
        clocks.get(id!)!.at += (random() < 0.5 ? -1 : 1) * Math.floor(random() * 10) * HOUR;
        const done = await engine.submit((await torkham.write("x.y", {})).bytes);
        expect(done, `seed ${seed}, event ${i}`).toMatchObject({ status: "final" });
      }
      expect(given.size).toBe(4);
      for (const times of given.values()) expect(times).toEqual(times.toSorted((a, b) => (a < b ? -1 : 1)));
      await engine.close();
    },
  );
});
