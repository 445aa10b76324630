import type { ClaimReport } from "./claim.ts";

type Pair = ClaimReport["pairs"][number];
type Verdict = Pair["comparisons"][number]["verdict"];

const WORDS: Readonly<Record<Verdict, string>> = {
  "shorter-than-claimed": "more than claimed",
  holds: "holds",
  "less-than-claimed": "less than claimed",
  "not-shorter": "not shorter",
};

/** The test of the claim as Markdown. */
export function formatClaim(report: ClaimReport): string {
  return [
    `# "${report.sentence}"`,
    "",
    `Distances, median days and typical prices without waiting of the ways that the planner takes, ready on ${report.ready}.`,
    "",
    ...report.pairs.flatMap(formatPair),
  ].join("\n");
}

function formatPair({ from, to, ways, comparisons }: Pair): string[] {
  return [
    `## ${from} - ${to}`,
    "",
    "| way | km | days p50 | USD |",
    "|---|---|---|---|",
    ...ways.map(({ name, km, days, ifOpen, usd, because }) =>
      because === null
        ? `| ${name} | ${km} | ${days}${ifOpen ? " if open" : ""} | ${usd} |`
        : `| ${name} | ${because} | | |`,
    ),
    "",
    "| corridor | against | distance saved | days saved | the claim |",
    "|---|---|---|---|---|",
    ...comparisons.map(
      (one) =>
        `| ${one.corridor} | ${one.alternative} | ${percent(one.shorterKm)} | ${percent(one.shorterDays)} | ${WORDS[one.verdict]} |`,
    ),
    "",
  ];
}

function percent(share: number | null): string {
  return share === null ? "-" : `${Math.round(share * 100)} %`;
}
