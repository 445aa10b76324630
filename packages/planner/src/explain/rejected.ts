import type { Network } from "@rahdari/network";
import type { Rejected } from "../answer.ts";
import type { Arc } from "../arcs.ts";
import type { Cut } from "../ways/passage.ts";
import type { Compared } from "./choose-options.ts";
import { legName } from "./legs.ts";
import { message } from "./message.ts";

/** What the hard constraints cut, told once per crossing or link and reason. */
export function tellCuts(network: Network, cuts: readonly { readonly arc: Arc; readonly cut: Cut }[]): Rejected[] {
  const told = new Map<string, Rejected>();
  for (const { arc, cut } of cuts) {
    const key = `${arc.id}|${cut.code}|${cut.rule ?? ""}`;
    if (!told.has(key)) told.set(key, tellCut(network, arc, cut));
  }
  return [...told.values()];
}

function tellCut(network: Network, arc: Arc, cut: Cut): Rejected {
  return {
    what: arc.id,
    name: legName(network, arc),
    kind: cut.kind,
    because: cut.because,
    message: message(cut.code, { ...cut.params, name: legName(network, arc) }, cut.because),
    ...(cut.rule !== undefined && { rule: cut.rule }),
    ...(cut.source !== undefined && { source: cut.source }),
  };
}

/** An option as the reader knows it: by its id for links, by its borders for people. */
export interface Named extends Compared {
  readonly name: string;
}

/** Ways that were simulated and are out because another is as good in everything. */
export function tellDominated(dominated: readonly { readonly option: Named; readonly by: Named }[]): Rejected[] {
  return dominated.map(({ option, by }) => {
    const figures = {
      by: by.name,
      days: inDays(option),
      usd: option.costUsd.typical,
      byDays: inDays(by),
      byUsd: by.costUsd.typical,
    };
    const text =
      `${figures.days} days and USD ${figures.usd}, against ${figures.byDays} days and USD ${figures.byUsd} ` +
      `by ${by.name}, which is at least as good in everything`;
    return {
      what: option.id,
      name: option.name,
      kind: "dominated",
      because: text,
      message: message("dominated", figures, text),
    };
  });
}

function inDays({ hours }: Compared): number {
  return Math.round(hours.p50 / 2.4) / 10;
}
