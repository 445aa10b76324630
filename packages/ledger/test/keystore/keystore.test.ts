import { describe, expect, it } from "vitest";
import { fromUtf8, toBase64, utf8 } from "../../src/bytes/text.ts";
import { openKeystore, sealKeystore } from "../../src/keystore/keystore.ts";

const keys = [
  { name: "PK/torkham", seed: new Uint8Array(32).fill(3) },
  { name: "log", seed: new Uint8Array(32).fill(4) },
];
/** Fast enough for a test; the product's own is 2^18. */
const EASY = 10;

describe("a keystore", () => {
  it("opens with its passphrase, and no other", async () => {
    const sealed = await sealKeystore(keys, "correct horse", EASY);
    expect(await openKeystore(sealed, "correct horse", "k.age")).toEqual(keys);
    await expect(openKeystore(sealed, "correct house", "k.age")).rejects.toMatchObject({
      fault: { code: "sealed", file: "k.age" },
    });
  });

  it("is an age file, and shows nothing of its keys", async () => {
    const sealed = await sealKeystore(keys, "correct horse", EASY);
    expect(fromUtf8(sealed.subarray(0, 21))).toBe("age-encryption.org/v1");
    const text = Buffer.from(sealed).toString("latin1");
    expect(text).not.toContain("torkham");
    expect(text).not.toContain(toBase64(keys[0]!.seed));
  });

  it("is refused where it was changed, or is none", async () => {
    const sealed = await sealKeystore(keys, "correct horse", EASY);
    sealed[sealed.length - 1]! ^= 1;
    await expect(openKeystore(sealed, "correct horse", "k.age")).rejects.toMatchObject({ code: "sealed" });
    await expect(openKeystore(utf8("{}"), "correct horse", "k.age")).rejects.toMatchObject({
      code: "sealed",
    });
  });
});
