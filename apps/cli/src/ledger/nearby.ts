import { LedgerNode } from "@rahdari/ledger";
import type { Io } from "../io.ts";
import type { KeyRing } from "./key-ring.ts";
import { keysOf, nodeBasis, type Reach, reachOf } from "./reach.ts";

export type Site = { readonly directory: string; readonly ring: KeyRing; readonly url: string };

export type Nearby = { readonly reach: Reach; close(): Promise<void> };

/** Nodes of one process that reach each other without a network: for a trial, before any of them is served. */
export async function openNearby(sites: readonly Site[], io: Io): Promise<Nearby> {
  const nodes = new Map<string, LedgerNode>();
  const close = async () => {
    for (const node of [...nodes.values()].reverse()) await node.close();
  };
  const fetch = async (url: string, init?: RequestInit) => {
    const node = nodes.get(new URL(url).origin);
    if (!node) throw new Error("not opened");
    return node.handle(new Request(url, init));
  };
  try {
    for (const { directory, ring, url } of sites) {
      const node = await LedgerNode.open({ ...nodeBasis(directory, io), keys: keysOf(ring), fetch });
      nodes.set(url, node);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const engine = [...nodes.values()]
    .flatMap(({ ledgers }) => [...ledgers.values()])
    .find((one) => one.engine);
  if (!engine?.engine) throw new Error("nobody puts it in order");
  return { reach: reachOf(engine.engine, "here"), close };
}
