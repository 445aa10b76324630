import { addDays, type NeededPaper, type Network, type Paper, papersNeeded } from "@rahdari/network";
import type { Option } from "../answer.ts";
import { utcDay } from "../local-time.ts";
import { rangeMoney, roundMoney } from "../price/money.ts";
import type { Shipment } from "../resolve.ts";
import type { WayEdge } from "../ways/way-graph.ts";
import type { Known } from "./known.ts";
import { message, takenFor } from "./message.ts";

export type Papers = readonly NeededPaper[];

/**
 * Papers that a way asks for. Those tied to a driver or a registration concern the shipment's own vehicle, so
 * only the countries that it enters itself count; the rest follow the goods to their end.
 */
export function papersOfWay(network: Network, shipment: Shipment, edges: readonly WayEdge[]): Papers {
  const own = edges.filter((edge) => edge.passage.carriage.registration === shipment.registration);
  const ofGoods = needed(network, shipment, edges).filter(({ paper }) => !concernsVehicle(paper));
  const ofVehicle = needed(network, shipment, own).filter(({ paper }) => concernsVehicle(paper));
  const listed = [...ofVehicle, ...ofGoods];
  const ruled = new Set(edges.flatMap((edge) => edge.passage.rules.flatMap((rule) => rule.papers ?? [])));
  const byRule = [...ruled]
    .filter((id) => !listed.some(({ paper }) => paper.id === id))
    .flatMap((id) => network.papers.get(id) ?? []);
  return [...listed, ...byRule.map((paper) => ({ paper, because: [] }))];
}

function concernsVehicle({ needed: { driver, driverNot, registration, registrationNot } }: Paper): boolean {
  return [driver, driverNot, registration, registrationNot].some((part) => part !== undefined);
}

function needed(network: Network, shipment: Shipment, edges: readonly WayEdge[]): Papers {
  const { request, from, to, registration, driver, readyAt, asOf, goods } = shipment;
  const countries = edges.map(({ arc }) => network.places.get(arc.to)?.country ?? "");
  return papersNeeded(network, {
    entering: [...new Set(countries)].filter((country) => country !== from.country),
    crossings: edges.filter(({ arc }) => arc.kind === "crossing").map(({ arc }) => arc.id),
    modes: [...new Set(edges.map(({ arc }) => arc.mode))],
    registration,
    driver,
    goods,
    ...(request.goods.hs !== undefined && { hs: request.goods.hs }),
    from: from.country,
    to: to.country,
    on: utcDay(readyAt),
    asOf,
  });
}

/** The checklist: each paper with the last day on which to ask for it. */
export function tellDocuments(papers: Papers, shipment: Shipment, known: Known): Option["documents"] {
  const ready = utcDay(shipment.readyAt);
  return papers
    .map(({ paper, because }) => {
      const { min, typical, max } = paper.leadDays;
      const latestStart = addDays(ready, -Math.ceil(max));
      return {
        id: paper.id,
        name: paper.name,
        ...(paper.nameCode && { nameCode: paper.nameCode }),
        kind: paper.kind,
        issuer: paper.issuer,
        ...(paper.issuerCode && { issuerCode: paper.issuerCode }),
        leadDays: { min, typical, max, basis: known.kind(paper.leadDays.basis) },
        latestStart,
        late: latestStart < shipment.asOf,
        costUsd: paper.costUsd
          ? { ...roundMoney(rangeMoney(paper.costUsd)), basis: known.kind(paper.costUsd.basis) }
          : null,
        because: known.isTodays(paper) ? takenFor(known.asOf, becauseOf(because)) : becauseOf(because),
        ...known.founded(paper.basis),
      };
    })
    .sort((a, b) => ascending(a.latestStart, b.latestStart) || ascending(a.id, b.id));
}

function ascending(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function becauseOf(reasons: NeededPaper["because"]) {
  const parts = reasons.map(({ part, value }) => `${part} ${value}`).join(", ");
  const text = parts === "" ? "needed on this way" : `needed for ${parts}`;
  return message("paper-needed", { reasons: parts }, text);
}
