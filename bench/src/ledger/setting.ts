import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Charter,
  type Envelope,
  type EventFields,
  foundLedger,
  keyCommitment,
  nodeFiles,
  openEmbedded,
  type RightsState,
  rightsMachine,
  type Sequencer,
  type Signer,
  type StateMachine,
  sealCharter,
  seedSigner,
  signEvent,
} from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";

/** All that is measured here is synthetic: keys by name, offices and permits that do not exist. */
export const ORIGIN = "bench.example/synthetic/1";
export const OFFICE = "AA/bench";

export const clock = (): EpochMs => Date.now() as EpochMs;

export function keyOf(name: string): Signer {
  return seedSigner(new Uint8Array(Buffer.alloc(32, `${name}|`)));
}

export function charterOf(
  members: readonly string[],
  quorum: Charter["quorum"],
  machine: string = rightsMachine.name,
): Charter {
  const base64 = (name: string) => Buffer.from(keyOf(name).publicKey).toString("base64");
  return {
    agreement: "Synthetic, for measuring",
    log: base64(`log ${ORIGIN}`),
    machine,
    members: members.map((id) => ({
      id,
      name: `Synthetic customs ${id}`,
      kind: "authority",
      root: base64(`${id} root`),
      nextRoot: keyCommitment(keyOf(`${id} next`).publicKey),
      node: { name: `${id.toLowerCase()}.example/node`, key: base64(`${id} node`) },
    })),
    origin: ORIGIN,
    quorum,
  };
}

type Founding = { readonly headFile?: string; readonly machine?: StateMachine<unknown> };

export async function found(
  directory: string,
  charter: Charter,
  { headFile, machine = rightsMachine as StateMachine<unknown> }: Founding = {},
): Promise<void> {
  const seals = await Promise.all(
    charter.members.map(({ id }) => sealCharter(charter, id, keyOf(`${id} root`))),
  );
  const signer = keyOf(`log ${ORIGIN}`);
  const own = { files: nodeFiles, directory, signer, machine, charter, seals, now: clock };
  await foundLedger({ ...own, ...(headFile !== undefined && { headFile }) });
}

/** A ledger of one node in a directory of its own, with one office that holds an unbounded quota. */
export async function embedded(): Promise<{
  readonly engine: Sequencer<RightsState>;
  readonly directory: string;
  readonly office: Office;
  remove(): void;
}> {
  const root = mkdtempSync(join(tmpdir(), "rahdari-bench-"));
  const directory = join(root, "log");
  await found(directory, charterOf(["AA"], "none"));
  const engine = await openEngine(directory);
  const office = new Office();
  for (const envelope of await openingOf([office])) await engine.submit(envelope.bytes);
  return { engine, directory, office, remove: () => rmSync(root, { recursive: true }) };
}

export function openEngine(directory: string): Promise<Sequencer<RightsState>> {
  return openOf(directory, rightsMachine);
}

export function openOf<App>(
  directory: string,
  machine: StateMachine<App>,
  onProgress?: (done: number, total: number) => void,
): Promise<Sequencer<App>> {
  const signer = keyOf(`log ${ORIGIN}`);
  const own = { files: nodeFiles, directory, origin: ORIGIN, signer, machine, now: clock };
  return openEmbedded({ ...own, ...(onProgress && { onProgress }) });
}

/** The events after which offices can reserve: their keys, and a quota that does not run out. */
export async function openingOf(offices: readonly Office[]): Promise<Envelope[]> {
  const root = new Office("AA", keyOf("AA root"));
  const quota = {
    right: "Q",
    kind: "permit",
    unit: "permit",
    cap: 1_000_000_000,
    users: ["AA"],
    expires: null,
  };
  const opening: Envelope[] = [];
  for (const { author } of offices) {
    const key = Buffer.from(keyOf(author).publicKey).toString("base64");
    opening.push(await root.write("key.add", { role: "office", of: author.slice("AA/".length), key }));
  }
  return [...opening, await root.write("right.grant", quota)];
}

/** Writes the events of one author in order. */
export class Office {
  readonly author: string;
  readonly #signer: Signer;
  #seq = 0;
  #prev: string | null = null;

  constructor(author: string = OFFICE, signer: Signer = keyOf(author)) {
    this.author = author;
    this.#signer = signer;
  }

  async write(kind: string, body: EventFields["body"]): Promise<Envelope> {
    const at = new Date().toISOString();
    const own = { author: this.author, seq: this.#seq, prev: this.#prev, origin: ORIGIN };
    const envelope = await signEvent({ at, body, commit: null, kind, v: 1, ...own }, this.#signer);
    this.#seq++;
    this.#prev = Buffer.from(envelope.hash).toString("base64");
    return envelope;
  }

  reserve(name: string): Promise<Envelope> {
    return this.write("right.reserve", { right: "Q", lease: null, reservation: name, amount: 1 });
  }
}

/** What callers who each wait for their answer get through: how many a second, and how long each waited. */
export type Load = { readonly perSecond: number; readonly ms: readonly number[] };

/** Callers who take from one list, in its order. */
export function underLoad<Item>(
  items: readonly Item[],
  callers: number,
  work: (item: Item) => Promise<unknown>,
): Promise<Load> {
  const shared = items.values();
  return load(
    Array.from({ length: callers }, () => shared),
    work,
  );
}

/** A caller for each list. */
export function eachItsOwn<Item>(
  lists: readonly (readonly Item[])[],
  work: (item: Item) => Promise<unknown>,
): Promise<Load> {
  return load(
    lists.map((list) => list.values()),
    work,
  );
}

async function load<Item>(
  callers: readonly Iterable<Item>[],
  work: (item: Item) => Promise<unknown>,
): Promise<Load> {
  const ms: number[] = [];
  const begin = performance.now();
  const run = async (items: Iterable<Item>) => {
    for (const item of items) {
      const start = performance.now();
      await work(item);
      ms.push(performance.now() - start);
    }
  };
  await Promise.all(callers.map(run));
  return { perSecond: (ms.length / (performance.now() - begin)) * 1000, ms };
}
