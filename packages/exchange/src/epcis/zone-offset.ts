/**
 * Offset of a zone from UTC at a moment: "+04:30". `at`: milliseconds since 1970; `zone`: IANA name. Throws RangeError
 * for a zone that is not known.
 */
export function zoneOffset(zone: string, at: number): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const name = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  return /^GMT([+-]\d\d:\d\d)/.exec(name)?.[1] ?? "+00:00";
}
