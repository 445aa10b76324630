import type { Text } from "../i18n/text-context.tsx";

/** A duration that the planner followed only so far: at its horizon the true figure is longer, nobody knows how much. */
export function durationWithin(hours: number, horizonHours: number, { t, format }: Text): string {
  if (hours < horizonHours) return format.duration(hours);
  return t("options.beyond", { days: format.days(Math.round(horizonHours / 24)) });
}

/** The day of an arrival in a zone, or that it does not come within the horizon. */
export function arrivalWithin(
  arrival: string | Date,
  hours: number,
  horizonHours: number,
  zone: string,
  { t, format }: Text,
): string {
  if (hours < horizonHours) return format.dateIn(arrival, zone);
  return t("options.notWithin", { days: format.days(Math.round(horizonHours / 24)) });
}
