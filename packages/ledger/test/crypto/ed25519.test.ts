import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifyByNoble } from "../../src/crypto/ed25519-noble.ts";
import { seedSigner, verifyEd25519 as verifyByNode } from "../../src/crypto/ed25519-node.ts";
import { verifyEd25519 as verifyByWeb } from "../../src/crypto/ed25519-web.ts";
import { PLAIN, REFUSED } from "../../src/crypto/probes.ts";

const backends = { node: verifyByNode, web: verifyByWeb, noble: verifyByNoble };

describe.each(Object.entries(backends))("Ed25519 by %s", (_name, verify) => {
  it("accepts a plain signature", async () => {
    expect(await verify(...PLAIN)).toBe(true);
  });

  it.each(Object.entries(REFUSED))("refuses %s", async (_what, probe) => {
    expect(await verify(...probe)).toBe(false);
  });

  it("accepts what a signer signs, and nothing that was changed", async () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    await fc.assert(
      fc.asyncProperty(
        bytes(32),
        fc.uint8Array({ maxLength: 80 }),
        fc.nat(511),
        async (seed, message, bit) => {
          const signer = seedSigner(seed);
          const signature = await signer.sign(message);
          expect(await verify(signer.publicKey, message, signature)).toBe(true);
          signature[bit >> 3]! ^= 1 << (bit & 7);
          expect(await verify(signer.publicKey, message, signature)).toBe(false);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("answers false for wrong lengths", async () => {
    const [key, message, signature] = PLAIN;
    expect(await verify(key.subarray(1), message, signature)).toBe(false);
    expect(await verify(key, message, signature.subarray(1))).toBe(false);
    expect(await verify(new Uint8Array(), message, new Uint8Array())).toBe(false);
  });
});
