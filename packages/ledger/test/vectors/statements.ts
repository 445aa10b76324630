import { fromUtf8, toHex, utf8 } from "../../src/bytes/text.ts";
import type { Json, JsonObject } from "../../src/json/json.ts";
import { parsePolicy } from "../../src/note/policy.ts";
import { formatCompact, formatQrText } from "../../src/receipt/compact.ts";
import { formatReceipt, type Receipt } from "../../src/receipt/receipt.ts";
import { parseBundle } from "../../src/roster/bundle.ts";

/** What a receipt that holds establishes, read off its parts: nothing here verifies anything. */
function statementOf({ level, entry, proof, disclosures }: Receipt, policy: string): JsonObject {
  const { type, envelope, outcome, received } = JSON.parse(fromUtf8(entry) ?? "");
  const { origin, size, note } = proof.checkpoint;
  const cosigners = parsePolicy(policy).witnesses.flatMap(({ name, key }) => {
    const line = note.signatures.find((one) => one.name === key.name && one.id === key.id);
    return line ? [{ member: name, time: String(Buffer.from(line.signature).readBigUInt64BE()) }] : [];
  });
  return {
    level,
    type,
    origin,
    index: String(proof.index),
    size: String(size),
    received,
    author: envelope?.event.author ?? null,
    outcome: outcome ?? null,
    cosigners,
    disclosed: disclosures.map(({ name, value }) => ({ name, value })),
  };
}

/** A receipt that holds, as a file. */
export function fileVector(name: string, receipt: Receipt, policy: string): JsonObject {
  return { name, file: formatReceipt(receipt), statement: statementOf(receipt, policy) };
}

/** A receipt that holds, in its three forms. */
export function heldVector(name: string, receipt: Receipt, bundle: string, policy: string): JsonObject {
  const { roster } = parseBundle(utf8(bundle));
  const compact = toHex(formatCompact(receipt, roster));
  return { ...fileVector(name, receipt, policy), compact, qr: formatQrText(receipt, roster) };
}

/** The text of a vector file. */
export function vectorFile(about: string, content: JsonObject): string {
  const notice = "Synthetic: no state, office, person, consignment or key in this file is real.";
  return `${JSON.stringify({ about, notice, ...content } satisfies Json, null, 1)}\n`;
}
