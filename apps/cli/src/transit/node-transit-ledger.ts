import { LedgerError, type MirrorLog, type NodeLedger } from "@rahdari/ledger";
import { type Ledger, LedgerAway } from "@rahdari/server";
import type { TransitState } from "@rahdari/transit";
import { EXIT, type Io } from "../io.ts";
import type { Place } from "../ledger/place.ts";
import { remoteLedger } from "../ledger/remote-ledger.ts";
import { Trouble } from "../ledger/trouble.ts";

/**
 * A ledger as the interface of transit works on it: put in order here, or kept and cosigned here and put in order
 * elsewhere. A node that cosigns shows what it has cosigned; what its offices state goes to the sequencer. Resolves
 * once there is something to show.
 */
export async function transitLedgerOf(
  { engine, mirror }: NodeLedger,
  place: Place,
  sequencer: string | undefined,
  io: Io,
): Promise<Ledger> {
  if (engine) return engine as unknown as Ledger;
  if (!mirror || sequencer === undefined) throw new Error("a node keeps a ledger or mirrors it");
  if (!mirror.state) await seen(mirror);
  return mirrored(mirror as MirrorLog<unknown> as MirrorLog<TransitState>, place, sequencer, io);
}

function seen(mirror: MirrorLog<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const stop = mirror.subscribe(() => {
      stop();
      resolve();
    });
  });
}

/** What a node elsewhere says; where it cannot be asked, as the interface knows it. */
async function asked<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Trouble) || error.exit !== EXIT.unavailable) throw error;
    throw new LedgerAway(`${error.at} ${error.message}`, { cause: error });
  }
}

function mirrored(mirror: MirrorLog<TransitState>, place: Place, sequencer: string, io: Io): Ledger {
  const remote = remoteLedger(place, sequencer, io);
  return {
    origin: place.origin,
    get state() {
      const { state } = mirror;
      if (!state) throw new LedgerError({ code: "not-found", what: "a state of the mirror" });
      return state;
    },
    entries: (from, to) => mirror.log.entries(from, to),
    submit: (envelope) => asked(remote.submit(envelope)),
    receipt: (index) => asked(remote.receipt(index)),
    subscribe: (listener) => mirror.subscribe(listener),
  };
}
