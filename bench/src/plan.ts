import { loadNetwork, type Network, shippedDataDir } from "@rahdari/network";
import { type PlanAnswer, plan } from "@rahdari/planner";
import { alternate, mean, quantile, TIME_COLUMNS, type Timing, timeRow } from "./measure.ts";
import { atMost, type Report, type Suite } from "./report.ts";

const DRAWS = 10_000;
const RUNS = 60;
const WARM = 10;
const NOW = new Date("2026-12-01T00:00:00Z");

/** The full answer as every face asks for it: search, simulation, recourse and explanation. */
export const planSuite: Suite = {
  name: "plan",
  run(progress) {
    const start = performance.now();
    const network = loadNetwork({ dirs: [shippedDataDir] });
    const loaded = performance.now() - start;
    const cold = timeOf(() => ask(network, 0));
    progress(`${RUNS} plans after ${WARM} to warm up`);
    const days = Array.from({ length: RUNS }, (_, i) => i + 1);
    const contenders = [{ name: "Karachi - Almaty", run: (day: number) => ask(network, day) }];
    const [timing] = alternate(contenders, days, WARM) as [Timing<PlanAnswer>];
    const newSeed = timeOf(() => ask(network, 0, 2));
    return report(network, timing, { loaded, cold, newSeed });
  },
};

/** Every run is ready on a day of its own, so that no answer can be kept from the one before. */
function ask(network: Network, day: number, seed = 1): PlanAnswer {
  const ready = new Date(Date.UTC(2027, 0, 11) + day * 86_400_000).toISOString().slice(0, 10);
  return plan(network, { from: "Karachi", to: "Almaty", ready, draws: DRAWS, seed }, { now: NOW });
}

function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function report(
  network: Network,
  timing: Timing<PlanAnswer>,
  once: { readonly loaded: number; readonly cold: number; readonly newSeed: number },
): Report {
  const options = mean(timing.answers.map((answer) => answer.options.length));
  return {
    suite: "plan",
    what: `full answer Karachi - Almaty at ${DRAWS} draws, warm, milliseconds`,
    size: {
      places: network.places.size,
      links: network.links.size,
      options: Math.round(options),
      runs: RUNS,
    },
    columns: TIME_COLUMNS,
    rows: [
      timeRow(timing),
      ["a seed not drawn before", once.newSeed],
      ["first answer of the process", once.cold],
      ["loading the network", once.loaded],
    ],
    checks: [
      atMost("p50", quantile(timing.ms, 0.5), 80, " ms"),
      atMost("p95", quantile(timing.ms, 0.95), 200, " ms"),
    ],
    notes: [`p95 of processor time ${Math.round(quantile(timing.cpu, 0.95))} ms`],
  };
}
