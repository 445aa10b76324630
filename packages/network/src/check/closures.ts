import type { Network } from "../network.ts";
import type { Closure } from "../schema/closure.ts";
import { targetKey } from "../state-at.ts";
import type { Fault } from "./fault.ts";

/** A closure's two times agree with each other, and an opening lies inside something shut. */
export function checkClosures(network: Network): readonly Fault[] {
  return network.closures.flatMap((closure) =>
    [...timeFaults(closure), ...openingFaults(closure, network.closures)].map(([path, reason]): Fault => {
      return { kind: "closures", key: closure.id, path, reason };
    }),
  );
}

type Found = readonly [path: string, reason: string];

function timeFaults({ from, to, lastConfirmed, presumedShort, knownSince, endKnownSince }: Closure): Found[] {
  const faults: Found[] = [];
  if (to === undefined && endKnownSince !== undefined) faults.push(["/endKnownSince", "given without `to`"]);
  if (to !== undefined && presumedShort === true) faults.push(["/presumedShort", "given beside `to`"]);
  if (to !== undefined && lastConfirmed !== undefined) faults.push(["/lastConfirmed", "given beside `to`"]);
  if (lastConfirmed !== undefined && lastConfirmed.date < from)
    faults.push(["/lastConfirmed/date", "before `from`"]);
  const known = knownSince ?? from;
  const endKnown = endKnownSince ?? to;
  if (endKnown !== undefined && endKnown < known) {
    faults.push(["/endKnownSince", `the end is known on ${endKnown}, before the beginning on ${known}`]);
  }
  return faults;
}

function openingFaults(opening: Closure, closures: readonly Closure[]): Found[] {
  if (opening.kind !== "opening") return [];
  const inside = closures.some(
    (closure) =>
      closure.kind !== "opening" &&
      targetKey(closure.on) === targetKey(opening.on) &&
      closure.from <= opening.from &&
      (closure.to === undefined || opening.from <= closure.to),
  );
  return inside ? [] : [["/from", "an opening that begins inside no closure of the same place"]];
}
