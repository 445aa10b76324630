import { type Bundle, bundleFingerprint, bundleTime, type Statement } from "@rahdari/ledger";
import { type EpochMs, instantText } from "@rahdari/units";
import { readArguments } from "../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { readEvidence } from "../ledger/evidence.ts";
import { readInputFile } from "../ledger/files.ts";
import { type Judged, judge } from "../ledger/judge.ts";
import { ageWords, doubtWords, establishedLines } from "../ledger/statement-words.ts";
import { TrustedBundles } from "../ledger/trusted-bundles.ts";
import { printable } from "../printable.ts";
import { UsageError } from "../usage-error.ts";

const OPTIONS = {
  bundle: { type: "string" },
  trust: { type: "boolean" },
  json: { type: "boolean" },
} as const;
const MAX_BYTES = 50_000_000;

/**
 * `rahdari verify FILE|IMAGE [--bundle FILE] [--trust]`: 0 when it holds, 1 when it does not. Needs no network;
 * `--trust` remembers the bundle for this user.
 */
export async function verifyCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { FILE } = args.expect("FILE");
  const [bundles, bundle] = [TrustedBundles.ofUser(io), args.text("bundle")];
  if (args.flag("trust") && bundle === undefined) {
    const message = "name the bundle that you trust: --bundle FILE";
    throw new UsageError("missing-argument", { option: "--bundle", message });
  }
  const evidence = readEvidence(await readInputFile(FILE, MAX_BYTES), FILE);
  const now = io.now().getTime() as EpochMs;
  const trust = args.flag("trust");
  const judged = await judge(evidence, { file: FILE, bundle, bundles, now, trust });
  const remembered = trust && judged.verdict.holds ? await bundles.put(judged.bundle) : null;
  if (args.flag("json")) io.out(`${asJson(judged, remembered, now)}\n`);
  else io.out(`${asText(judged, remembered, now).map(printable).join("\n")}\n`);
  return judged.verdict.holds ? EXIT.answer : EXIT.none;
}

function asJson(
  { verdict, source, trusted, bundle }: Judged,
  remembered: string | null,
  now: EpochMs,
): string {
  const about = {
    origin: bundle.roster.origin,
    fingerprint: bundleFingerprint(bundle),
    asOf: instantText(bundleTime(bundle)),
    ageMs: now - bundleTime(bundle),
    ...source,
    trusted,
    remembered,
  };
  const plain = (_key: string, value: unknown) => {
    if (typeof value === "bigint") return Number(value);
    return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
  };
  return JSON.stringify({ ...verdict, bundle: about }, plain, 2);
}

function asText(judged: Judged, remembered: string | null, now: EpochMs): string[] {
  const { verdict, bundle, source, trusted } = judged;
  const lines = verdict.holds
    ? ["It holds.", ...statementsLines(Object.entries(verdict.statements))]
    : ["It does not hold.", `  ${verdict.code}: ${verdict.message}`, `  Way out: ${verdict.wayOut}`];
  return [
    ...lines,
    "",
    ...bundleLines(bundle, now),
    `  ${origins(judged, source.file, trusted, remembered)}`,
  ];
}

const PARTS: Readonly<Record<string, string>> = {
  provisional: "What was given out:",
  rejected: "What the ledger made of it:",
  against: "What it contradicts:",
};

function statementsLines(parts: readonly (readonly [string, Statement])[]): string[] {
  const established = parts.flatMap(([part, statement]) => [
    "",
    PARTS[part] ??
      (statement.level === "final" ? "Final receipt. Established:" : "Provisional receipt. Established:"),
    ...establishedLines(statement).map((line) => `  ${line}`),
  ]);
  const doubts = new Set(
    parts.flatMap(([, { doubts }]) => doubts.map((doubt) => `  - ${doubtWords(doubt)}`)),
  );
  return [...established, "", "Not established:", ...doubts];
}

function bundleLines(bundle: Bundle, now: EpochMs): string[] {
  const { origin, agreement } = bundle.roster;
  const time = bundleTime(bundle);
  return [
    `Judged by the members and keys of ${origin} (${agreement})`,
    `  as of ${instantText(time)}, ${ageWords(now - time)}; fingerprint ${bundleFingerprint(bundle)}`,
  ];
}

function origins({ source }: Judged, file: string, trusted: boolean, remembered: string | null): string {
  if (remembered !== null) return `remembered from now on: ${remembered}`;
  if (source.from === "remembered") return `remembered by you: ${file}`;
  if (trusted) return `from ${file}; its fingerprint is the one that you trust`;
  return `from ${file}, which you have not trusted yet: compare the fingerprint with a member, then --trust`;
}
