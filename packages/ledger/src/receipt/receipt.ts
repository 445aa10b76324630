import { z } from "zod";
import { utf8 } from "../bytes/text.ts";
import { MAX_ENTRY_BYTES } from "../entry/entry.ts";
import { Disclosure } from "../event/commitment.ts";
import { malformed } from "../fault.ts";
import { parseLoose } from "../json/canonical.ts";
import { formatProof, type LogProof, parseProof } from "../note/proof.ts";

/** `final`: an entry of a ledger. `provisional`: of its author's journal, before the ledger has spoken. */
export type Level = "final" | "provisional";

/**
 * Proof of one entry that verifies without a network: the entry's bytes, where they stand, the checkpoint with
 * its signatures, and fields of the private payload that its holder chose to open.
 */
export type Receipt = {
  readonly level: Level;
  readonly entry: Uint8Array;
  readonly proof: LogProof;
  /** Policy that the checkpoint is to be judged by. */
  readonly policyId: string;
  readonly disclosures: readonly Disclosure[];
};

const FORMAT = "rahdari/receipt/1";
/** Most bytes of a receipt's file. */
export const MAX_RECEIPT_BYTES = 1_000_000;

const ReceiptFile = z.strictObject({
  receipt: z.literal(FORMAT),
  level: z.enum(["final", "provisional"]),
  /** The entry's canonical text: a string, so that its bytes are what was signed. */
  entry: z.string().max(MAX_ENTRY_BYTES),
  /** Text of C2SP tlog-proof@v1. */
  proof: z.string(),
  policyId: z.string().regex(/^[0-9a-f]{64}$/),
  disclosures: z.array(Disclosure).max(100),
});

/** The text of a receipt's file. */
export function formatReceipt({ level, entry, proof, policyId, disclosures }: Receipt): string {
  const file: z.infer<typeof ReceiptFile> = {
    receipt: FORMAT,
    level,
    entry: new TextDecoder().decode(entry),
    proof: formatProof(proof),
    policyId,
    disclosures: [...disclosures],
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads a receipt's file; verifies nothing. Throws LedgerError `malformed`. */
export function parseReceipt(bytes: Uint8Array): Receipt {
  const file = parseLoose(bytes, ReceiptFile, "receipt", MAX_RECEIPT_BYTES);
  const { level, policyId, disclosures } = file;
  const entry = utf8(file.entry);
  if (entry.length > MAX_ENTRY_BYTES)
    throw malformed("receipt", "oversize", "/entry", `more than ${MAX_ENTRY_BYTES} bytes`);
  return { level, entry, proof: parseProof(file.proof), policyId, disclosures };
}
