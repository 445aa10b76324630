import type { Mode } from "@rahdari/network";
import { parameters } from "../parameters.ts";

/**
 * Greenhouse gas emissions of one leg in kg CO2e, well to wheel, activity-based as ISO 14083 has it:
 * tonnes x kilometres x the intensity of the transport operation category.
 */
export function legEmissionsKg(mode: Mode, km: number, tonnes: number, reefer: boolean): number {
  const { gPerTkm } = parameters.emissions[mode];
  const cooling = reefer ? 1 + parameters.emissions.reeferShare : 1;
  return (km * tonnes * gPerTkm * cooling) / 1000;
}
