import type { EpochMs } from "@rahdari/units";
import { MirrorLog } from "../../src/cosign/mirror-log.ts";
import { HEAD_FILE, openCosigned } from "../../src/cosign/open-cosigned.ts";
import type { Files } from "../../src/disk/files.ts";
import { openEmbedded } from "../../src/engine/embedded.ts";
import type { Sequencer } from "../../src/engine/sequencer.ts";
import type { StateMachine } from "../../src/machine/state-machine.ts";
import type { RightsState } from "../../src/rights/rights.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import type { Charter } from "../../src/roster/charter.ts";
import { Witness, type WitnessReply } from "../../src/witness/witness.ts";
import { charterOf, foundOn, keyOf, tickingClock } from "./fixture.ts";

/** Files in memory: as POSIX has them, without a crash. */
export { memoryFiles } from "./memory-files.ts";

export type Node = {
  readonly id: string;
  readonly mirror: MirrorLog<RightsState>;
  readonly witness: Witness;
};

export type Bench = {
  readonly engine: Sequencer<RightsState>;
  readonly charter: Charter;
  /** Cosigning nodes by member; none where one node is alone. */
  readonly nodes: ReadonlyMap<string, Node>;
  /** What a cosigner's `add-checkpoint` is reached through: to be cut, delayed or forged by a test. */
  readonly links: Map<string, (body: string) => Promise<WitnessReply>>;
  reopen(): Promise<Bench>;
};

export type EngineKind = "embedded" | "cosigned";
export const ENGINES: readonly EngineKind[] = ["embedded", "cosigned"];

export type BenchOptions = {
  readonly members?: readonly string[];
  readonly now?: () => EpochMs;
  /** Clocks of the cosigning nodes, where they have others than the sequencer. */
  readonly clocks?: (id: string) => () => EpochMs;
  readonly patience?: number;
  readonly machine?: StateMachine<RightsState>;
};

/** Founds a ledger of the members on the files and opens it with one engine or the other. */
export async function bench(kind: EngineKind, files: Files, options: BenchOptions = {}): Promise<Bench> {
  const { members = ["AF", "KZ", "PK", "UZ"], now = tickingClock() } = options;
  const charter = charterOf(members, { quorum: kind === "cosigned" ? "two-thirds" : "none" });
  await files.makeDirectory("/node");
  await files.syncDirectory("/");
  await foundOn(files, "/node/log", charter, { now, ...(kind === "cosigned" && { headFile: HEAD_FILE }) });
  return openBench(kind, files, charter, { ...options, now });
}

/** Opens a ledger that `bench` founded on the files. */
export async function openBench(
  kind: EngineKind,
  files: Files,
  charter: Charter,
  options: BenchOptions & { readonly now: () => EpochMs },
): Promise<Bench> {
  const { now, machine = rightsMachine, patience = 2_000 } = options;
  const own = { files, directory: "/node/log", origin: charter.origin, signer: keyOf("log"), machine, now };
  const again = () => openBench(kind, files, charter, options);
  if (kind === "embedded")
    return { engine: await openEmbedded(own), charter, nodes: new Map(), links: new Map(), reopen: again };
  let engine: Sequencer<RightsState> | undefined;
  const source = async (from: number, to: number) => engine?.log.entries(from, to) ?? [];
  const nodes = new Map<string, Node>();
  for (const { id } of charter.members)
    nodes.set(id, await openNode(id, files, charter, { source, now: options.clocks?.(id) ?? now, machine }));
  const links = new Map(
    [...nodes].map(([id, { witness }]) => [id, (body: string) => witness.addCheckpoint(body)]),
  );
  const cosigners = new Map([...nodes.keys()].map((id) => [id, (body: string) => through(links, id, body)]));
  engine = await openCosigned({ ...own, cosigners, sleep, patience });
  return { engine, charter, nodes, links, reopen: again };
}

async function openNode(
  id: string,
  files: Files,
  charter: Charter,
  own: Pick<Parameters<typeof MirrorLog.open<RightsState>>[0], "source" | "now" | "machine">,
): Promise<Node> {
  await files.makeDirectory(`/${id}`);
  await files.syncDirectory("/");
  const mirror = await MirrorLog.open({ files, directory: `/${id}/log`, charter, ...own });
  const name = charter.members.find((member) => member.id === id)?.node?.name ?? "";
  const logs = new Map([[charter.origin, mirror]]);
  return { id, mirror, witness: new Witness({ name, signer: keyOf(`${id} node`), now: own.now, logs }) };
}

async function through(links: Bench["links"], id: string, body: string): Promise<WitnessReply> {
  const link = links.get(id);
  if (!link) throw new Error("cut off");
  return link(body);
}

export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
