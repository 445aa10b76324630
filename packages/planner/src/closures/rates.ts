import { type Evidence, hoursOf, inside, membersOf, type Subject } from "./evidence.ts";
import { memo } from "./memo.ts";
import { type Count, familyPrior, type RatePrior, rateOf } from "./onset.ts";
import type { Shock } from "./shock.ts";
import type { CauseGroup } from "./stop.ts";

/** Weight of the border's own share in a crossing's chance of joining a shared shock, in shocks. */
const JOIN_STRENGTH = 2;
const YEAR = 8766;

/** Stops a hour of a subject alone: own record, drawn to its border's and all. */
export function ownRates(evidence: Evidence, shocks: readonly Shock[]): (subject: Subject) => number {
  const count = (subject: Subject): Count => {
    const mine = shocks.filter((s) => !s.shared && s.stops[0]?.subject === subject.id);
    const begun = mine.filter((s) => s.start >= evidence.windowStart && !inside(evidence.stops, s));
    return { events: begun.length, hours: hoursOf(evidence, subject) };
  };
  const world = familyPrior(evidence.subjects.map(count));
  const borderPrior = memo(
    (group: string) => familyPrior(evidence.subjects.filter((s) => s.group === group).map(count), world),
    (group) => group,
  );
  return (subject) => rateOf(count(subject), subject.group ? borderPrior(subject.group) : world);
}

/** Shared shocks need two crossings; pandemics have one stream for all. */
export function sharedRates(
  evidence: Evidence,
  shocks: readonly Shock[],
  cause: CauseGroup,
): (s: Subject) => number {
  const begun = shocks.filter((s) => s.shared && s.start >= evidence.windowStart);
  const countOf = (members: readonly Subject[], events: number): Count => {
    const hours = members.reduce((sum, m) => sum + hoursOf(evidence, m), 0) / Math.max(1, members.length);
    return { events, hours };
  };
  if (cause === "pandemic") {
    const rate = rateOf(countOf(evidence.subjects, begun.length), { shape: 0.5, hours: 50 * YEAR });
    return () => rate;
  }
  const borders = [...new Set(evidence.subjects.flatMap((s) => s.group ?? []))].filter(
    (group) => membersOf(evidence, group).length > 1,
  );
  const counts = new Map(
    borders.map((g) => [g, countOf(membersOf(evidence, g), begun.filter((s) => s.group === g).length)]),
  );
  const prior: RatePrior = familyPrior([...counts.values()]);
  return ({ group }) => {
    const count = group === undefined ? undefined : counts.get(group);
    return count ? rateOf(count, prior) : 0;
  };
}

/** Chance that a shared shock shuts the subject: its own record drawn to that of all its fellows. */
export function joinChance(
  e: Evidence,
  shocks: readonly Shock[],
  subject: Subject,
  cause: CauseGroup,
): number {
  const mine = shocks.filter((s) => s.shared && (cause === "pandemic" || s.group === subject.group));
  const fellows = cause === "pandemic" ? e.subjects : membersOf(e, subject.group);
  const joined = mine.reduce((sum, s) => sum + s.stops.length, 0);
  const usual = (1 + joined) / (2 + mine.length * fellows.length);
  const own = mine.filter((s) => s.stops.some((stop) => stop.subject === subject.id)).length;
  return (JOIN_STRENGTH * usual + own) / (JOIN_STRENGTH + mine.length);
}
