import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadNetwork, type Network } from "@rahdari/network";
import type { LinkLine } from "@rahdari/planner";
import { pino } from "pino";
import { type AppDeps, createApp } from "../src/app.ts";
import type { Jobs } from "../src/jobs.ts";
import type { Job, Outcome } from "../src/pool/job.ts";

const made = { estimated: "made up for tests" };
const place = (id: string, name: string, country: string, lat: number, lon: number, more: object = {}) => ({
  id,
  name,
  country,
  kind: "city",
  lat,
  lon,
  coordinates: { accuracyKm: 1, basis: made },
  zone: "Asia/Karachi",
  modes: ["road"],
  ...more,
});

/** Two towns and the two posts of one border between them, the border shut since March 2026 and not heard of since. */
const FILES = {
  sources: { "test-source": { note: "made up for tests", date: "2026-04-01" } },
  places: [
    place("lahore", "Lahore", "PK", 31.55, 74.34, { unlocode: "PKLHE", names: { ur: "لاہور" } }),
    place("torkham-pk", "Torkham", "PK", 34.12, 71.09, { kind: "border-post" }),
    place("torkham-af", "Torkham (AF)", "AF", 34.13, 71.1, { kind: "border-post" }),
    place("kabul", "<script>alert(1)</script>", "AF", 34.52, 69.18),
  ],
  links: [
    {
      id: "lahore--torkham-pk-road",
      from: "lahore",
      to: "torkham-pk",
      mode: "road",
      countries: ["PK"],
      distanceKm: { value: 580, basis: made },
      hours: { min: 9, typical: 11, max: 15, basis: made },
    },
  ],
  crossings: [
    {
      id: "torkham",
      name: "Torkham",
      kind: "border",
      from: "torkham-pk",
      to: "torkham-af",
      countries: ["PK", "AF"],
      mode: "road",
      distanceKm: { value: 1, basis: made },
      hours: { p10: 5, p50: 20, p90: 90, basis: made },
      observations: [],
      fees: [],
    },
  ],
  closures: [
    {
      id: "torkham-2026",
      on: { crossing: "torkham" },
      kind: "closure",
      from: "2026-03-01",
      lastConfirmed: { date: "2026-04-01", sources: ["test-source"] },
      scope: ["all"],
      cause: "conflict",
      reason: "made up for tests",
      basis: { published: ["test-source"] },
    },
  ],
};

/** A data directory with the given files; returns its path. */
export function dataDir(files: Readonly<Record<string, unknown>> = FILES): string {
  const dir = mkdtempSync(join(tmpdir(), "rahdari-data-"));
  mkdirSync(dir, { recursive: true });
  for (const [kind, content] of Object.entries(files)) {
    writeFileSync(join(dir, `${kind}.json`), JSON.stringify(content));
  }
  return dir;
}

export const network: Network = loadNetwork({ dirs: [dataDir()] });

export const lines: ReadonlyMap<string, LinkLine> = new Map([
  [
    "lahore--torkham-pk-road",
    {
      basis: "drawn",
      geometry: {
        type: "LineString",
        coordinates: [
          [74.34, 31.55],
          [72, 33],
          [71.09, 34.12],
        ],
      },
    },
  ],
] as const) as ReadonlyMap<string, LinkLine>;

/** Jobs that answer as `act` does and remember what they were asked. */
export class FakeJobs implements Jobs {
  readonly asked: Job[] = [];
  readonly load = { size: 1, busy: 0, queued: 0 };
  readonly #act: (job: Job, signal?: AbortSignal) => Outcome | Promise<Outcome>;

  constructor(
    act: (job: Job, signal?: AbortSignal) => Outcome | Promise<Outcome> = () => ({
      kind: "done",
      body: "{}",
    }),
  ) {
    this.#act = act;
  }

  async run(job: Job, signal?: AbortSignal): Promise<Outcome> {
    this.asked.push(job);
    return this.#act(job, signal);
  }
}

/** An application on the little network; everything can be replaced. */
export function testApp(changes: Partial<AppDeps> = {}) {
  return createApp({
    network,
    lines,
    jobs: new FakeJobs(),
    studies: new FakeJobs(),
    assets: [],
    log: pino({ level: "silent" }),
    now: () => new Date("2026-11-24T12:00:00Z"),
    clientOf: () => "127.0.0.1",
    ...changes,
  });
}

export const REQUEST = { from: "Lahore", to: "Kabul", ready: "2027-01-11" };

export function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  };
}
