import { plan } from "@rahdari/planner";
import type { Arguments } from "../arguments.ts";
import { linesForMaps, networkOf } from "../data.ts";
import type { Io } from "../io.ts";
import { progressLine } from "../progress.ts";
import type { Planner } from "./planner.ts";

/** Plans on this machine, with the shipped data and what `--data` lays over them. */
export function localPlanner(args: Arguments, io: Io): Planner {
  const network = networkOf(args);
  return {
    plan: async (request, standing) => {
      const progress = progressLine(io, "Planning");
      const at = standing ? { at: standing } : {};
      const answer = plan(network, request, { now: io.now(), onProgress: progress.report, ...at });
      progress.finish();
      return answer;
    },
    names: async () => (place) => network.places.get(place)?.name ?? place,
    map: async () => ({
      lines: linesForMaps(),
      positionOf: (id) => {
        const place = network.places.get(id);
        return place && [place.lon, place.lat];
      },
    }),
  };
}
