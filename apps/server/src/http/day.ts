/** Today in UTC, YYYY-MM-DD. */
export function day(now: Date): string {
  return now.toISOString().slice(0, 10);
}
