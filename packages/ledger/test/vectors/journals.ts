import type { Signer } from "../../src/crypto/signer.ts";
import { journalLeaf } from "../../src/entry/entry.ts";
import { journalOrigin, journalPolicy } from "../../src/journal/journal-origin.ts";
import { formatCheckpoint, signCheckpoint } from "../../src/note/checkpoint.ts";
import { policyId } from "../../src/note/policy.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import { leafHash } from "../../src/tree/hash.ts";
import { keyOf, ORIGIN, Pen } from "../support/fixture.ts";
import { pathTo, treeHash } from "./sketch.ts";
import { fileVector, vectorFile } from "./statements.ts";

const EVENTS = 5;

/** The leaves of a journal, signed by a key that may be another's. */
export async function journalLeaves(author: string, origin: string, signer: Signer): Promise<Uint8Array[]> {
  const pen = new Pen(author, { signer, origin });
  const leaves: Uint8Array[] = [];
  for (let i = 0; i < EVENTS; i++) {
    const envelope = await pen.write("right.spend", { reservation: `K${i}` });
    leaves.push(journalLeaf(envelope, `2027-01-11T00:0${i}:30.000Z`));
  }
  return leaves;
}

export async function provisionalOf(
  author: string,
  origin: string,
  { index = 2, signer = keyOf(author), log = origin } = {},
): Promise<Receipt> {
  const leaves = await journalLeaves(author, origin, signer);
  const hashes = leaves.map((leaf) => leafHash(leaf));
  const name = journalOrigin(log, author);
  const head = { origin: name, size: BigInt(leaves.length), root: treeHash(hashes) };
  const checkpoint = await signCheckpoint(head, signer);
  return {
    level: "provisional",
    entry: leaves[index]!,
    proof: { index: BigInt(index), hashes: pathTo(index, hashes), checkpoint },
    policyId: policyId(journalPolicy(name, signer.publicKey)),
    disclosures: [],
  };
}

/** A journal whole: its leaves, its checkpoint, and a receipt of each event. */
export async function journalVectors(bundle: string): Promise<string> {
  const author = "PK/torkham";
  const receipts = await Promise.all(
    Array.from({ length: EVENTS }, (_, index) => provisionalOf(author, ORIGIN, { index })),
  );
  return vectorFile(
    "A journal: its leaves, the policy that judges it, its checkpoint and a receipt of each event.",
    {
      author,
      origin: journalOrigin(ORIGIN, author),
      policy: journalPolicy(journalOrigin(ORIGIN, author), keyOf(author).publicKey),
      leaves: receipts.map(({ entry }) => new TextDecoder().decode(entry)),
      checkpoint: formatCheckpoint(receipts[0]!.proof.checkpoint),
      bundles: { now: bundle },
      receipts: receipts.map((receipt, i) => ({
        bundle: "now",
        ...fileVector(`event ${i}`, receipt, "quorum none\n"),
      })),
    },
  );
}
