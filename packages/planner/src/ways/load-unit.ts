import type { Mode } from "@rahdari/network";
import { parameters } from "../parameters.ts";
import type { PlanRequest, Unit } from "../request.ts";

/** What a load of the unit rides in on a mode: off the rails a wagon load goes by trucks and in containers. */
export function unitOn(mode: Mode, unit: Unit): Unit {
  if (unit !== "wagon" || mode === "rail") return unit;
  return mode === "sea" ? "container" : "truck";
}

/** How many of them carry the load; one but where a wagon load leaves the rails. */
export function unitsOn(mode: Mode, { unit, goods }: Pick<PlanRequest, "unit" | "goods">): number {
  const carrier = unitOn(mode, unit);
  return carrier === unit ? 1 : Math.ceil(goods.tonnes / parameters.capacityTonnes[carrier]);
}
