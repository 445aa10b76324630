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

/** Ways that were simulated and are out because another is as good in everything. */
export function tellDominated(dominated: readonly { readonly option: Compared; readonly by: Compared }[]): Rejected[] {
  return dominated.map(({ option, by }) => {
    const days = (hours: number) => Math.round(hours / 2.4) / 10;
    const text =
      `${days(option.hours.p50)} days and USD ${option.costUsd.typical} against ` +
      `${days(by.hours.p50)} days and USD ${by.costUsd.typical} by ${by.id}`;
    return {
      what: option.id,
      name: option.id,
      kind: "dominated",
      because: text,
      message: message(
        "dominated",
        {
          by: by.id,
          days: days(option.hours.p50),
          usd: option.costUsd.typical,
          byDays: days(by.hours.p50),
          byUsd: by.costUsd.typical,
        },
        text,
      ),
    };
  });
}
