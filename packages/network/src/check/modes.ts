import type { Network } from "../network.ts";
import type { Mode } from "../schema/basis.ts";
import type { Fault } from "./fault.ts";

/** Links and crossings end at places that serve their mode; an interchange changes it. */
export function checkModes(network: Network): readonly Fault[] {
  const links = [...network.links.values()].flatMap(({ id, from, to, mode }) => {
    const loop =
      from === to
        ? [{ kind: "links", key: id, path: "/to", reason: "the same place as `from`" } as const]
        : [];
    return [...loop, ...unserved(network, "links", id, [from, mode], [to, mode])];
  });
  const crossings = [...network.crossings.values()].flatMap(({ id, kind, from, to, mode, toMode }) => {
    const faults = unserved(network, "crossings", id, [from, mode], [to, toMode ?? mode]);
    if (kind !== "interchange" || (toMode !== undefined && toMode !== mode)) return faults;
    const reason = "an interchange leads to another mode than `mode`";
    return [...faults, { kind: "crossings", key: id, path: "/toMode", reason } as const];
  });
  return [...links, ...crossings];
}

type End = readonly [place: string, mode: Mode];

function unserved(network: Network, kind: "links" | "crossings", key: string, from: End, to: End): Fault[] {
  return [["/from", ...from] as const, ["/to", ...to] as const].flatMap(([path, id, mode]) => {
    const place = network.places.get(id);
    if (place === undefined || place.modes.includes(mode)) return [];
    return [{ kind, key, path, reason: `${id} is not served by ${mode} (modes: ${place.modes.join(", ")})` }];
  });
}
