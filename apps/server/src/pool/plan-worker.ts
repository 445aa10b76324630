import { isMainThread, parentPort, workerData } from "node:worker_threads";
import type { Format } from "@rahdari/api";
import { loadNetwork, type Network } from "@rahdari/network";
import {
  backtest,
  crossingReport,
  formatBacktest,
  formatClaim,
  formatCsv,
  formatGeojson,
  formatText,
  loadLines,
  type PlanAnswer,
  PlanError,
  plan,
  testClaim,
} from "@rahdari/planner";
import { readGeo } from "../geo-files.ts";
import type { Job, Outcome } from "./job.ts";
import { isRaised, READY } from "./thread-protocol.ts";

interface WorkerData {
  /** Data directories, lowest layer first. */
  readonly dirs: readonly string[];
  readonly flag: SharedArrayBuffer;
  /** Whether to plan once before the first job, so that no user waits for what is worked out only once. */
  readonly warm: boolean;
}

class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** Does jobs on a network that it loads once, and answers each with one outcome. */
function serveJobs(port: NonNullable<typeof parentPort>, data: WorkerData): void {
  const network = loadNetwork({ dirs: data.dirs });
  port.on("message", (job: Job) => port.postMessage(outcomeOf(network, data, job)));
  if (data.warm) warmUp(network);
  port.postMessage(READY);
}

/** Fits the closures as known today, makes the draws, and lets the engine compile, by the page's default question. */
function warmUp(network: Network): void {
  const ready = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  try {
    plan(network, { from: "lahore", to: "almaty", ready });
  } catch {
    // Data without these places are served cold; any other fault will show in the first answer.
  }
}

function outcomeOf(network: Network, data: WorkerData, job: Job): Outcome {
  try {
    return { kind: "done", body: perform(network, data, job) };
  } catch (error) {
    if (error instanceof PlanError) {
      return { kind: "refused", code: error.code, message: error.message, issues: error.issues };
    }
    return { kind: "failed", error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function perform(network: Network, data: WorkerData, job: Job): string {
  const onProgress = () => {
    if (isRaised(data.flag)) throw new Cancelled();
  };
  switch (job.kind) {
    case "plan": {
      const answer = plan(network, job.request, { onProgress, ...(job.at ? { at: job.at } : {}) });
      return written(network, answer, job.format);
    }
    case "crossing":
      return JSON.stringify(crossingReport(network, job));
    case "backtest": {
      const report = backtest(network, { onProgress });
      return job.format === "text" ? formatBacktest(report) : JSON.stringify(report);
    }
    case "claim": {
      const report = testClaim(network, { onProgress });
      return job.format === "text" ? formatClaim(report) : JSON.stringify(report);
    }
  }
}

function written(network: Network, answer: PlanAnswer, format: Format): string {
  switch (format) {
    case "json":
      return JSON.stringify(answer);
    case "csv":
      return formatCsv(answer);
    case "text":
      return formatText(answer, { nameOf: (id) => network.places.get(id)?.name ?? id });
    case "geojson":
      return JSON.stringify(
        formatGeojson(answer, { lines: loadLines(readGeo), positionOf: positions(network) }),
      );
  }
}

function positions(network: Network): (id: string) => readonly [number, number] | undefined {
  return (id) => {
    const place = network.places.get(id);
    return place && [place.lon, place.lat];
  };
}

if (!isMainThread && parentPort) serveJobs(parentPort, workerData as WorkerData);
