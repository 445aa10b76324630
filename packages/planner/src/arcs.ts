import type { Crossing, Direction, Link, Mode, Network } from "@rahdari/network";

/** One way of using a link or crossing. `key` is its id, with `#back` against its direction. */
export interface Arc {
  readonly key: string;
  readonly id: string;
  readonly kind: "link" | "crossing" | "interchange";
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly mode: Mode;
  /** Mode on leaving the arc; differs from `mode` at interchanges only. */
  readonly toMode: Mode;
  readonly km: number;
  readonly countries: readonly string[];
  readonly link?: Link;
  readonly crossing?: Crossing;
}

/** Every arc of the network, by the place it leaves. Arcs not open yet are among them: rules cut them. */
export interface ArcIndex {
  readonly arcs: readonly Arc[];
  readonly leaving: ReadonlyMap<string, readonly Arc[]>;
  readonly byKey: ReadonlyMap<string, Arc>;
}

/** Arcs in both directions of all links and crossings. */
export function buildArcs(network: Network): ArcIndex {
  const arcs = [...network.links.values()].flatMap(linkArcs);
  for (const crossing of network.crossings.values()) arcs.push(...crossingArcs(crossing));
  const leaving = new Map<string, Arc[]>();
  for (const arc of arcs) {
    const list = leaving.get(arc.from);
    if (list) list.push(arc);
    else leaving.set(arc.from, [arc]);
  }
  return { arcs, leaving, byKey: new Map(arcs.map((arc) => [arc.key, arc])) };
}

function linkArcs(link: Link): Arc[] {
  const shared = {
    id: link.id,
    kind: "link" as const,
    mode: link.mode,
    toMode: link.mode,
    km: link.distanceKm.value,
    countries: link.countries,
    link,
  };
  const out: Arc = { ...shared, key: link.id, direction: "out", from: link.from, to: link.to };
  const back: Arc = { ...shared, key: `${link.id}#back`, direction: "back", from: link.to, to: link.from };
  return link.oneWay ? [out] : [out, back];
}

function crossingArcs(crossing: Crossing): Arc[] {
  const toMode = crossing.toMode ?? crossing.mode;
  const shared = {
    id: crossing.id,
    kind: crossing.kind === "interchange" ? ("interchange" as const) : ("crossing" as const),
    km: crossing.distanceKm.value,
    countries: crossing.countries,
    crossing,
  };
  return [
    {
      ...shared,
      key: crossing.id,
      direction: "out",
      from: crossing.from,
      to: crossing.to,
      mode: crossing.mode,
      toMode,
    },
    {
      ...shared,
      key: `${crossing.id}#back`,
      direction: "back",
      from: crossing.to,
      to: crossing.from,
      mode: toMode,
      toMode: crossing.mode,
    },
  ];
}
