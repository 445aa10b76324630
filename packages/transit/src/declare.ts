import { firstFault } from "./act/act.ts";
import { itineraryFault, territoriesFault } from "./act/itinerary.ts";
import type { CodeName } from "./code/codes.ts";
import { fault } from "./code/fault.ts";
import type { Leg } from "./message/values.ts";
import { isListed, navigationCodes } from "./payload/payload.ts";
import { holds, isParty, type Regimes, type Rules, rulesAt, territoryOf } from "./regime/regime.ts";
import { RegimeId } from "./regime/schema.ts";

/** A place on the way, with its country (ISO 3166-1 alpha-2): a place of the network. */
export type OnTheWay = { readonly id: string; readonly country: string };

/**
 * Legs of a way through its places, in their order: one for each customs territory, from the first place in it to
 * the last. The office of a place is named as the place is. `day`: YYYY-MM-DD.
 */
export function legsOf(places: readonly OnTheWay[], regimes: Regimes, day: string): Leg[] {
  const legs: Leg[] = [];
  for (const { id, country } of places) {
    const territory = territoryOf(regimes, country, day);
    const office = `${country}/${id}`;
    const last = legs.at(-1);
    if (last?.territory === territory) legs[legs.length - 1] = { ...last, to: office };
    else legs.push({ territory, from: office, to: office });
  }
  return legs;
}

/** Whether a regime serves for a way, and if not, what is in its way: a code, and the part of the way. */
export type Suitability = {
  readonly regime: RegimeId;
  readonly name: string;
  readonly fault: { readonly code: CodeName; readonly path: string } | undefined;
  /** States on the way that it does not bind; where there are any it does not serve. */
  readonly notBound: readonly string[];
  /** States that are crossed without being bound: their own declaration and guarantee hold there. */
  readonly crossed: readonly string[];
  /** Day since which its status is contested: it serves those who rely on its being in force. */
  readonly contestedSince: string | undefined;
  /** A union whose territory the way stays in, where the regime is national: transit there is the union's. */
  readonly union: string | undefined;
};

/** All regimes for a way, and goods, on a day; a contested treaty as if its parties relied on it, which the caller says. */
export function regimesFor(legs: readonly Leg[], regimes: Regimes, day: string, hs?: string): Suitability[] {
  return RegimeId.options.map((regime) => {
    const declared = { regime, readings: { status: "in-force" }, legs, furtherOffices: [] };
    const at = Date.parse(`${day}T12:00:00Z`);
    const found = firstFault(
      () => itineraryFault(declared, legs, regimes, at),
      () => territoriesFault(declared, regimes, at),
      () =>
        isExcluded(hs, rulesAt(regimes, regime, day)) ? fault("goods/excluded", "/goods/hs") : undefined,
    );
    const name = regimes.regimes.get(regime)?.name ?? regime;
    return {
      regime,
      name,
      fault: found && { code: found.code, path: found.path ?? "" },
      ...standing(regime, legs, regimes, day),
    };
  });
}

type Standing = Pick<Suitability, "notBound" | "crossed" | "contestedSince" | "union">;

function standing(regime: RegimeId, legs: readonly Leg[], regimes: Regimes, day: string): Standing {
  const states = [...new Set(legs.flatMap(({ from, to }) => [from.slice(0, 2), to.slice(0, 2)]))];
  const between = rulesAt(regimes, regime, day).list("states.required")?.value;
  const bound = states.filter((state) => isParty(regimes, regime, state, day));
  const status = regimes.regimes.get(regime)?.status.find((one) => holds(one, day));
  const [first, ...others] = legs;
  const isUnion = first && others.length === 0 && !states.includes(first.territory);
  return {
    notBound: states.filter((state) => !bound.includes(state)),
    crossed: between ? bound.filter((state) => !between.includes(state.toLowerCase())) : [],
    contestedSince: status?.value === "contested" ? status.from : undefined,
    union: regime === "national" && isUnion ? first.territory : undefined,
  };
}

function isExcluded(hs: string | undefined, rules: Rules): boolean {
  return hs !== undefined && isListed(hs, rules.list("goods.excluded")?.value ?? []);
}

/**
 * Whether goods of an HS code travel under a navigation seal somewhere on the way; undefined where no code is given and
 * some goods do.
 */
export function needsNavigationSeal(
  hs: string | undefined,
  declared: { readonly regime: RegimeId; readonly legs: readonly Leg[] },
  regimes: Regimes,
  day: string,
): boolean | undefined {
  const lists = navigationCodes({ ...declared, readings: {} }, regimes, day);
  if (hs === undefined) return lists.length === 0 ? false : undefined;
  return lists.some(({ value }) => isListed(hs, value));
}
