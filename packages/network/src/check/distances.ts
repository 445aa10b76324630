import { greatCircleKm } from "../great-circle.ts";
import type { Network } from "../network.ts";
import type { Link } from "../schema/link.ts";
import type { Fault } from "./fault.ts";

/** Ends nearer than this are one place for the purpose: the ratio would measure the coordinates. */
const SAME_PLACE_KM = 1;
/** The crookedest road of the corridor, Kabul - Pul-e-Khumri by Shibar, has 2.46. */
const MAX_RATIO = 2.5;
/** A ship sails round continents: Karachi - Poti leaves the straight line for Suez and the Bosporus. */
const MAX_SEA_RATIO = 6;

/** A link is no shorter than the great circle between its ends, and not absurdly longer; its hours are positive. */
export function checkDistances(network: Network): readonly Fault[] {
  return [...network.links.values()].flatMap((link) => {
    const faults = link.hours.min > 0 ? [] : [fault(link, "/hours/min", "expected more than 0 hours")];
    const reason = ratioFault(network, link);
    return reason === undefined ? faults : [...faults, fault(link, "/distanceKm/value", reason)];
  });
}

function ratioFault(network: Network, link: Link): string | undefined {
  const from = network.places.get(link.from);
  const to = network.places.get(link.to);
  if (from === undefined || to === undefined) return undefined;
  const straight = greatCircleKm(from, to);
  if (straight < SAME_PLACE_KM) return undefined;
  const ratio = link.distanceKm.value / straight;
  const most = link.mode === "sea" ? MAX_SEA_RATIO : MAX_RATIO;
  if (ratio >= 1 && ratio <= most) return undefined;
  const measured = `${link.distanceKm.value} km over ${straight.toFixed(1)} km as the crow flies`;
  return `ratio ${ratio.toFixed(2)} (${measured}), expected 1 to ${most}`;
}

function fault(link: Link, path: string, reason: string): Fault {
  return { kind: "links", key: link.id, path, reason };
}
