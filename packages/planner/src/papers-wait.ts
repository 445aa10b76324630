import { instantHours } from "@rahdari/units";
import type { Papers } from "./explain/documents.ts";
import type { Shipment } from "./resolve.ts";
import type { Samples } from "./simulate/samples.ts";
import { LEG_SAMPLE } from "./simulate/statistics.ts";

/**
 * Hours past `ready` at which the last of the papers is in hand in each draw, when all are asked for at once
 * on `asOf`; 0 where they come in time. Where the trip does not wait for them, of the first draws only. One array per set of papers, so that ways with the same papers share
 * their beginning.
 */
export function papersWait(shipment: Shipment, samples: Samples): (papers: Papers) => Float64Array {
  const waits = new Map<string, Float64Array>();
  const lead = (shipment.readyAt - instantHours(shipment.asOf)) as number;
  return (papers) => {
    const key = papers.map(({ paper }) => paper.id).join(",");
    const known = waits.get(key);
    if (known) return known;
    const all = shipment.request.papers === "to-get";
    const wait = new Float64Array(all ? samples.draws : Math.min(LEG_SAMPLE, samples.draws));
    for (const { paper } of papers) {
      const days = samples.leadDays(paper.id, paper.leadDays);
      for (let i = 0; i < wait.length; i++)
        wait[i] = Math.max(wait[i] as number, (days[i] as number) * 24 - lead);
    }
    waits.set(key, wait);
    return wait;
  };
}
