import { describe, expect, it } from "vitest";
import { openEmbedded } from "../../src/engine/embedded.ts";
import { fsck } from "../../src/log/fsck.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { FailingFiles, type Operation } from "../support/failing-files.ts";
import { charterOf, foundOn, keyOf, ORIGIN, Pen, tickingClock } from "../support/fixture.ts";
import { memoryFiles } from "../support/memory-files.ts";

// A disk that is full, or cannot be read: the caller is told so, nothing acknowledged is lost, and when it is over
// the engine goes on, without having been opened again.

const WRITES: ReadonlySet<Operation> = new Set([
  "makeDirectory",
  "create",
  "write",
  "sync",
  "rename",
  "syncDirectory",
]);
const EVENTS = 6;
const machine = rightsMachine;
const permits = { kind: "permit", unit: "permit", cap: 3, users: ["PK"], expires: null };

async function open(code: string, fails: (operation: Operation) => boolean) {
  const files = memoryFiles();
  await files.makeDirectory("/w");
  await foundOn(files, "/w/log", charterOf(["KZ", "PK"]));
  const disk = new FailingFiles(files, code, fails);
  const own = { directory: "/w/log", origin: ORIGIN, signer: keyOf("log"), machine, now: tickingClock() };
  return { disk, files, engine: await openEmbedded({ ...own, files: disk.files }), own };
}

async function eventsOf() {
  const [pk, torkham] = [new Pen("PK"), new Pen("PK/torkham")];
  const events = [await pk.addOffice("torkham")];
  for (let i = 0; i < EVENTS; i++)
    events.push(await torkham.write("right.grant", { ...permits, right: `R${i}` }));
  return events;
}

describe("a full disk", () => {
  it("at any operation is told, loses nothing, and is forgotten when there is room", async () => {
    const dry = await open("ENOSPC", (operation) => WRITES.has(operation));
    dry.disk.failAt(Infinity);
    const events = await eventsOf();
    for (const { bytes } of events) await dry.engine.submit(bytes);
    const total = dry.disk.calls;
    expect(total).toBeGreaterThan(50);
    let failed = 0;
    for (let n = 1; n <= total; n++) {
      const { disk, files, engine } = await open("ENOSPC", (operation) => WRITES.has(operation));
      disk.failAt(n);
      const acknowledged: number[] = [];
      for (const { bytes } of events) {
        const done = await engine.submit(bytes).catch((error) => error);
        if (done.status === "final") acknowledged.push(done.index);
        else {
          expect(done, `operation ${n}`).toMatchObject({ code: "ENOSPC" });
          failed++;
          // Still full: still told, and nothing is made of it.
          await expect(engine.submit(bytes)).rejects.toMatchObject({ code: "ENOSPC" });
          expect(disk.heal()).toBe(true);
          const again = await engine.submit(bytes);
          expect(again, `operation ${n}`).toMatchObject({ status: "final", outcome: { status: "accepted" } });
          if (again.status === "final") acknowledged.push(again.index);
        }
      }
      expect(acknowledged).toEqual(acknowledged.toSorted((a, b) => a - b));
      expect(engine.state.app.rights.size).toBe(EVENTS);
      await engine.close();
      const { faults } = await fsck({
        files,
        directory: "/w/log",
        origin: ORIGIN,
        publicKey: keyOf("log").publicKey,
      });
      expect(faults, `operation ${n}`).toEqual([]);
    }
    expect(failed).toBe(total);
  });

  it("at the end keeps no ledger from being closed: the saved state only spares time", async () => {
    const { disk, engine, own, files } = await open("ENOSPC", (operation) => WRITES.has(operation));
    for (const { bytes } of await eventsOf()) await engine.submit(bytes);
    disk.failAt(1);
    await engine.close();
    const again = await openEmbedded({ ...own, files });
    expect(again.state.app.rights.size).toBe(EVENTS);
    await again.close();
  });
});

describe("a disk that cannot be read", () => {
  it("is told, at any reading, and forgotten when it is over", async () => {
    const events = await eventsOf();
    const { engine, own, files } = await open("EIO", () => false);
    for (const { bytes } of events) await engine.submit(bytes);
    await engine.close();
    for (let n = 1; n < 40; n++) {
      const disk = new FailingFiles(files, "EIO", (operation) => operation === "read");
      disk.failAt(n);
      let ledger = await openEmbedded({ ...own, files: disk.files }).catch((error) => error);
      if (disk.heal()) {
        expect(ledger, `reading ${n}`).toMatchObject({ code: "EIO" });
        ledger = await openEmbedded({ ...own, files: disk.files });
      }
      expect(ledger.state.app.rights.size).toBe(EVENTS);
      disk.failAt(1);
      await expect(ledger.receipt(2)).rejects.toMatchObject({ code: "EIO" });
      disk.heal();
      expect((await ledger.receipt(2)).proof.index).toBe(2n);
      await ledger.close();
    }
  });
});
