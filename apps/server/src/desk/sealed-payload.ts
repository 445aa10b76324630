import { createHmac, randomBytes } from "node:crypto";
import { commitTo } from "@rahdari/ledger";
import type { Payload } from "@rahdari/transit";

/** A private payload as it is kept: the root that goes to the ledger, and what opens it. */
export type SealedPayload = {
  /** Base 64, as rows and events name it. */
  readonly commit: string;
  readonly opening: string;
  /** What its salts were made from, Base 64. */
  readonly seed: string;
};

const SEED_BYTES = 32;

/**
 * Commits to a payload behind salts that follow from a secret seed. The seed stays with the request for as long as
 * that is kept: whoever hands the same in again brings the same salts, and a payload that was lost is there again.
 */
export function sealPayload(
  payload: Payload,
  seed = randomBytes(SEED_BYTES).toString("base64"),
): SealedPayload {
  let count = 0;
  const salt = (bytes: number) => {
    const made = createHmac("sha256", Buffer.from(seed, "base64")).update(String(count++)).digest();
    return new Uint8Array(made.subarray(0, bytes));
  };
  const { commit, opening } = commitTo(payload, salt);
  return { commit: Buffer.from(commit).toString("base64"), opening: JSON.stringify(opening), seed };
}
