import type { PlanRequestInput } from "@rahdari/api";
import type { PlanAnswer, Standing } from "@rahdari/planner";

/** What maps of an answer are drawn from. */
export type MapContext = Parameters<typeof import("@rahdari/planner").formatGeojson>[1];

/** Whoever works plans out: this machine, or a server asked for it. Both give the same answer. */
export interface Planner {
  plan(request: PlanRequestInput, standing: Standing | undefined): Promise<PlanAnswer>;
  /** Gives the name of a place by its id. */
  names(): Promise<(place: string) => string>;
  map(): Promise<MapContext>;
}
