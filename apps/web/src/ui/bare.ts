/** A leg's id without the mark of its direction. */
export function bare(id: string): string {
  return id.replace(/#back$/, "");
}
