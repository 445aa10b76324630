import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/bytes/text.ts";
import { replaceFile } from "../../src/disk/files.ts";
import { DiskLog, type LogOptions } from "../../src/log/disk-log.ts";
import { fsck } from "../../src/log/fsck.ts";
import { signCheckpoint } from "../../src/note/checkpoint.ts";
import { seeded } from "../support/crash-files.ts";
import { memoryFiles } from "../support/engines.ts";
import { keyOf } from "../support/fixture.ts";

const SIZE = 700;

async function logOf() {
  const files = memoryFiles();
  const options: LogOptions = {
    files,
    directory: "/log",
    origin: "a.test/1",
    publicKey: keyOf("log").publicKey,
  };
  const log = await DiskLog.open(options);
  const entries = Array.from({ length: SIZE }, (_, i) => utf8(`entry ${i}`));
  for (const batch of [entries.slice(0, 100), entries.slice(100, 600), entries.slice(600)])
    await log.append(batch, (head) => signCheckpoint(head, keyOf("log")));
  const change = async (path: string, edit: (bytes: Uint8Array) => Uint8Array) => {
    const bytes = (await files.read(`/log/${path}`))!;
    await replaceFile(files, `/log/${path}`, edit(new Uint8Array(bytes)));
    return fsck(options);
  };
  return { options, files, change };
}

const flip = (at: number) => (bytes: Uint8Array) => {
  bytes[at]! ^= 1;
  return bytes;
};

describe("fsck", () => {
  it("finds nothing in a log that is whole", async () => {
    const { options } = await logOf();
    const seen: bigint[] = [];
    expect(await fsck(options, (done) => seen.push(done))).toEqual({ size: BigInt(SIZE), faults: [] });
    expect(seen).toEqual([256n, 512n, 700n]);
  });

  it.each(["tile/0/000", "tile/0/001", "tile/0/002.p/188", "tile/1/000.p/2"])(
    "names the first bad byte of %s",
    async (path) => {
      const random = seeded(3);
      for (let round = 0; round < 5; round++) {
        const { change, files } = await logOf();
        const length = (await files.read(`/log/${path}`))!.length;
        const at = Math.floor(random() * length);
        const { faults } = await change(path, flip(at));
        expect(faults).toMatchObject([{ file: `/log/${path}`, offset: at }]);
      }
    },
  );

  it("names the entry that was changed by its first byte", async () => {
    const { change } = await logOf();
    // Entries 0 to 9 are 9 bytes with their length, 10 to 99 are 10: entry 12 begins at 90 + 20 + 2.
    const { faults } = await change("tile/entries/000", flip(90 + 20 + 2 + 5));
    expect(faults).toEqual([{ file: "/log/tile/entries/000", offset: 112, detail: "entry 12 was changed" }]);
  });

  it("names where a file ends too early, or is missing", async () => {
    const { change, options, files } = await logOf();
    expect((await change("tile/0/001", (bytes) => bytes.subarray(0, 1_000))).faults).toMatchObject([
      { offset: 1_000 },
    ]);
    const { change: other } = await logOf();
    expect((await other("tile/entries/002.p/188", (bytes) => bytes.subarray(0, -3))).faults[0]).toMatchObject(
      {
        file: "/log/tile/entries/002.p/188",
        detail: "entry 187 of 188 is cut off",
      },
    );
    await files.remove("/log/tile/1/000.p/2");
    expect((await fsck(options)).faults).toContainEqual({
      file: "/log/tile/1/000.p/2",
      offset: 0,
      detail: "the file is missing",
    });
  });

  it("does not take entry and tile changed together for the log that was signed", async () => {
    const { change, files } = await logOf();
    const { leafHash } = await import("../../src/tree/hash.ts");
    await change("tile/entries/000", (bytes) => {
      bytes.set(utf8("ENTRY 0"), 2);
      return bytes;
    });
    const tile = (await files.read("/log/tile/0/000"))!;
    tile.set(leafHash(utf8("ENTRY 0")));
    const { faults } = await change("tile/0/000", () => tile);
    expect(faults).toMatchObject([{ file: "/log/checkpoint", detail: expect.stringContaining("neither") }]);
  });

  it("does not believe a checkpoint of another key, or none", async () => {
    const { change, options, files } = await logOf();
    expect((await change("checkpoint", flip(3))).faults).toMatchObject([{ file: "/log/checkpoint" }]);
    await files.remove("/log/checkpoint");
    expect(await fsck(options)).toMatchObject({ size: null, faults: [{ detail: "the file is missing" }] });
  });
});
