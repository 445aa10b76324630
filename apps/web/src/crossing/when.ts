import type { Leg, Option } from "../api/contract.ts";
import { offsetMinutes } from "../state/instant.ts";
import { bare } from "../ui/bare.ts";

/** The day on which a crossing is asked about, and which way of the answer gets there. */
export interface CrossingDay {
  /** YYYY-MM-DD on the clocks of the place before the crossing. */
  readonly on: string;
  readonly direction: "out" | "back" | null;
}

/** The typical day on which an option gets to a crossing; else the day on which the goods are ready. */
export function crossingDay(
  id: string,
  option: Option | undefined,
  ready: string,
  zone: (place: string) => string | undefined,
): CrossingDay {
  const leg = option?.legs.find((candidate) => candidate.kind !== "link" && bare(candidate.id) === id);
  if (leg === undefined) return { on: ready.slice(0, 10), direction: null };
  return {
    on: localDay(leg, zone(leg.from) ?? "UTC"),
    direction: leg.id === bare(leg.id) ? "out" : "back",
  };
}

function localDay({ enter }: Leg, zone: string): string {
  const at = new Date(enter);
  return new Date(at.getTime() + offsetMinutes(at, zone) * 60_000).toISOString().slice(0, 10);
}
