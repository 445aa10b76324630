import type { OpenAPIHono } from "@hono/zod-openapi";
import type { StateMachine } from "@rahdari/ledger";
import type { TransitState } from "@rahdari/transit";
import type { EpochMs } from "@rahdari/units";
import type { Logger } from "pino";
import { Credentials } from "../desk/credentials.ts";
import { Desk } from "../desk/desk.ts";
import type { Ledger, Voice } from "../desk/voice.ts";
import { Hooks } from "../hooks/hooks.ts";
import { LOG_SERIALIZERS } from "../http/shown-error.ts";
import { Projector } from "../projection/projector.ts";
import { Records } from "../records/records.ts";
import type { Store } from "../store/store.ts";
import { createTransitApp } from "./app.ts";
import { Condition } from "./condition.ts";
import type { TransitDeps, TransitEnv } from "./deps.ts";

export type TransitOptions = Pick<TransitDeps, "rates" | "offices" | "regimes"> & {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly machine: StateMachine<TransitState>;
  /** Offices that this server speaks for. */
  readonly voices: readonly Voice[];
  readonly now: () => EpochMs;
  readonly log: Logger;
  /** Whether addresses of this machine and of private networks may be told: for trials. */
  readonly hooksInside?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
};

/** The interface of transit over one ledger, its tables brought up to it. */
export type Transit = {
  readonly app: OpenAPIHono<TransitEnv>;
  readonly credentials: Credentials;
  /** Ends it: what was handed in is settled first. The store and the ledger stay open. */
  close(): Promise<void>;
};

/** How often it is noted where messages have landed, and what the ledger did not take at once is brought again. */
const TIDY_MS = 250;
const UPKEEP_MS = 3_600_000;
const HOOK_TIMEOUT_MS = 10_000;

/** Opens the interface of transit. Throws StoreError where the store is another ledger's. */
export async function openTransit(options: TransitOptions): Promise<Transit> {
  const { store, ledger, machine, regimes, voices, now, onProgress } = options;
  const log = options.log.child({}, { serializers: LOG_SERIALIZERS });
  const condition = new Condition(log, now);
  const onTrouble = (what: string, error: unknown) => condition.trouble(what, error);
  const projector = await Projector.open({
    store,
    ledger,
    ...(onProgress && { onProgress }),
    onTrouble: (error) => onTrouble("projection", error),
  });
  const desk = await Desk.open({ store, ledger, projector, machine, regimes, voices, now, onTrouble });
  await desk.upkeep();
  await store.upkeep();
  const credentials = await Credentials.open(store, now);
  const records = new Records(store, () => ledger.state.app);
  const guard = { inside: options.hooksInside ?? false, timeoutMs: HOOK_TIMEOUT_MS };
  const hooks = new Hooks({ store, records, projector, credentials, guard, now, onTrouble });
  const app = createTransitApp({
    ...options,
    log,
    condition,
    desk,
    records,
    projector,
    credentials,
    hooks,
    now: () => new Date(now()),
  });
  const watched = (what: string, work: Promise<void>) =>
    void work.catch((error: unknown) => onTrouble(what, error));
  const tidying = setInterval(() => watched("desk", desk.tidy()), TIDY_MS).unref();
  const upkeep = () => desk.upkeep().then(() => store.upkeep());
  const keeping = setInterval(() => watched("upkeep", upkeep()), UPKEEP_MS).unref();
  const close = async () => {
    clearInterval(tidying);
    clearInterval(keeping);
    await desk.close();
    await hooks.close();
    await projector.close();
  };
  return { app, credentials, close };
}
