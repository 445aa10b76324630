/** What a suite hands back: the JSON document holds these as they are. */
export type Report = {
  readonly suite: string;
  /** What was measured, in one sentence. */
  readonly what: string;
  readonly size: Readonly<Record<string, number | string>>;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly checks: readonly Check[];
  /** What the figures can be held against, and what to know when reading them. */
  readonly notes: readonly string[];
};

export type Check = {
  readonly what: string;
  readonly value: number | string;
  readonly wanted: string;
  readonly ok: boolean;
};

export type Suite = {
  readonly name: string;
  readonly run: (progress: (step: string) => void) => Report | Promise<Report>;
};

export function atMost(what: string, value: number, limit: number, unit = ""): Check {
  return { what, value: round(value), wanted: `at most ${limit}${unit}`, ok: value <= limit };
}

export function atLeast(what: string, value: number, limit: number, unit = ""): Check {
  return { what, value: round(value), wanted: `at least ${limit}${unit}`, ok: value >= limit };
}

export function equal(what: string, value: number | string, wanted: number | string): Check {
  return { what, value, wanted: String(wanted), ok: value === wanted };
}

/** To four significant digits, whole numbers as they are. */
export function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

/** A report for a terminal. */
export function reportText(report: Report): string {
  const size = Object.entries(report.size).map(([key, value]) => `${key} ${value}`);
  const checks = report.checks.map(
    ({ ok, what, value, wanted }) => `${ok ? "ok  " : "MISS"}  ${what}: ${value} (wanted: ${wanted})`,
  );
  return [
    `== ${report.suite}: ${report.what}`,
    size.join(", "),
    "",
    ...table([report.columns, ...report.rows]),
    "",
    ...checks,
    ...report.notes.map((note) => `note  ${note}`),
    "",
  ].join("\n");
}

function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const cells = rows.map((row) => row.map((cell) => String(typeof cell === "number" ? round(cell) : cell)));
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  "),
  );
}
