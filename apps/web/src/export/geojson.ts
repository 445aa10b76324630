import type { Geometry, Network, PlanAnswer } from "../api/contract.ts";
import { type MapScene, sceneOf, wayGeometry } from "../map/scene.ts";

/**
 * The answer as GeoJSON (RFC 7946): a line for each leg of each option, with the way the line came about, and a
 * point for each crossing passed. Lines show where a way goes; lengths are in `km`, from tables.
 */
export function answerGeoJson(
  answer: PlanAnswer,
  network: Network,
  geometry: Geometry | undefined,
): GeoJSON.FeatureCollection {
  const scene = sceneOf(answer, network, geometry);
  return { type: "FeatureCollection", features: [...lines(answer, scene), ...points(answer, scene)] };
}

function lines(answer: PlanAnswer, scene: MapScene): GeoJSON.Feature[] {
  return scene.lines.map((line) => {
    const option = answer.options[line.index];
    const leg = option?.legs.find((candidate) => candidate.id === line.leg);
    return {
      type: "Feature",
      geometry: wayGeometry(line),
      properties: {
        option: line.option,
        leg: line.leg,
        mode: line.mode,
        line: line.basis,
        km: leg?.km ?? null,
        hoursP50: leg?.hours.p50 ?? null,
        costUsdTypical: leg?.costUsd.typical ?? null,
        basis: leg?.basis ?? null,
      },
    };
  });
}

function points(answer: PlanAnswer, scene: MapScene): GeoJSON.Feature[] {
  const passed = new Set(answer.options.flatMap((option) => option.crossings));
  return scene.crossings
    .filter((crossing) => passed.has(crossing.id))
    .map((crossing) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [crossing.lon, crossing.lat] },
      properties: {
        crossing: crossing.id,
        name: crossing.name,
        state: crossing.state,
        confirmed: crossing.confirmed,
      },
    }));
}
