import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MESSAGE_GROUPS, TRANSIT_PATHS } from "@rahdari/api";
import {
  Journal,
  type JsonObject,
  nodeFiles,
  openEmbedded,
  type Sequencer,
  type StateMachine,
} from "@rahdari/ledger";
import { shippedDataDir, usableNetwork } from "@rahdari/network";
import { loadRegimes, type TransitState, transitMachine } from "@rahdari/transit";
import type { EpochMs } from "@rahdari/units";
import { type Logger, pino } from "pino";
import { charterOf, foundOn, keyOf, ORIGIN, Pen } from "../../../../packages/ledger/test/support/fixture.ts";
import type { NewCredential } from "../../src/desk/credentials.ts";
import type { Ledger, Voice } from "../../src/desk/voice.ts";
import { forgetProjections } from "../../src/projection/projector.ts";
import { officesOf } from "../../src/records/offices.ts";
import { openStore, type Store, type StorePlace } from "../../src/store/store.ts";
import { openTransit, type Transit, type TransitOptions } from "../../src/transit/open-transit.ts";

export const regimes = loadRegimes();
export const machine = transitMachine(regimes);
const offices = officesOf(usableNetwork({ dirs: [shippedDataDir] }));
export const MEMBERS = ["AF", "CN", "KG", "KZ", "PK", "UZ"];
export const momentOf = (text: string) => Date.parse(`${text.replace(" ", "T")}:00Z`) as EpochMs;

export type TrialOptions = Partial<Pick<TransitOptions, "rates" | "hooksInside">> & {
  readonly offices: readonly string[];
  /** Where the store is to be opened, or one that is open and stays so. */
  readonly place: StorePlace | Store;
  readonly from?: EpochMs;
  /** The ledger as the interface is to see it: the engine itself unless it is said otherwise. */
  readonly ledgerOf?: (engine: Sequencer<TransitState>) => Ledger;
  readonly log?: Logger;
};

/** A real ledger on disk with offices of six states, and the interface of transit over it. Its clock is set by hand. */
export class Trial {
  readonly directory: string;
  readonly options: TrialOptions;
  now: EpochMs;
  engine!: Sequencer<TransitState>;
  store!: Store;
  transit!: Transit;
  readonly #keys = new Map<string, string>();

  private constructor(options: TrialOptions) {
    this.directory = mkdtempSync(join(tmpdir(), "rahdari-trial-"));
    this.options = options;
    this.now = options.from ?? momentOf("2027-01-11 00:00");
  }

  static async open(options: TrialOptions): Promise<Trial> {
    const trial = new Trial(options);
    const charter = charterOf(MEMBERS, { machine: machine.name });
    const now = () => trial.now;
    const log = join(trial.directory, "log");
    await foundOn(nodeFiles, log, charter, { machine: machine as StateMachine<unknown>, now });
    await trial.#open(true);
    return trial;
  }

  /** Closes everything and opens it again from what lies on the disk. */
  async reopen(place?: StorePlace): Promise<void> {
    await this.close();
    await this.#open(false, place);
  }

  /** Makes the tables anew from the ledger, as `rahdari rebuild` does. */
  async rebuild(): Promise<void> {
    await this.transit.close();
    await forgetProjections(this.store);
    await this.#serve();
  }

  async #open(isNew: boolean, place: StorePlace | Store = this.options.place): Promise<void> {
    const now = () => this.now;
    const directory = join(this.directory, "log");
    const log = { files: nodeFiles, directory, origin: ORIGIN, signer: keyOf("log"), machine, now };
    this.engine = await openEmbedded(log);
    if (isNew) await this.#register();
    this.store = "db" in place ? place : await openStore(place);
    await this.#serve();
  }

  /** Another server over the same ledger, with records of its own and no offices. */
  beside(store: Store): Promise<Transit> {
    return this.#transitOn(store, []);
  }

  async #serve(): Promise<void> {
    const voices = await Promise.all(this.options.offices.map((office) => this.#voice(office)));
    this.transit = await this.#transitOn(this.store, voices);
  }

  #transitOn(store: Store, voices: readonly Voice[]): Promise<Transit> {
    const now = () => this.now;
    const { rates, hooksInside = true, ledgerOf, log = ownLog() } = this.options;
    return openTransit({
      store,
      ledger: ledgerOf?.(this.engine) ?? this.engine,
      machine,
      regimes,
      offices,
      voices,
      now,
      log,
      hooksInside,
      rates: rates ?? { strangers: { burst: 1e6, perSecond: 1e6 }, actors: { burst: 1e6, perSecond: 1e6 } },
    });
  }

  async #register(): Promise<void> {
    const pens = new Map(MEMBERS.map((id) => [id, new Pen(id)]));
    for (const office of this.options.offices) {
      const [member, name] = office.split("/") as [string, string];
      const pen = pens.get(member);
      if (pen) await this.engine.submit((await pen.addOffice(name)).bytes);
    }
  }

  async #voice(author: string): Promise<Voice> {
    const directory = join(this.directory, "journals", author.replace("/", "~"));
    mkdirSync(directory, { recursive: true });
    const journal = await Journal.open({
      files: nodeFiles,
      directory,
      origin: ORIGIN,
      author,
      signer: keyOf(author),
      now: () => this.now,
    });
    return { author, journal, settled: 0, settle: async () => {} };
  }

  /** A key of the interface, one for each actor. */
  async key(
    role: NewCredential["role"],
    subject: string,
    offices: readonly string[] | null = null,
  ): Promise<string> {
    const name = `${role} ${subject} ${offices}`;
    const known = this.#keys.get(name);
    if (known) return known;
    const own = { role, subject, offices, issuer: subject.slice(0, 2), label: "test" };
    const { secret } = await this.transit.credentials.give(own);
    this.#keys.set(name, secret);
    return secret;
  }

  request(path: string, key: string | null, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (key !== null) headers.set("authorization", `Bearer ${key}`);
    return Promise.resolve(this.transit.app.request(path, { ...init, headers }));
  }

  async get(path: string, key: string): Promise<{ status: number; body: JsonObject }> {
    const response = await this.request(path, key);
    return { status: response.status, body: (await response.json()) as JsonObject };
  }

  /** Hands a message in; the group is found by its kind. */
  async say(
    key: string,
    message: {
      office: string;
      kind: string;
      body: JsonObject;
      at?: string;
      payload?: unknown;
      evidence?: boolean;
    },
    idempotency: string = crypto.randomUUID(),
  ): Promise<{ status: number; body: JsonObject }> {
    const response = await this.request(pathOf(message.kind), key, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": idempotency },
      body: JSON.stringify(message),
    });
    return { status: response.status, body: (await response.json()) as JsonObject };
  }

  async close(): Promise<void> {
    await this.transit.close();
    if (!("db" in this.options.place)) await this.store.close();
    await this.engine.close();
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function ownLog(): Logger {
  return pino({ level: process.env.RAHDARI_TEST_LOG ?? "silent" }, pino.destination({ fd: 2, sync: true }));
}

/** Address for a kind of message. */
export function pathOf(kind: string): string {
  const group = MESSAGE_GROUPS.find(({ kinds }) => kinds.includes(kind));
  if (!group) throw new Error(`no group has ${kind}`);
  return `${TRANSIT_PATHS.messages}/${group.name}`;
}
