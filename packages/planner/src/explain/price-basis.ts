import type { Link } from "@rahdari/network";
import type { Arc } from "../arcs.ts";
import { feesDue } from "../price/leg-price.ts";
import type { Shipment } from "../resolve.ts";
import type { Passage } from "../ways/passage.ts";
import type { BasisKind } from "./basis.ts";
import type { Known } from "./known.ts";

/** Bases of what each part of a leg's price is made of; empty where the part is nothing. As {@link legPrice}. */
export interface PriceBases {
  readonly lineHaul: readonly BasisKind[];
  readonly fees: readonly BasisKind[];
  readonly handling: readonly BasisKind[];
}

/** How well the price of one leg is founded, on the day (YYYY-MM-DD) that it is passed. */
export function priceBases(
  arc: Arc,
  { rules }: Passage,
  shipment: Shipment,
  on: string,
  { kind }: Pick<Known, "kind">,
): PriceBases {
  const acts = rules.flatMap((rule) => (rule.costUsd ? [kind(rule.costUsd.basis)] : []));
  if (arc.link) return { lineHaul: lineBases(arc.link, shipment, kind), fees: [], handling: acts };
  const fees = feesDue(arc, on).map((fee) => kind(fee.basis));
  return arc.kind === "interchange"
    ? { lineHaul: [], fees: [], handling: [...acts, ...fees] }
    : { lineHaul: [], fees, handling: acts };
}

/** A price by the kilometre, a range that no source prints and the reefer's share are estimates of our own. */
function lineBases({ cost, mode }: Link, { request }: Shipment, kind: Known["kind"]): readonly BasisKind[] {
  const cooled = request.goods.reefer && (mode === "road" || mode === "rail");
  const ranged = cost?.low !== undefined && cost.high !== undefined;
  return [...(cost ? [kind(cost.basis)] : []), ...(cooled || !ranged ? (["estimated"] as const) : [])];
}
