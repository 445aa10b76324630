import type { Regimes } from "@rahdari/transit";
import type { Logger } from "pino";
import type { Actor } from "../desk/actor.ts";
import type { Credentials } from "../desk/credentials.ts";
import type { Desk } from "../desk/desk.ts";
import type { Ledger } from "../desk/voice.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { Rate } from "../http/rate-limit.ts";
import type { Projector } from "../projection/projector.ts";
import type { Offices } from "../records/offices.ts";
import type { Records } from "../records/records.ts";
import type { Condition } from "./condition.ts";

/** Everything that the interface of transit works with. */
export type TransitDeps = {
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly records: Records;
  readonly projector: Projector;
  readonly credentials: Credentials;
  readonly hooks: Hooks;
  readonly offices: Offices;
  readonly regimes: Regimes;
  readonly log: Logger;
  readonly condition: Condition;
  readonly now: () => Date;
  /** How often those without a good key may ask, all together, and how often each key may. */
  readonly rates?: { readonly strangers: Rate; readonly actors: Rate };
};

/** Who asks, once the key has been found good. */
export type TransitEnv = { readonly Variables: { readonly actor: Actor } };
