import {
  type Bundle,
  bundleFingerprint,
  type Charter,
  parsePolicy,
  type Receipt,
  type SignedCheckpoint,
  verifyBundle,
  verifyCheckpoint,
  verifyReceipt,
} from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import { EXIT } from "../io.ts";
import { faultWords } from "./statement-words.ts";
import { Trouble } from "./trouble.ts";
import { agree, type TrustedBundles } from "./trusted-bundles.ts";

/** What is known of a ledger at another node before it is asked: what it says has to agree with it. */
export type Acquaintance = {
  /** Address of the node. */
  readonly at: string;
  readonly met: TrustedBundles;
  /** The charter, where this directory's node keeps the ledger too. */
  readonly charter: Charter | undefined;
};

/** Takes a bundle from a node only if it holds, and continues the one met with before. Throws Trouble. */
export async function acquaint(bundle: Bundle, { at, met, charter }: Acquaintance): Promise<Bundle> {
  const { origin } = bundle.roster;
  if ("fault" in (await verifyBundle(bundle))) throw liar(at, "its members and keys are not proven");
  if (charter && !isFoundedBy(bundle, charter)) throw liar(at, "its ledger has another charter than ours");
  const known = await met.get(origin);
  if (known && !(await agree(known, bundle))) {
    throw new Trouble(
      "bundle/other",
      at,
      `contradicts the members and keys met before, ${met.file(origin)}`,
      {
        wayOut: `compare fingerprint ${bundleFingerprint(bundle)} with a member by telephone; if it is right, remove that file`,
        exit: EXIT.none,
      },
    );
  }
  if (!known || known.proof.index < bundle.proof.index) await met.put(bundle);
  return bundle;
}

/** A checkpoint from a node counts only with the signatures that the policy for its size asks for. Throws Trouble. */
export async function checkHead(head: SignedCheckpoint, { roster }: Bundle, at: string): Promise<void> {
  const policy = roster.policies.findLast(({ from }) => BigInt(from) < head.size);
  const verdict = policy && (await verifyCheckpoint(head, parsePolicy(policy.text), roster.origin));
  if (!verdict || "fault" in verdict) throw liar(at, "it gives a checkpoint that does not hold");
}

/** A receipt from a node is looked at before anybody relies on it. Throws Trouble. */
export async function checkFinal(receipt: Receipt, bundle: Bundle, at: string, now: EpochMs): Promise<void> {
  const verdict = await verifyReceipt(receipt, bundle, now);
  if ("fault" in verdict)
    throw liar(at, `it gives a receipt that does not hold: ${faultWords(verdict.fault).message}`);
  if (verdict.statement.level !== "final") throw liar(at, "it gives a receipt that is not final");
}

function isFoundedBy({ roster }: Bundle, { log, members }: Charter): boolean {
  const founders = roster.keys.filter(({ from, role }) => from === 0 && role === "root");
  const roots = members.map(({ root }) => root);
  return (
    roster.logKey === log &&
    founders.length === roots.length &&
    founders.every(({ publicKey }) => roots.includes(publicKey))
  );
}

function liar(at: string, message: string): Trouble {
  return new Trouble("node-unfit", at, message, {
    wayOut: "do not rely on it; keep what it sent, and ask another member",
    exit: EXIT.unavailable,
  });
}
