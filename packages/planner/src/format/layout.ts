/** Text without control characters: names come from data files and requests, and a terminal obeys escapes. */
export function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, " ").trim();
}

/** Breaks a text at spaces to lines of at most `width` characters; following lines start with `hang`. */
export function wrap(text: string, width: number, hang = ""): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of clean(text).split(/ +(?!%)/)) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hang + word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

/** Lines moved right by so many spaces. */
export function indent(lines: readonly string[], by: number): string[] {
  return lines.map((line) => " ".repeat(by) + line);
}

/** Rows as aligned columns: all but the last to the right, the last to the left. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const last = widths.length - 1;
  const pad = (cell: string, column: number) => (column === last ? cell : cell.padStart(widths[column] ?? 0));
  return rows.map((row) => row.map(pad).join("  ").trimEnd());
}

/** Hours as days, one decimal up to 30 days; from the horizon on only "more than" is known. */
export function days(hours: number, horizon = Number.POSITIVE_INFINITY): string {
  const value = Math.min(hours, horizon) / 24;
  return `${hours >= horizon ? ">" : ""}${value < 30 ? value.toFixed(1) : value.toFixed(0)}`;
}

/** The text with a capital at its start. */
export function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Dollars to three leading digits, grouped: nobody knows a freight rate better. */
export function money(usd: number): string {
  if (usd === 0) return "0";
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(usd))) - 2);
  return (Math.round(usd / step) * step).toLocaleString("en");
}

/** A share of 1 in whole per cent; never 0 or 100 % for what is not certain. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return "<1 %";
  if (share < 1 && share > 0.99) return ">99 %";
  return `${Math.round(share * 100)} %`;
}

/** "2027-01-21 08:00 UTC" for an ISO 8601 instant in UTC. */
export function instant(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
