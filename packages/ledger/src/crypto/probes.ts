import { fromHex, utf8 } from "../bytes/text.ts";

type Probe = readonly [key: Uint8Array, message: Uint8Array, signature: Uint8Array];

const R = "b31b20f50426242514d81b383548bd90de72fd0b8cf2382a88f9f52ce5076b23";

/** A plain signature: every verifier accepts it. */
export const PLAIN: Probe = probe(`${R}01d8de9dd479a91f175dfaec95d852445ec0921bd0ed86933a90c618a48ad209`);

/** Signatures by the same good key that tell verifiers apart; the rule of this package refuses all of them. */
export const REFUSED: Readonly<Record<"torsionInR" | "nonCanonicalR" | "neutralR" | "largeS", Probe>> = {
  /** R has a component of order 8: only a cofactored check accepts it. */
  torsionInR: probe(
    "4c261951fba9f4ba7ece40431f212269f58becc2473c54cecda0e8f1e6f9d25342e8796742c7356f19dac1eb622f4f04b6d7f89c3d189c8d875cefd094a12202",
  ),
  /** R is the neutral point with y not below the field's order. */
  nonCanonicalR: probe(
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f01201f5581cc4ccb3efb84cca452e02eab9f6f4414352d671d0b6a088352ec04",
  ),
  /** R is the neutral point in its canonical form: verifiers that refuse points of small order refuse it. */
  neutralR: probe(
    "010000000000000000000000000000000000000000000000000000000000000072d45d26aaba62e6c287170d0bd40bacbd2c9cb48ccaeee45df580bcfccff20e",
  ),
  /** S is not below the group's order: the plain signature, changed without the key. */
  largeS: probe(`${R}eeabd4faeedcbb77edf9f18f74d231595ec0921bd0ed86933a90c618a48ad219`),
};

function probe(signature: string): Probe {
  const key = fromHex("b634b7062a9487884b42acfbf74d657efd7013642dd5f1a3ab42ce30a3e18f4b");
  return [key as Uint8Array, utf8("rahdari"), fromHex(signature) as Uint8Array];
}
