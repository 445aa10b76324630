import { Sequencer, type SequencerOptions } from "../engine/sequencer.ts";
import { LedgerError } from "../fault.ts";
import { parseCheckpoint, type SignedCheckpoint, verifyLogSignature } from "../note/checkpoint.ts";
import { SIGNATURE_TYPE, verifierKey } from "../note/vkey.ts";
import { CosignFinality, type CosignOptions } from "./cosign-finality.ts";

/** File of the last checkpoint that is on the disk; `checkpoint` is the last one with its quorum. */
export const HEAD_FILE = "head";

export type CosignedOptions<App> = Omit<SequencerOptions<App>, "finality" | "headFile"> &
  Omit<CosignOptions, "checkpoint">;

/**
 * Opens a ledger that this node puts in order and its members' nodes cosign: an entry is final once the policy's
 * quorum has executed it again and signed.
 */
export async function openCosigned<App>(options: CosignedOptions<App>): Promise<Sequencer<App>> {
  const checkpoint = await readCosigned(options);
  const finality = new CosignFinality({ ...options, checkpoint });
  return Sequencer.open({ ...options, finality, headFile: HEAD_FILE });
}

async function readCosigned<App>(options: CosignedOptions<App>): Promise<SignedCheckpoint | undefined> {
  const { files, directory, origin, signer } = options;
  const file = `${directory}/checkpoint`;
  const bytes = await files.read(file);
  const checkpoint = bytes && parseCheckpoint(bytes);
  const key = verifierKey(origin, SIGNATURE_TYPE.ed25519, signer.publicKey);
  if (checkpoint && (await verifyLogSignature(checkpoint.note, key)) !== "holds")
    throw new LedgerError({ code: "corrupt", file, offset: 0, detail: `not signed by ${origin}` });
  return checkpoint;
}
