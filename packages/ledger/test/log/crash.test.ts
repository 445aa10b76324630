import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/bytes/text.ts";
import { seedSigner } from "../../src/crypto/ed25519-node.ts";
import { DiskLog, type LogOptions } from "../../src/log/disk-log.ts";
import { signCheckpoint } from "../../src/note/checkpoint.ts";
import { CrashFiles, Killed, seeded } from "../support/crash-files.ts";

const signer = seedSigner(new Uint8Array(32).fill(7));

function optionsOf(files: CrashFiles): LogOptions {
  return { files, directory: "/log", origin: "crash.example/1", publicKey: signer.publicKey };
}

function batches(random: () => number): Uint8Array[][] {
  let n = 0;
  return Array.from({ length: 8 }, () =>
    Array.from({ length: 1 + Math.floor(random() ** 4 * 300) }, () =>
      utf8(`entry ${n++} ${"x".repeat(Math.floor(random() * 50))}`),
    ),
  );
}

const append = (log: DiskLog, batch: Uint8Array[]) =>
  log.append(batch, (head) => signCheckpoint(head, signer));

/** Appends until killed or done; gives the entries that were acknowledged, and all that were tried. */
async function run(files: CrashFiles, work: Uint8Array[][]) {
  const [acknowledged, tried]: [Uint8Array[], Uint8Array[]] = [[], []];
  try {
    const log = await DiskLog.open(optionsOf(files));
    for (const batch of work) {
      tried.push(...batch);
      await append(log, batch);
      acknowledged.push(...batch);
    }
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return { acknowledged, tried };
}

describe("a log whose power fails", () => {
  it("at every file operation of its appends keeps all that it acknowledged, and goes on", async () => {
    const seed = 20261126;
    const random = seeded(seed);
    const work = batches(seeded(seed + 1));
    const dry = new CrashFiles(random);
    await run(dry, work);
    const total = dry.calls;
    expect(total).toBeGreaterThan(100);
    for (let kill = 1; kill <= total; kill++) {
      const files = new CrashFiles(seeded(seed + kill));
      files.killAt(kill);
      const { acknowledged, tried } = await run(files, work);
      files.restart();
      const log = await DiskLog.open(optionsOf(files));
      const kept = await log.entries(0, log.size);
      const where = `seed ${seed}, call ${kill}`;
      expect(kept.length, where).toBeGreaterThanOrEqual(acknowledged.length);
      expect(kept.map(String), where).toEqual(tried.slice(0, kept.length).map(String));
      await append(log, [utf8("after")]);
      expect(String(await log.entry(kept.length)), where).toBe(String(utf8("after")));
    }
  });

  it("again and again, at random, loses nothing acknowledged", async () => {
    const seed = 4711;
    for (let round = 0; round < 25; round++) {
      const random = seeded(seed + round);
      const files = new CrashFiles(random);
      const acknowledged: string[] = [];
      let n = 0;
      for (let life = 0; life < 12; life++) {
        files.killAt(1 + Math.floor(random() * 120));
        try {
          const log = await DiskLog.open(optionsOf(files));
          // What was on its way when the last life ended may be there or not; it counts from now on.
          acknowledged.splice(0, Infinity, ...(await log.entries(0, log.size)).map(String));
          for (;;) {
            const batch = Array.from({ length: 1 + Math.floor(random() * 90) }, () => utf8(`${life}/${n++}`));
            await append(log, batch);
            acknowledged.push(...batch.map(String));
          }
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
        }
        files.restart();
        const log = await DiskLog.open(optionsOf(files));
        const kept = (await log.entries(0, log.size)).map(String);
        expect(kept.slice(0, acknowledged.length), `seed ${seed + round}, life ${life}`).toEqual(
          acknowledged,
        );
      }
    }
  });

  it("reads back what another size of batch would have left", async () => {
    const files = new CrashFiles(seeded(1));
    const log = await DiskLog.open(optionsOf(files));
    const entries = Array.from({ length: 700 }, (_, i) => utf8(`e${i}`));
    await append(log, entries);
    const other = new CrashFiles(seeded(1));
    const single = await DiskLog.open(optionsOf(other));
    for (const entry of entries) await append(single, [entry]);
    expect(single.root).toEqual(log.root);
    const paths = ["tile/entries/000", "tile/entries/002.p/188", "tile/0/001", "tile/1/000.p/2"];
    for (const path of paths) {
      expect(await other.read(`/log/${path}`), path).toEqual(await files.read(`/log/${path}`));
    }
    expect(await other.list("/log/tile/0")).toEqual(["000", "001", "002.p"]);
  });
});

describe("a full disk", () => {
  it("fails the append, loses nothing, and after room was made all goes on", async () => {
    const work = batches(seeded(5));
    const dry = new CrashFiles(seeded(5));
    await run(dry, work);
    for (let at = 1; at <= dry.calls; at += 3) {
      const files = new CrashFiles(seeded(at));
      let log = await DiskLog.open(optionsOf(files));
      files.fullAt(at);
      const acknowledged: string[] = [];
      for (const batch of work) {
        try {
          await append(log, batch);
        } catch (error) {
          expect(error).toMatchObject({ code: "ENOSPC" });
          await expect(append(log, batch)).rejects.toMatchObject({ code: "closed" });
          files.free();
          log = await DiskLog.open(optionsOf(files));
          if (log.size === acknowledged.length) await append(log, batch);
        }
        acknowledged.push(...batch.map(String));
      }
      expect((await log.entries(0, log.size)).map(String)).toEqual(acknowledged);
    }
  });
});
