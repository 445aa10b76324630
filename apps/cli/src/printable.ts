/** Text that a terminal shows instead of obeying: names come from data files and from the command line. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, " ").trimEnd();
}
