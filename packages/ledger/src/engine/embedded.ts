import { toBase64 } from "../bytes/text.ts";
import { executeRoster, found } from "../execute/execute.ts";
import { malformed } from "../fault.ts";
import { DiskLog } from "../log/disk-log.ts";
import { signCheckpoint } from "../note/checkpoint.ts";
import { type Charter, checkCharter, type Seal } from "../roster/charter.ts";
import { ImmediateFinality } from "./finality.ts";
import { Sequencer, type SequencerOptions } from "./sequencer.ts";

export type EmbeddedOptions<App> = Omit<SequencerOptions<App>, "finality" | "headFile">;

/** Opens a ledger that one node keeps alone: an entry is final once its checkpoint is on the disk. */
export function openEmbedded<App>(options: EmbeddedOptions<App>): Promise<Sequencer<App>> {
  return Sequencer.open({ ...options, finality: new ImmediateFinality() });
}

export type FoundOptions<App> = Omit<EmbeddedOptions<App>, "origin" | "onProgress"> & {
  readonly charter: Charter;
  readonly seals: readonly Seal[];
  /** Where the checkpoint goes before it is cosigned. */
  readonly headFile?: string;
};

/**
 * Writes the first two entries of a ledger, its charter and its roster, into a directory without one. Throws
 * LedgerError `malformed` for a charter that is not sealed by all its authorities, or that this node cannot keep.
 */
export async function foundLedger<App>(options: FoundOptions<App>): Promise<void> {
  const { files, directory, signer, machine, charter, seals, now, headFile } = options;
  await checkCharter(charter, seals);
  if (toBase64(signer.publicKey) !== charter.log)
    throw malformed("entry", "bad-value", "/charter/log", "not the key of this node's log");
  const log = await DiskLog.open({
    files,
    directory,
    origin: charter.origin,
    publicKey: signer.publicKey,
    ...(headFile !== undefined && { headFile }),
  });
  if (log.size > 0) throw malformed("entry", "bad-value", "", `${directory} holds a ledger already`);
  const first = found(machine, charter, seals, now());
  const second = executeRoster(first.state, now());
  await log.append([first.leaf, second.leaf], (head) => signCheckpoint(head, signer));
}
