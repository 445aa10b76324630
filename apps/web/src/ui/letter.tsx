/** The sign of an option, the same on card, table, chart and map. */
export function OptionLetter({ index, large = false }: { index: number; large?: boolean }) {
  return (
    <span
      className={`letter${large ? " letter-large" : ""}`}
      style={{ backgroundColor: `var(--way-${index % WAY_COLOURS})` }}
      aria-hidden="true"
    >
      {letterOf(index)}
    </span>
  );
}

export const WAY_COLOURS = 10;

/** A, B, C … by rank in the answer. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + (index % 26));
}
