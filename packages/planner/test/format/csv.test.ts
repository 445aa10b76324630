import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCsv } from "../../src/format/csv.ts";
import { csvCell } from "../../src/format/csv-row.ts";
import { answer, option } from "./answer-fixture.ts";

/** RFC 4180 read back, to judge what was written. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.match(/(?:"(?:[^"]|"")*"|[^"\r\n])*\r\n/g) ?? []) {
    const cells = line.slice(0, -2).match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^,]*)/g) ?? [];
    rows.push(cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)));
  }
  return rows;
}

describe("formatCsv", () => {
  it("writes a header and one row an option", () => {
    const [header = [], ...rows] = parse(
      formatCsv(answer([option, { ...option, id: "second", onTime: null }])),
    );
    expect(rows).toHaveLength(2);
    const [first, second] = rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
    expect(first).toMatchObject({
      rank: "1",
      places: "lahore > khunjerab > almaty",
      hours_p10: "200",
      hours_mean: "250.3",
      on_time: "0.834",
      cost_usd_typical: "4512",
      papers_latest_start: "2026-12-22",
      papers_late: "true",
    });
    expect(second).toMatchObject({ rank: "2", id: "second", on_time: "" });
  });

  it("is only the header without options", () => {
    expect(formatCsv(answer([])).split("\r\n")).toHaveLength(2);
  });

  it("gives a spreadsheet no formula, whatever the names hold", () => {
    const formulas = fc.constantFrom("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")');
    fc.assert(
      fc.property(fc.oneof(formulas, fc.string()), (text) => {
        const cell = csvCell(text).replace(/^"/, "");
        expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });

  it("keeps every text as one cell", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 2, maxLength: 4 }), (texts) => {
        const row = `${texts.map(csvCell).join(",")}\r\n`;
        const expected = texts.map((text) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text));
        expect(parse(row)).toEqual([expected]);
      }),
    );
  });

  it("leaves negative numbers numbers", () => expect(csvCell(-2.5)).toBe("-2.5"));
});
