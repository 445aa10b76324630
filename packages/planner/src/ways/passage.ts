import { type AccessRule, accessFor, type Crossing, type Network } from "@rahdari/network";
import type { Arc } from "../arcs.ts";
import { parameters } from "../parameters.ts";
import type { Shipment } from "../resolve.ts";
import { type Carriage, carriedBy, localTruck } from "./carriage.ts";
import { unitOn } from "./load-unit.ts";

/** Why an arc may not be used. */
export interface Cut {
  readonly kind: "access" | "goods" | "excluded" | "not-open" | "unit";
  readonly code: string;
  readonly because: string;
  /** The access rule that stands behind it. */
  readonly rule?: AccessRule;
  readonly sources?: readonly string[];
  readonly params: Readonly<Record<string, string>>;
}

/** A lawful use of an arc: the carriage that goes on after it and what the rules ask on the way. */
export interface Passage {
  readonly carriage: Carriage;
  readonly handovers: number;
  /** Rules that cost time or money or papers here. */
  readonly rules: readonly AccessRule[];
}

/** Decides on one arc for one carriage: hard constraints first, then what the access rules ask. */
export function passageOf(
  network: Network,
  shipment: Shipment,
  arc: Arc,
  carriage: Carriage,
  on: string,
): Passage | Cut {
  if (arc.mode !== carriage.mode) throw new Error(`${carriage.mode} cannot use ${arc.key}`);
  const cut = exclusion(network, shipment, arc) ?? notOpen(arc) ?? goodsLimit(shipment, arc);
  if (cut) return cut;
  const rules = rulesOn(network, shipment, arc, carriage, on);
  const denial = rules.find((rule) => rule.effect === "deny");
  if (denial) return accessCut(denial, arc);
  return { ...carriageAfter(network, arc, carriage, rules), rules };
}

export function isCut(result: Passage | Cut): result is Cut {
  return "because" in result;
}

function exclusion(network: Network, shipment: Shipment, arc: Arc): Cut | undefined {
  const { countries, modes } = shipment.request.exclude;
  const country = arc.countries.find((code) => countries.includes(code));
  if (country) return excluded("excluded-country", `you excluded ${country}`, { country });
  const crossing = crossingsOn(network, arc).find(({ id }) => shipment.excludedCrossings.has(id));
  if (crossing)
    return excluded("excluded-crossing", `you excluded ${crossing.name}`, { crossing: crossing.id });
  const mode = [arc.mode, arc.toMode].find((m) => modes.includes(m));
  if (mode) return excluded("excluded-mode", `you excluded ${mode}`, { mode });
  const foreign = [arc.from, arc.to].map((id) => network.places.get(id)?.country ?? "");
  const through = foreign.find((code) => countries.includes(code));
  return through ? excluded("excluded-country", `you excluded ${through}`, { country: through }) : undefined;
}

function excluded(code: string, because: string, params: Record<string, string>): Cut {
  return { kind: "excluded", code, because, params };
}

function notOpen(arc: Arc): Cut | undefined {
  const status = arc.link?.status ?? arc.crossing?.status;
  if (!status || status.value === "open") return undefined;
  const because =
    status.value === "planned" ? "planned, not open yet" : "service suspended, no run confirmed since";
  return {
    kind: "not-open",
    code: `status-${status.value}`,
    because,
    params: { at: arc.id },
    sources: sourcesOf(status.basis),
  };
}

/** What the goods themselves forbid. */
export function goodsLimit(shipment: Shipment, arc: Arc): Cut | undefined {
  const { unit, goods } = shipment.request;
  if (arc.mode === "air" && goods.tonnes > parameters.airTonnes) {
    const because = `belly freight takes at most ${parameters.airTonnes} t at a time`;
    return { kind: "goods", code: "air-weight", because, params: { tonnes: String(goods.tonnes) } };
  }
  if (arc.mode === "air" && goods.dangerous) {
    return {
      kind: "goods",
      code: "air-dangerous",
      because: "dangerous goods are not flown by default",
      params: {},
    };
  }
  if (arc.kind === "interchange" && unit === "wagon" && arc.toMode === "air") {
    return { kind: "unit", code: "unit-mode", because: "a wagon load is not flown", params: {} };
  }
  return undefined;
}

function rulesOn(
  network: Network,
  shipment: Shipment,
  arc: Arc,
  carriage: Carriage,
  on: string,
): readonly AccessRule[] {
  if (arc.kind === "interchange") return [];
  const common = {
    direction: arc.direction,
    unit: unitOn(arc.mode, shipment.request.unit),
    goods: shipment.goods,
    on,
    asOf: shipment.asOf,
    ...(carriage.registration !== null && { registration: carriage.registration }),
    ...(carriage.driver !== null && { driver: carriage.driver }),
  };
  const own = accessFor(
    network,
    arc.crossing ? { ...common, crossing: arc.id } : { ...common, link: arc.id },
  );
  const national =
    carriage.mode === "road"
      ? arc.countries.flatMap((country) => accessFor(network, { ...common, country }))
      : [];
  return [...own, ...national];
}

function accessCut(rule: AccessRule, arc: Arc): Cut {
  return {
    kind: "access",
    code: "access-denied",
    because: rule.because,
    rule,
    params: { at: arc.id, rule: rule.id, ...(rule.becauseCode && { becauseCode: rule.becauseCode }) },
    sources: sourcesOf(rule.basis),
  };
}

function carriageAfter(network: Network, arc: Arc, carriage: Carriage, rules: readonly AccessRule[]) {
  if (arc.kind === "interchange") {
    const country = network.places.get(arc.to)?.country ?? "";
    return { carriage: arc.toMode === "road" ? localTruck(country) : carriedBy(arc.toMode), handovers: 1 };
  }
  const change = rules.find((rule) => rule.effect === "swap" || rule.effect === "reload");
  if (change && carriage.mode === "road") {
    const country = change.registrationAfter ?? network.places.get(arc.to)?.country ?? "";
    return { carriage: localTruck(country), handovers: 1 };
  }
  return { carriage, handovers: crossingsOn(network, arc).filter((one) => one.gaugeBreakMm).length };
}

/** The crossing that the arc is, or those that a through service passes on its way. */
function crossingsOn(network: Network, { crossing, link }: Arc): readonly Crossing[] {
  if (crossing) return [crossing];
  return (link?.includesCrossings ?? []).flatMap((id) => network.crossings.get(id) ?? []);
}

function sourcesOf(basis: AccessRule["basis"]): readonly string[] {
  return "published" in basis ? basis.published : (basis.sources ?? []);
}
