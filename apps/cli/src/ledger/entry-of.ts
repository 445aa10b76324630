import { keyCommitment, type MemberEntry, type Signer } from "@rahdari/ledger";
import type { KeyRing } from "./key-ring.ts";

export type Applicant = {
  readonly id: string;
  readonly name: string;
  readonly kind: "authority" | "cosigner";
  /** Name under which its node cosigns; null where it runs none. */
  readonly node: string | null;
};

/**
 * What a member hands in to found or join a ledger, from its own keys: the root, the hash of the root that will
 * follow it, the key of its node. Keys that are missing are made; `save` the ring afterwards.
 */
export function entryOf(ring: KeyRing, { id, name, kind, node }: Applicant): MemberEntry {
  while (ring.of(`${id} root`).length < 2) ring.make(`${id} root`);
  const [root, next] = ring.of(`${id} root`).slice(-2);
  if (!root || !next) throw new Error("two root keys were made");
  const key = node === null ? null : ring.ensure(`${id} node`).signer;
  return {
    id,
    name,
    kind,
    root: base64(root.signer),
    nextRoot: keyCommitment(next.signer.publicKey),
    node: node === null || !key ? null : { name: node, key: base64(key) },
  };
}

/** A public key as charters and events have it. */
export function base64({ publicKey }: Pick<Signer, "publicKey">): string {
  return Buffer.from(publicKey).toString("base64");
}
