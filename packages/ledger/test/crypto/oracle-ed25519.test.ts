import { describe, expect, it } from "vitest";
import { fromHex, utf8 } from "../../src/bytes/text.ts";
import { verifyByNoble } from "../../src/crypto/ed25519-noble.ts";
import { verifyEd25519 as verifyByNode } from "../../src/crypto/ed25519-node.ts";
import { verifyEd25519 as verifyByWeb } from "../../src/crypto/ed25519-web.ts";
import { haveOracles, oracleText } from "../oracles.ts";

type Vector = { number: number; key: string; sig: string; msg: string; flags: string[] | null };

const vectors: Vector[] = haveOracles ? JSON.parse(oracleText("cctv/ed25519/ed25519vectors.json")) : [];

describe.skipIf(!haveOracles)("the 914 edge cases of C2SP/CCTV", () => {
  it("get one verdict from every backend", async () => {
    const verdicts = await Promise.all(
      vectors.map(async ({ key, sig, msg }) => {
        const probe = [fromHex(key)!, utf8(msg), fromHex(sig)!] as const;
        return Promise.all([verifyByNode(...probe), verifyByWeb(...probe), verifyByNoble(...probe)]);
      }),
    );
    expect(verdicts).toHaveLength(914);
    expect(verdicts.filter(([node, web, noble]) => node !== web || node !== noble)).toEqual([]);
    // Good keys with good signatures are among them: a verifier that refuses all would not do.
    expect(verdicts.filter(([node]) => node).length).toBeGreaterThan(0);
  });

  it("are refused wherever the key is of low order or not canonical", async () => {
    const bad = vectors.filter(({ flags }) =>
      flags?.some((flag) => /^(low_order_component|low_order|non_canonical)_A$/.test(flag)),
    );
    const accepted = await Promise.all(
      bad.map(({ key, sig, msg }) => verifyByNode(fromHex(key)!, utf8(msg), fromHex(sig)!)),
    );
    expect(bad.length).toBeGreaterThan(800);
    expect(accepted).not.toContain(true);
  });
});
