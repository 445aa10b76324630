import {
  type Bundle,
  type BundleFault,
  bundleFingerprint,
  bundleTime,
  followsBundle,
  LedgerError,
  parseBundle,
  verifyBundle,
} from "@rahdari/ledger/verify";

/** From this age on the page says that a bundle is old: keys of offices live for about three months. */
const OLD_MS = 45 * 86_400_000;

export function isOld(ageMs: number): boolean {
  return ageMs > OLD_MS;
}

/** Why a person has to compare fingerprints before a bundle is taken. */
export type Question = "first" | "other" | "otherFounders" | "unfollowed";

/** What to do with a bundle that was offered. */
export type Judgement =
  | { readonly take: true }
  | { readonly ask: Question }
  | { readonly leave: "same" | "older" }
  | { readonly fault: BundleFault };

/** A newer bundle takes a known one's place unseen only where the members known sign for it. */
export async function judgeBundle(known: Bundle | undefined, next: Bundle): Promise<Judgement> {
  const verdict = await verifyBundle(next);
  if ("fault" in verdict) return verdict;
  if (!known) return { ask: "first" };
  if (known.roster.origin !== next.roster.origin) return { ask: "other" };
  if (bundleFingerprint(known) !== bundleFingerprint(next)) return { ask: "otherFounders" };
  if (isSame(known, next)) return { leave: "same" };
  if (next.proof.index <= known.proof.index && bundleTime(next) <= bundleTime(known))
    return { leave: "older" };
  return (await followsBundle(known, next)) ? { take: true } : { ask: "unfollowed" };
}

function isSame(a: Bundle, b: Bundle): boolean {
  return a.entry.roster === b.entry.roster && a.proof.index === b.proof.index;
}

/** The bundle to begin with: that of the page, or the remembered one where it has followed that. */
export async function firstBundle(
  inPage: Bundle | undefined,
  remembered: Bundle | undefined,
): Promise<Bundle | undefined> {
  if (!inPage || !remembered) return inPage ?? remembered;
  const judged = await judgeBundle(inPage, remembered);
  return "take" in judged ? remembered : inPage;
}

/** A bundle, where the bytes are one that can be read. */
export function readBundle(bytes: Uint8Array): Bundle | undefined {
  try {
    return parseBundle(bytes);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}
