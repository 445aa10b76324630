import { type Regimes, regimesFor, type Suitability } from "@rahdari/transit";
import type { Option, Plan, Way } from "./declare.ts";

/** Whether an option can be declared under a regime; what is in its way may lie in the option and not in the way. */
export type Answer = Omit<Suitability, "fault"> & {
  readonly fault: { readonly code: string; readonly path: string } | undefined;
};

const MODES = "option/modes";

export function answersFor(
  { request: { goods, unit } }: Plan,
  { modes }: Option,
  { legs, day }: Way,
  regimes: Regimes,
): Answer[] {
  // Without reloading, and in part by road: a container goes on unopened, a lorry's load does not (TIR Convention, Art. 2).
  const byRoad = modes.every((mode) => mode === "road");
  const serves = byRoad || (unit === "container" && modes.includes("road"));
  return regimesFor(legs, regimes, day, goods?.hs).map((one) =>
    one.regime === "tir" && !serves && !one.fault ? { ...one, fault: { code: MODES, path: "/modes" } } : one,
  );
}

/** What an answer alone would hide, for people: on whom it depends, and who is outside of it. */
export function remarkOn({ fault, notBound, crossed, contestedSince, union }: Answer): string[] {
  if (fault?.code === MODES)
    return [
      "TIR is without reloading and in part by road (Art. 2): with rail or sea by --unit container only",
    ];
  if (fault)
    return fault.code === "regime/not-in-force" && notBound.length > 0
      ? [`${named(notBound)} not bound`]
      : [];
  return [
    ...(contestedSince === undefined ? [] : [`if taken as in force (contested since ${contestedSince})`]),
    ...(crossed.length === 0
      ? []
      : [`${named(crossed)} not bound: its own transit declaration and guarantee there`]),
    ...(union === undefined
      ? []
      : [`within one customs territory, where transit is that of the union (${union})`]),
  ];
}

const COUNTRIES = new Intl.DisplayNames(["en"], { type: "region" });

function named(states: readonly string[]): string {
  const names = states.map((state) => COUNTRIES.of(state) ?? state).join(", ");
  return `${names} ${states.length === 1 ? "is" : "are"}`;
}
