import type { GoodsClass } from "./goods-class.ts";
import { inForce } from "./in-force.ts";
import type { Network } from "./network.ts";
import type { Mode } from "./schema/basis.ts";
import type { Paper } from "./schema/paper.ts";

/** What of a journey decides on its papers. */
export type PaperJourney = {
  /** Countries that the route enters, the one it starts in left out unless it comes back. */
  readonly entering: readonly string[];
  /** Ids of the crossings it passes. */
  readonly crossings: readonly string[];
  readonly modes: readonly Mode[];
  readonly registration: string;
  readonly driver: string;
  readonly goods: readonly GoodsClass[];
  /** HS code of 2, 4 or 6 digits; without one no paper tied to a chapter is listed. */
  readonly hs?: string | undefined;
  /** Countries of start and end. */
  readonly from: string;
  readonly to: string;
  /** Day of departure, YYYY-MM-DD. */
  readonly on: string;
  readonly asOf: string;
};

/** A condition of the paper that the journey meets, and the value that met it. */
export type PaperReason = {
  readonly part:
    | "entering"
    | "crossing"
    | "mode"
    | "driver"
    | "registration"
    | "goods"
    | "hs"
    | "from"
    | "to"
    | "international";
  readonly value: string;
};

/** A paper to hold; `because` is empty for one that every journey needs. */
export type NeededPaper = { readonly paper: Paper; readonly because: readonly PaperReason[] };

/**
 * Papers to hold before departure, in the order of the files: those in force on `on`, known on `asOf`, of
 * which every condition is met, without those that another needed paper makes superfluous.
 */
export function papersNeeded(network: Network, journey: PaperJourney): readonly NeededPaper[] {
  const needed = [...network.papers.values()]
    .filter((paper) => inForce(paper, journey.on, journey.asOf))
    .flatMap((paper) => {
      const because = reasonsFor(paper, journey);
      return because === undefined ? [] : [{ paper, because }];
    });
  return withoutSuperfluous(needed);
}

/** Reasons by condition given; undefined as soon as one is not met. */
function reasonsFor({ needed }: Paper, journey: PaperJourney): readonly PaperReason[] | undefined {
  const chapter = journey.hs === undefined ? [] : [journey.hs.slice(0, 2)];
  const conditions = [
    met("entering", needed.entering, journey.entering),
    met("crossing", needed.crossing, journey.crossings),
    met("mode", needed.mode, journey.modes),
    met("driver", needed.driver, [journey.driver]),
    unmet("driver", needed.driverNot, journey.driver),
    met("registration", needed.registration, [journey.registration]),
    unmet("registration", needed.registrationNot, journey.registration),
    met("goods", needed.goods, journey.goods),
    met("hs", needed.hsChapters, chapter),
    met("from", needed.from, [journey.from]),
    met("to", needed.to, [journey.to]),
    international(needed.international, journey),
  ];
  const reasons = conditions.filter((condition) => condition !== "unmet");
  return reasons.length < conditions.length
    ? undefined
    : reasons.filter((reason) => reason !== "no-condition");
}

type Condition = PaperReason | "unmet" | "no-condition";

function met<T extends string>(
  part: PaperReason["part"],
  wanted: readonly T[] | undefined,
  given: readonly T[],
): Condition {
  if (wanted === undefined) return "no-condition";
  const value = given.find((item) => wanted.includes(item));
  return value === undefined ? "unmet" : { part, value };
}

function unmet(part: PaperReason["part"], barred: readonly string[] | undefined, given: string): Condition {
  if (barred === undefined) return "no-condition";
  return barred.includes(given) ? "unmet" : { part, value: given };
}

function international(wanted: boolean | undefined, journey: PaperJourney): Condition {
  if (wanted === undefined) return "no-condition";
  const crosses = journey.entering.length > 0 || journey.from !== journey.to;
  if (crosses !== wanted) return "unmet";
  return { part: "international", value: `${journey.from}-${journey.to}` };
}

/** One after the other, so that of two papers that replace each other the later remains. */
function withoutSuperfluous(needed: readonly NeededPaper[]): readonly NeededPaper[] {
  const held = new Set(needed.map(({ paper }) => paper.id));
  for (const { paper } of needed) {
    if (paper.insteadOf?.some((id) => id !== paper.id && held.has(id))) held.delete(paper.id);
  }
  return needed.filter(({ paper }) => held.has(paper.id));
}
