/** Minutes that the clocks of `zone` are ahead of UTC at an instant. */
export function offsetMinutes(instant: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
  return Math.round((local - instant.getTime()) / 60_000);
}

/** Local wall time "YYYY-MM-DDTHH:mm" in a zone to an instant; a time that a clock change skips moves on. */
export function zonedInstant(local: string, zone: string): Date {
  const asUtc = Date.parse(`${local}:00Z`);
  const first = asUtc - offsetMinutes(new Date(asUtc), zone) * 60_000;
  return new Date(asUtc - offsetMinutes(new Date(first), zone) * 60_000);
}

/** Local wall time in a zone as ISO 8601 with that zone's offset, the form that the API takes. */
export function zonedIso(local: string, zone: string): string {
  const offset = offsetMinutes(zonedInstant(local, zone), zone);
  return `${local}:00${offsetText(offset)}`;
}

/** "+05:00". */
function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}

/** A `When` of the API (bare date = 08:00 at the place) to an instant. */
export function whenInstant(when: string, zone: string): Date {
  return /^\d{4}-\d{2}-\d{2}$/.test(when) ? zonedInstant(`${when}T08:00`, zone) : new Date(when);
}
