import { loadNetwork, shippedDataDir } from "@rahdari/network";
import { type LongStop, longStop } from "./long-stop.ts";
import { mean } from "./measure.ts";
import { seeded } from "./random.ts";
import { atLeast, atMost, type Check, type Report, type Suite } from "./report.ts";
import { type ClosureForecast, rollingOrigin } from "./rolling-origin.ts";
import { brier, type Forecaster, interval, logScore } from "./scores.ts";

const FIRST_MONTH = "2018-01";
const DAYS = [7, 30, 90];
const SEED = 1;
const FORECASTERS: readonly Forecaster[] = ["ours", "climatology", "persistence"];
const BINS = [0, 0.02, 0.1, 0.5, 0.9, 1];
const TWO_MAIN = ["torkham", "chaman-spin-boldak"];

type Group = { readonly name: string; readonly holds: (forecast: ClosureForecast) => boolean };

const GROUPS: readonly Group[] = [
  { name: "PK-AF", holds: ({ border }) => border === "AF-PK" },
  { name: "Torkham, Chaman", holds: ({ crossing }) => TWO_MAIN.includes(crossing) },
  { name: "others", holds: ({ border }) => border !== "AF-PK" },
];

/** Are the closure forecasts any good? Scores of the planner's own model on the curated records. */
export const closuresSuite: Suite = {
  name: "closures",
  run(progress) {
    const network = loadNetwork({ dirs: [shippedDataDir] });
    progress(`a fit for each month from ${FIRST_MONTH} to ${network.newestSource}`);
    const forecasts = rollingOrigin(network, FIRST_MONTH, DAYS);
    return report(forecasts, longStop(network), network.newestSource ?? "-");
  },
};

type Scores = {
  readonly group: string;
  readonly state: "any" | "open";
  readonly days: number;
  readonly forecasts: readonly ClosureForecast[];
  /** Brier score, ours less the other's. */
  readonly against: Readonly<Record<"climatology" | "persistence", { low: number; high: number }>>;
};

function scoresOf({ name, holds }: Group, all: readonly ClosureForecast[]): Scores[] {
  const own = all.filter(holds);
  return (["any", "open"] as const).flatMap((state) =>
    DAYS.map((days) => {
      const forecasts = own.filter((one) => one.days === days && (state === "any" || one.openThen));
      const against = {
        climatology: interval(forecasts, "climatology", seeded(SEED)),
        persistence: interval(forecasts, "persistence", seeded(SEED)),
      };
      return { group: name, state, days, forecasts, against };
    }),
  );
}

const COLUMNS = [
  ...["crossings", "state", "days", "n", "shut", "forecast", "observed"],
  ...["Brier", "Brier clim.", "Brier pers.", "log", "log clim.", "log pers."],
  ...["-clim. low", "-clim. high", "-pers. low", "-pers. high"],
];

function row({ group, state, days, forecasts, against: { climatology, persistence } }: Scores) {
  const shut = forecasts.filter(({ happened }) => happened).length;
  const figures = [
    mean(forecasts.map(({ ours }) => ours)),
    shut / forecasts.length,
    ...FORECASTERS.map((who) => brier(forecasts, who)),
    ...FORECASTERS.map((who) => logScore(forecasts, who)),
    ...[climatology.low, climatology.high, persistence.low, persistence.high],
  ];
  return [group, state, days, forecasts.length, shut, ...figures.map((x) => Number(x.toFixed(5)))];
}

function report(forecasts: readonly ClosureForecast[], torkham: LongStop, newest: string): Report {
  const scores = GROUPS.flatMap((group) => scoresOf(group, forecasts));
  return {
    suite: "closures",
    what: "is a crossing shut 7, 30 and 90 days ahead? Brier and log scores, smaller is better",
    size: {
      months: new Set(forecasts.map(({ month }) => month)).size,
      crossings: new Set(forecasts.map(({ crossing }) => crossing)).size,
      forecasts: forecasts.length,
      "records to": newest,
      seed: SEED,
    },
    columns: COLUMNS,
    rows: scores.map(row),
    checks: [...scores.flatMap(check), longStopCheck(torkham)],
    notes: [
      "state: of the crossing when asked; open: by the records as known that day",
      "clim.: own share of days shut so far; pers.: as it is known to be; log scores count chances from 0.001 to 0.999",
      "-clim., -pers.: 95 % interval of the Brier score, ours less the other's; below 0: ours is better",
      reliability(forecasts),
      longStopNote(torkham),
    ],
  };
}

/** That the pooled forecasts beat climatology is said to users: it has to hold. */
function check({ group, state, days, against }: Scores): Check[] {
  if (state !== "any" || group === "Torkham, Chaman") return [];
  return [atMost(`${group}, ${days} days: Brier less climatology's, upper end`, against.climatology.high, 0)];
}

/** How often it came, by how likely it was said to be. */
function reliability(forecasts: readonly ClosureForecast[]): string {
  const bins = BINS.slice(1).map((high, i) => {
    const low = BINS[i] ?? 0;
    const inside = forecasts.filter(({ ours }) => ours >= low && (ours < high || high === 1));
    const said = percent(mean(inside.map(({ ours }) => ours)));
    const came = percent(inside.filter(({ happened }) => happened).length / inside.length);
    return `${inside.length} of ${percent(low)} to ${percent(high)}: said ${said}, came ${came}`;
  });
  return `calibration, all crossings and days: ${bins.join("; ")}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function longStopCheck({ days, ours }: LongStop): Check {
  return atLeast(`Torkham: chance of a stop of ${days} days or more, by the stops before it`, ours, 0.01);
}

function longStopNote({ days, stops, meanDays, ...by }: LongStop): string {
  const others =
    `an exponential law of that mean says ${by.exponential.toPrecision(2)}, the likeliest log-logistic without our prior ` +
    `${by.likeliest.toPrecision(2)}, our prior alone ${by.prior.toPrecision(2)}`;
  return `Torkham: fitted on ${stops} stops of ${meanDays.toFixed(1)} days on average; of ${days} days or more ${others}`;
}
