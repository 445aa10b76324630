import { z } from "zod";
import { verifyEd25519 } from "#ed25519";
import { sha256 } from "#sha256";
import { fromBase64, toBase64 } from "../bytes/text.ts";
import { admitKey } from "../crypto/admit-key.ts";
import type { Signer } from "../crypto/signer.ts";
import { keyId, preAuthEncoding } from "../event/envelope.ts";
import { Bytes32, Bytes64, KeyId, MemberId, Origin } from "../event/names.ts";
import { malformed } from "../fault.ts";
import { canonicalBytes } from "../json/canonical.ts";
import { isKeyName } from "../note/vkey.ts";

/** A public key that may be registered: canonical and torsion-free. */
export const PublicKey = Bytes32.refine(
  (text) => admitKey(fromBase64(text, 32) ?? new Uint8Array()),
  "not a canonical Ed25519 key of the prime-order group",
);

/** Name under which a node cosigns. */
const NodeName = z.string().max(100).refine(isKeyName, "expected a name without spaces or plus signs");

/** A member as it is when it founds or joins a ledger. */
export const MemberEntry = z
  .strictObject({
    id: MemberId,
    name: z.string().min(1).max(100),
    /** Authorities decide; neutral cosigners only cosign. */
    kind: z.enum(["authority", "cosigner"]),
    /** Signs for the member itself: its keys, its votes. */
    root: PublicKey,
    /** SHA-256 of the root key that may take its place: a thief of the root cannot rotate it (pre-rotation). */
    nextRoot: Bytes32,
    /** The key that cosigns; null where the member runs no node. */
    node: z.strictObject({ name: NodeName, key: PublicKey }).nullable(),
  })
  .refine(({ kind, node }) => kind === "authority" || node !== null, {
    path: ["node"],
    message: "a cosigner has a node",
  });
export type MemberEntry = z.infer<typeof MemberEntry>;

/** Most members at one time: a note has a hundred signatures at most, and each of them is checked everywhere. */
export const MAX_MEMBERS = 32;

/** What the founding authorities agree on: the first entry of a ledger. */
export const Charter = z.strictObject({
  /** The agreement that it serves, such as "Quadrilateral Traffic in Transit Agreement". */
  agreement: z.string().min(1).max(200),
  /** Key of the log that signs the checkpoints. */
  log: PublicKey,
  /** State machine that all nodes run, with its version. */
  machine: z.string().min(1).max(60),
  members: z.array(MemberEntry).min(1).max(MAX_MEMBERS),
  origin: Origin,
  /** `none`: one node alone. `two-thirds`: floor(2n/3) + 1 of the n nodes cosign. */
  quorum: z.enum(["none", "two-thirds"]),
});
export type Charter = z.infer<typeof Charter>;

/** The signature of a founding authority under the charter. */
export const Seal = z.strictObject({ member: MemberId, key: KeyId, sig: Bytes64 });
export type Seal = z.infer<typeof Seal>;

const CHARTER_TYPE = "application/vnd.rahdari.charter+json";

/** Seals a charter with the root key of an authority. */
export async function sealCharter(charter: Charter, member: string, root: Signer): Promise<Seal> {
  const sig = toBase64(await root.sign(charterMessage(charter)));
  return { member, key: keyId(root.publicKey), sig };
}

/**
 * Checks that a charter names nobody and no key twice, has what its quorum needs, and is sealed by every
 * founding authority. Throws LedgerError `malformed`.
 */
export async function checkCharter(charter: Charter, seals: readonly Seal[]): Promise<void> {
  const { members } = charter;
  refuseTwice(
    members.map(({ id }) => id),
    "members",
  );
  refuseTwice(
    keysOf(charter).map((key) => keyId(fromBase64(key, 32) as Uint8Array)),
    "key ids",
  );
  refuseTwice(
    members.flatMap(({ node }) => node?.name ?? []),
    "node names",
  );
  if (charter.quorum === "two-thirds" && members.every(({ node }) => node === null))
    throw malformed("entry", "bad-value", "/charter/members", "nobody cosigns");
  const authorities = members.filter(({ kind }) => kind === "authority");
  if (authorities.length === 0) throw malformed("entry", "bad-value", "/charter/members", "no authority");
  for (const { id, root } of authorities) await checkSeal(charter, id, root, seals);
  if (seals.length !== authorities.length)
    throw malformed("entry", "bad-value", "/seals", "one seal of each authority, and no others");
}

/** SHA-256 of a public key, as `nextRoot` commits to it. */
export function keyCommitment(publicKey: Uint8Array): string {
  return toBase64(sha256(publicKey));
}

function keysOf({ log, members }: Charter): string[] {
  return [log, ...members.flatMap(({ root, node }) => [root, ...(node ? [node.key] : [])])];
}

function refuseTwice(values: readonly string[], what: string): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined)
    throw malformed("entry", "duplicate-key", "/charter", `${what} stand twice: ${twice.slice(0, 40)}`);
}

async function checkSeal(
  charter: Charter,
  member: string,
  root: string,
  seals: readonly Seal[],
): Promise<void> {
  const key = fromBase64(root, 32) as Uint8Array;
  const seal = seals.find((one) => one.member === member);
  const sealed =
    seal !== undefined &&
    seal.key === keyId(key) &&
    (await verifyEd25519(key, charterMessage(charter), fromBase64(seal.sig, 64) as Uint8Array));
  if (!sealed) throw malformed("entry", "bad-value", "/seals", `not sealed by ${member}`);
}

function charterMessage(charter: Charter): Uint8Array {
  return preAuthEncoding(CHARTER_TYPE, canonicalBytes(charter));
}
