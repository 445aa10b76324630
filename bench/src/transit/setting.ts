import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Journal, nodeFiles, type Sequencer, type StateMachine } from "@rahdari/ledger";
import { shippedDataDir, usableNetwork } from "@rahdari/network";
import {
  officesOf as customsOffices,
  openStore,
  openTransit,
  type StorePlace,
  type Transit,
} from "@rahdari/server";
import { loadRegimes, TRANSIT, type TransitState, transitMachine } from "@rahdari/transit";
import { pino } from "pino";
import { charterOf, clock, found, keyOf, Office, ORIGIN, openOf } from "../ledger/setting.ts";
import { type Message, opening, WAY, type Way } from "./journeys.ts";

const MEMBERS = ["AF", "PK"];
export const regimes = loadRegimes();
export const machine = transitMachine(regimes);
const customs = customsOffices(usableNetwork({ dirs: [shippedDataDir] }));

/** A way of its own for each of so many callers: an office's journal is one file that its callers wait for. */
export function waysOf(count: number): Way[] {
  return Array.from({ length: count }, (_, i) => ({
    from: `PK/from-${i}`,
    exit: `PK/exit-${i}`,
    entry: `AF/entry-${i}`,
    to: "AF/kabul",
  }));
}

export function officesOf(ways: readonly Way[]): string[] {
  return [...new Set(ways.flatMap(({ from, exit, entry, to }) => [from, exit, entry, to]))];
}

/** Founds a ledger of two states with offices on a disk: nothing stated by them yet. */
export async function foundTransit(directory: string, offices: readonly string[]): Promise<void> {
  const log = join(directory, "log");
  const charter = charterOf(MEMBERS, "none", TRANSIT);
  await found(log, charter, { machine: machine as StateMachine<unknown> });
  const engine = await openOf(log, machine);
  for (const member of MEMBERS) {
    const root = new Office(member, keyOf(`${member} root`));
    for (const office of offices.filter((name) => name.startsWith(`${member}/`))) {
      const key = Buffer.from(keyOf(office).publicKey).toString("base64");
      const added = await root.write("key.add", { role: "office", of: office.slice(member.length + 1), key });
      await engine.submit(added.bytes);
    }
  }
  await engine.close();
}

/** A server's parts over a ledger on this disk, as `rahdari transit serve` opens them; the ledger may be open. */
export async function openServer(
  directory: string,
  place: StorePlace,
  offices: readonly string[],
  opened?: Sequencer<TransitState>,
): Promise<{ readonly transit: Transit; close(): Promise<void> }> {
  const engine = opened ?? (await openOf(join(directory, "log"), machine));
  const store = await openStore(place);
  const voices = await Promise.all(offices.map((office) => voiceOf(directory, office)));
  const plenty = { burst: 1e9, perSecond: 1e9 };
  const transit = await openTransit({
    store,
    ledger: engine,
    machine,
    regimes,
    offices: customs,
    voices,
    now: clock,
    log: pino({ level: "silent" }),
    rates: { strangers: plenty, actors: plenty },
  });
  const close = async () => {
    await transit.close();
    await store.close();
    if (!opened) await engine.close();
  };
  return { transit, close };
}

async function voiceOf(root: string, author: string) {
  const directory = join(root, "journals", author.replace("/", "~"));
  mkdirSync(directory, { recursive: true });
  const own = { files: nodeFiles, directory, origin: ORIGIN, author, signer: keyOf(author), now: clock };
  return { author, journal: await Journal.open(own), settled: 0, settle: async () => {} };
}

/** Opening messages of the first way: the guarantee covers all. */
export function openingOfAll([first = WAY]: readonly Way[]): Message[] {
  return opening(first);
}
