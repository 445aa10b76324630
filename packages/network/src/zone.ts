import { Temporal } from "temporal-polyfill";
import { NetworkError } from "./error.ts";

/**
 * UTC offsets of a zone as a step function: from `starts[i]` (epoch hours) on, local time is UTC +
 * `offsets[i]` hours. Asking Intl for each day is a hundred times slower.
 */
export type Zone = { readonly starts: readonly number[]; readonly offsets: readonly number[] };

/** Years for which changes of offset are looked up; outside them the nearest known offset holds. */
const FIRST = Temporal.Instant.from("2010-01-01T00:00Z");
const LAST = Temporal.Instant.from("2045-01-01T00:00Z");
const MS_PER_HOUR = 3_600_000;
const NS_PER_HOUR = 3.6e12;

const zones = new Map<string, Zone>();

const names = new Map<string, boolean>();

/** Is this a zone of the IANA database by name (`Asia/Kabul`), not an offset? */
export function isZoneName(name: string): boolean {
  const known = names.get(name) ?? isKnownToIntl(name);
  names.set(name, known);
  return known;
}

function isKnownToIntl(name: string): boolean {
  if (!/^[A-Za-z_+-]+(\/[A-Za-z0-9_+-]+)+$|^UTC$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** Offsets of an IANA zone with their history. Throws `NetworkError` code `unknown-zone`. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (!isZoneName(name)) throw new NetworkError({ code: "unknown-zone", zone: name });
  const zone = stepsOf(name);
  zones.set(name, zone);
  return zone;
}

/** Hours to add to UTC for local time at this instant (epoch hours). */
export function offsetAt(zone: Zone, at: number): number {
  let step = zone.starts.length - 1;
  while (step > 0 && at < (zone.starts[step] ?? 0)) step--;
  return zone.offsets[step] ?? 0;
}

/**
 * Instant (epoch hours) of a local wall-clock time given as hours since 1970-01-01T00:00 local. A reading
 * that comes twice, when clocks go back, means its first or last occurrence as asked; one that is skipped
 * counts with the offset before the change (Temporal's `compatible`).
 */
export function localToInstant(zone: Zone, local: number, occurrence: "first" | "last"): number {
  const before = offsetAt(zone, local - 26);
  const after = offsetAt(zone, local + 26);
  if (before === after) return local - before;
  const candidates = [local - before, local - after].filter((at) => at + offsetAt(zone, at) === local);
  if (candidates.length === 0) return local - before;
  return occurrence === "first" ? Math.min(...candidates) : Math.max(...candidates);
}

function stepsOf(name: string): Zone {
  const starts = [Number.NEGATIVE_INFINITY];
  let at: Temporal.ZonedDateTime | null = FIRST.toZonedDateTimeISO(name);
  const offsets = [at.offsetNanoseconds / NS_PER_HOUR];
  for (at = at.getTimeZoneTransition("next"); at !== null; at = at.getTimeZoneTransition("next")) {
    if (at.epochMilliseconds > LAST.epochMilliseconds) break;
    starts.push(at.epochMilliseconds / MS_PER_HOUR);
    offsets.push(at.offsetNanoseconds / NS_PER_HOUR);
  }
  return { starts, offsets };
}
