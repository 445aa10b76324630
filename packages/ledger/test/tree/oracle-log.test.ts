import { describe, expect, it } from "vitest";
import { equal } from "../../src/bytes/bytes.ts";
import { parseCheckpoint, verifyLogSignature } from "../../src/note/checkpoint.ts";
import { parseVkey } from "../../src/note/vkey.ts";
import { EMPTY_ROOT, leafHash } from "../../src/tree/hash.ts";
import { rootAt } from "../../src/tree/prove.ts";
import { tilePath } from "../../src/tree/tile.ts";
import { tileNodes } from "../../src/tree/tile-reader.ts";
import { haveOracles, oracleBytes, oracleText } from "../oracles.ts";

const LOG = "tessera/testdata/log";

describe.skipIf(!haveOracles)("the log of transparency-dev/tessera", () => {
  const vkey = () => /LOG_PUBLIC_KEY="([^"]+)"/.exec(oracleText("tessera/testdata/build_log.sh"))?.[1] ?? "";

  it.each(Array.from({ length: 16 }, (_, i) => i))("has a good checkpoint of %i leaves", async (size) => {
    const { note, ...head } = parseCheckpoint(oracleBytes(`${LOG}/checkpoint.${size}`));
    expect(head.size).toBe(BigInt(size));
    expect(await verifyLogSignature(note, parseVkey(vkey()))).toBe("holds");
    const read = tileNodes(head.size, async (tile) => oracleBytes(`${LOG}/${tilePath(tile)}`));
    expect(equal(size === 0 ? EMPTY_ROOT : await rootAt(head.size, read), head.root)).toBe(true);
  });

  it("has the leaves of its entries", () => {
    const bundle = oracleBytes(`${LOG}/tile/entries/000.p/15`);
    const leaves: Uint8Array[] = [];
    for (let at = 0; at < bundle.length; ) {
      const length = new DataView(bundle.buffer, bundle.byteOffset).getUint16(at);
      leaves.push(leafHash(bundle.subarray(at + 2, at + 2 + length)));
      at += 2 + length;
    }
    expect(Buffer.concat(leaves)).toEqual(Buffer.from(oracleBytes(`${LOG}/tile/0/000.p/15`)));
  });
});
