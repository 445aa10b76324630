import type { Brand } from "./brand.ts";

/** A duration in hours. */
export type Hours = Brand<number, "Hours">;
/** An instant as hours since 1970-01-01T00:00Z: the planner's inner clock, always UTC. */
export type EpochHours = Brand<number, "EpochHours">;

const MS_PER_HOUR = 3_600_000;
/** A date, or a date-time with zone; what else the platform would parse is refused. */
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** An ISO 8601 date or date-time with zone to the inner clock. A bare date is midnight UTC. Throws RangeError. */
export function instantHours(iso: string): EpochHours {
  const ms = ISO.test(iso) ? Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : iso) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not an ISO 8601 instant: ${iso}`);
  return (ms / MS_PER_HOUR) as EpochHours;
}

/** The inner clock to an ISO 8601 instant in UTC, to the minute. */
export function hoursToInstant(at: EpochHours): string {
  const minutes = Math.round(at * 60);
  return `${new Date(minutes * 60_000).toISOString().slice(0, 16)}Z`;
}

/** Hours from the first instant to the second; negative when the second is earlier. */
export function hoursBetween(from: EpochHours, to: EpochHours): Hours {
  return (to - from) as Hours;
}
