import type { Network } from "@rahdari/network";
import { z } from "zod";
import type { Option } from "../answer.ts";

/** What drives a replay, taken from the plan itself: where the days are uncertain and which borders were shut. */
export const Causes = z.object({
  /** Legs by share of the spread of the arrival, largest first; `days` there in the median draw. */
  drivers: z.array(z.object({ leg: z.string(), name: z.string(), share: z.number(), days: z.number() })),
  /** Borders that draws find shut on arrival, likeliest first, with the stop known on the day of departure. */
  shut: z.array(
    z.object({
      on: z.string(),
      name: z.string(),
      /** Share of draws. */
      chance: z.number(),
      stop: z.object({ id: z.string(), from: z.string(), reason: z.string() }).nullable(),
    }),
  ),
});
export type Causes = z.infer<typeof Causes>;

export function causesOf(
  network: Network,
  { drivers, closures, legs }: Pick<Option, "drivers" | "closures" | "legs">,
): Causes {
  const hours = new Map(legs.map(({ id, hours: { p50 } }) => [id, p50]));
  const borders = closures.filter(({ on }) => network.crossings.has(on));
  return {
    drivers: drivers.map((driver) => ({ ...driver, days: inDays(hours.get(driver.leg) ?? 0) })),
    shut: borders
      .map(({ on, name, chanceShut, closure }) => ({
        on,
        name,
        chance: chanceShut,
        stop: stopOnRecord(network, closure),
      }))
      .sort((a, b) => b.chance - a.chance),
  };
}

function stopOnRecord(network: Network, id: string | undefined): Causes["shut"][number]["stop"] {
  const found = network.closures.find((closure) => closure.id === id);
  return found ? { id: found.id, from: found.from, reason: found.reason } : null;
}

export function inDays(hours: number): number {
  return Math.round((hours / 24) * 10) / 10;
}
