import type { Option } from "../answer.ts";
import { indent, wrap } from "./layout.ts";

type Paper = Option["documents"][number];

interface Need {
  readonly paper: Paper;
  /** Earliest of the last days to apply among the options that need it. */
  latestStart: string;
  late: boolean;
  readonly ranks: number[];
}

/** The papers of all options in one list by the last day to apply, each with the options that need it. */
export function papersText(options: readonly Option[], width: number): string[] {
  const needs = [...needsOf(options).values()].toSorted((a, b) => a.latestStart.localeCompare(b.latestStart));
  if (needs.length === 0) return [];
  const lines = needs.flatMap(({ paper, latestStart, late, ranks }) => {
    const which = ranks.length === options.length ? "all" : ranks.join(", ");
    const todays = paper.because.params.todays ? "; today's rule, taken for that day" : "";
    const text = `${latestStart}${late ? " TOO LATE" : ""} ${paper.name}; ${paper.issuer}${todays} (${which})`;
    return wrap(text, width - 2, "           ");
  });
  return ["Papers: last day to apply, paper; issuer (ways that need it)", ...indent(lines, 2)];
}

function needsOf(options: readonly Option[]): Map<string, Need> {
  const needs = new Map<string, Need>();
  for (const [index, option] of options.entries()) {
    for (const paper of option.documents) {
      const { latestStart, late } = paper;
      const need = needs.get(paper.id) ?? { paper, latestStart, late, ranks: [] };
      if (latestStart < need.latestStart) need.latestStart = latestStart;
      need.late ||= late;
      need.ranks.push(index + 1);
      needs.set(paper.id, need);
    }
  }
  return needs;
}
