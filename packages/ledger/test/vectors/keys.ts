import { ED25519_TORSION_SUBGROUP, ed25519 } from "@noble/curves/ed25519.js";
import { fromHex, toHex } from "../../src/bytes/text.ts";
import { PLAIN, REFUSED } from "../../src/crypto/probes.ts";
import { keyId } from "../../src/event/envelope.ts";
import { keyOf } from "../support/fixture.ts";
import { vectorFile } from "./statements.ts";

const P = 2n ** 255n - 19n;

/** Keys that are admitted and that are not, each with the reason, and signatures that tell verifiers apart. */
export function keyVectors(): string {
  const signatures = Object.entries({ plain: PLAIN, ...REFUSED }).map(
    ([name, [key, message, signature]]) => ({
      name,
      key: toHex(key),
      message: toHex(message),
      signature: toHex(signature),
      holds: name === "plain",
    }),
  );
  return vectorFile("Which 32 bytes are a key, and which signatures hold.", {
    admitted: ["log", "PK root", "PK/torkham", "PK node"].map((name) => {
      const { publicKey } = keyOf(name);
      return { key: toHex(publicKey), id: keyId(publicKey) };
    }),
    refused: [...lowOrder(), ...mixedOrder(), ...otherSpellings(), ...noPoints()],
    signatures,
  });
}

type Refused = { readonly key: string; readonly why: string };

function lowOrder(): Refused[] {
  return ED25519_TORSION_SUBGROUP.map((key) => ({ key, why: "order 1, 2, 4 or 8" }));
}

function mixedOrder(): Refused[] {
  const good = ed25519.Point.fromBytes(keyOf("PK root").publicKey);
  return ED25519_TORSION_SUBGROUP.slice(1).map((torsion) => ({
    key: good.add(ed25519.Point.fromHex(torsion)).toHex(),
    why: "not in the prime-order subgroup",
  }));
}

/** A y of p or above; the sign of an x that is 0. */
function otherSpellings(): Refused[] {
  const large = Array.from({ length: 19 }, (_, k) => encode(P + BigInt(k)));
  const signed = [encode(1n, 128), encode(P - 1n, 128)];
  return [...large, ...signed].map((key) => ({ key, why: "not the canonical encoding" }));
}

function noPoints(): Refused[] {
  const candidates = Array.from({ length: 12 }, (_, y) => encode(BigInt(y + 2)));
  return candidates.filter((key) => !isPoint(key)).map((key) => ({ key, why: "not on the curve" }));
}

function isPoint(key: string): boolean {
  try {
    ed25519.Point.fromBytes(fromHex(key)!);
    return true;
  } catch {
    return false;
  }
}

function encode(y: bigint, sign = 0): string {
  const bytes = Buffer.from(y.toString(16).padStart(64, "0"), "hex").reverse();
  bytes[31]! |= sign;
  return bytes.toString("hex");
}
