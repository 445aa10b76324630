import { dirname, join } from "node:path";
import {
  type Bundle,
  bundleFingerprint,
  parseBundle,
  type Statement,
  verifyBundle,
  verifyDiscrepancy,
  verifyReceipt,
} from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import { type Evidence, originOf, receiptOfQr } from "./evidence.ts";
import { exists, readInputFile } from "./files.ts";
import { discrepancyFaultWords, faultWords } from "./statement-words.ts";
import { readAs, Trouble } from "./trouble.ts";
import { agree, type TrustedBundles } from "./trusted-bundles.ts";

const MAX_BUNDLE = 20_000_000;

/** Where the bundle that it was judged by came from. */
export type Source = { readonly from: "given" | "beside" | "remembered"; readonly file: string };

export type Judged = {
  readonly bundle: Bundle;
  readonly source: Source;
  /** Whether this user has said before to trust the ledger of this fingerprint. */
  readonly trusted: boolean;
  readonly verdict: Verdict;
};

export type Verdict =
  | {
      readonly holds: true;
      readonly kind: Evidence["kind"];
      readonly statements: Readonly<Record<string, Statement>>;
    }
  | { readonly holds: false; readonly code: string; readonly message: string; readonly wayOut: string };

export type JudgeOptions = {
  readonly file: string;
  /** File that was named with `--bundle`. */
  readonly bundle: string | undefined;
  readonly bundles: TrustedBundles;
  readonly now: EpochMs;
  /** The user says that the bundle given is the right one, whatever was trusted before. */
  readonly trust: boolean;
};

/** Judges evidence by the bundle given, else by the one beside it, else by one remembered. */
export async function judge(evidence: Evidence, options: JudgeOptions): Promise<Judged> {
  const { bundles } = options;
  const candidate = await pick(evidence, options);
  const { bundle } = candidate;
  const known = await bundles.get(bundle.roster.origin);
  const trusted = known !== undefined && bundleFingerprint(known) === bundleFingerprint(bundle);
  const judged = { ...candidate, trusted };
  const held = await verifyBundle(bundle);
  if ("fault" in held) {
    const { message } = faultWords(held.fault);
    const wayOut = "take the bundle again from a member, and compare the fingerprint";
    return { ...judged, verdict: { holds: false, code: `bundle: ${held.fault.code}`, message, wayOut } };
  }
  if (known && !options.trust && !(await agree(known, bundle))) {
    const message = `it contradicts the bundle that you trust, ${bundles.file(bundle.roster.origin)}`;
    const wayOut = "compare the fingerprint with a member by telephone; then trust it with --trust";
    return { ...judged, verdict: { holds: false, code: "bundle/other", message, wayOut } };
  }
  return { ...judged, verdict: await verdictOn(evidence, bundle, options) };
}

async function verdictOn(evidence: Evidence, bundle: Bundle, { file, now }: JudgeOptions): Promise<Verdict> {
  if (evidence.kind === "discrepancy") {
    const verdict = await verifyDiscrepancy(evidence.discrepancy, bundle, now);
    if ("fault" in verdict) return { holds: false, ...discrepancyFaultWords(verdict.fault) };
    const { provisional, rejected, against } = verdict.discord;
    return {
      holds: true,
      kind: "discrepancy",
      statements: { provisional, rejected, ...(against && { against }) },
    };
  }
  const receipt = evidence.kind === "qr" ? receiptOfQr(evidence.text, bundle, file) : evidence.receipt;
  if (!receipt) {
    const { message, wayOut } = faultWords({ code: "policy/unknown", id: "" });
    return { holds: false, code: "policy/unknown", message: message.trimEnd(), wayOut };
  }
  const verdict = await verifyReceipt(receipt, bundle, now);
  if ("fault" in verdict) return { holds: false, code: verdict.fault.code, ...faultWords(verdict.fault) };
  return { holds: true, kind: evidence.kind, statements: { receipt: verdict.statement } };
}

type Candidate = { readonly bundle: Bundle; readonly source: Source };

async function pick(evidence: Evidence, { file, bundle: given, bundles }: JudgeOptions): Promise<Candidate> {
  if (given !== undefined) return { bundle: await readBundle(given), source: { from: "given", file: given } };
  for (const beside of [`${file}.bundle.json`, join(dirname(file), "bundle.json")]) {
    const bundle = (await exists(beside)) ? await readBundle(beside) : undefined;
    if (bundle && fits(evidence, bundle, file)) return { bundle, source: { from: "beside", file: beside } };
  }
  const remembered = await rememberedFor(evidence, file, bundles);
  if (remembered) {
    const source = { from: "remembered", file: bundles.file(remembered.roster.origin) } as const;
    return { bundle: remembered, source };
  }
  throw new Trouble("no-bundle", file, "nobody's keys are at hand to verify it with", {
    wayOut: "name the bundle of its ledger with --bundle FILE, or put it beside as bundle.json",
  });
}

async function rememberedFor(
  evidence: Evidence,
  file: string,
  bundles: TrustedBundles,
): Promise<Bundle | undefined> {
  return (await bundles.all()).find((bundle) => fits(evidence, bundle, file));
}

/** Whether a bundle is of the ledger that evidence says it is of. */
function fits(evidence: Evidence, bundle: Bundle, file: string): boolean {
  const { origin } = bundle.roster;
  if (evidence.kind === "receipt") return originOf(evidence.receipt) === origin;
  if (evidence.kind === "discrepancy") return originOf(evidence.discrepancy.rejected) === origin;
  return receiptOfQr(evidence.text, bundle, file) !== undefined;
}

async function readBundle(file: string): Promise<Bundle> {
  const bytes = await readInputFile(file, MAX_BUNDLE);
  return readAs(file, () => parseBundle(bytes));
}
