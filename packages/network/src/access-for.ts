import type { GoodsClass } from "./goods-class.ts";
import { inForce } from "./in-force.ts";
import type { Network } from "./network.ts";
import type { AccessRule } from "./schema/access.ts";
import type { Direction } from "./schema/basis.ts";

/** Where the rules are asked for: exactly one of the three. */
export type AccessTarget =
  | { readonly crossing: string; readonly link?: never; readonly country?: never }
  | { readonly link: string; readonly crossing?: never; readonly country?: never }
  | { readonly country: string; readonly crossing?: never; readonly link?: never };

/** Who comes, with what, which way; a part left out is not known and matches every rule. */
export type AccessQuery = AccessTarget & {
  readonly direction?: Direction | undefined;
  /** Country of the vehicle's registration, ISO 3166-1 alpha-2. */
  readonly registration?: string | undefined;
  /** Driver's nationality. */
  readonly driver?: string | undefined;
  readonly unit?: "truck" | "container" | "wagon" | undefined;
  readonly goods?: GoodsClass | readonly GoodsClass[] | undefined;
  /** Day of passing, YYYY-MM-DD. */
  readonly on: string;
  /** Rules made known later are not used. */
  readonly asOf: string;
};

/**
 * Access rules of a crossing, link or country that concern this traffic on that day, in the order of the
 * files. A rule concerns it when every part the rule gives matches; rules of a crossing's or link's country
 * are asked for separately.
 */
export function accessFor(network: Network, query: AccessQuery): readonly AccessRule[] {
  const rules = rulesByTarget(network).get(targetKey(query)) ?? [];
  return rules.filter((rule) => inForce(rule, query.on, query.asOf) && concerns(rule, query));
}

function concerns({ direction, who }: AccessRule, query: AccessQuery): boolean {
  const goods = typeof query.goods === "string" ? [query.goods] : query.goods;
  return (
    (direction === undefined || query.direction === undefined || direction === query.direction) &&
    isAmong(query.registration, who.registration) &&
    isNotAmong(query.registration, who.registrationNot) &&
    isAmong(query.driver, who.driver) &&
    isAmong(query.unit, who.unit) &&
    (goods === undefined || who.goods === undefined || who.goods.some((kind) => goods.includes(kind)))
  );
}

function isAmong<T>(value: T | undefined, list: readonly T[] | undefined): boolean {
  return value === undefined || list === undefined || list.includes(value);
}

function isNotAmong<T>(value: T | undefined, list: readonly T[] | undefined): boolean {
  return value === undefined || list === undefined || !list.includes(value);
}

const indexes = new WeakMap<Network, ReadonlyMap<string, readonly AccessRule[]>>();

function rulesByTarget(network: Network): ReadonlyMap<string, readonly AccessRule[]> {
  const known = indexes.get(network);
  if (known !== undefined) return known;
  const index = Map.groupBy(network.access, (rule) => targetKey(rule.on));
  indexes.set(network, index);
  return index;
}

function targetKey(on: Partial<Record<"crossing" | "link" | "country", string | undefined>>): string {
  if (on.crossing !== undefined) return `crossing/${on.crossing}`;
  return on.link === undefined ? `country/${on.country}` : `link/${on.link}`;
}
