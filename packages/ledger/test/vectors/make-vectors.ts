import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "../../src/json/json.ts";
import { formatReceipt } from "../../src/receipt/receipt.ts";
import { changingVectors } from "./changes.ts";
import { commitmentVectors } from "./commitments.ts";
import { envelopeVectors } from "./envelopes.ts";
import { bundleVectors } from "./forged-bundles.ts";
import { forgedEntries, oddEntries, officesLedger } from "./forged-entries.ts";
import { forgedCompacts, forgedFiles } from "./forged-files.ts";
import { type ForgedFile, forgedProofs, forgedTexts } from "./forged-proofs.ts";
import { journalVectors } from "./journals.ts";
import { keyVectors } from "./keys.ts";
import { charterFor, ledgerVectors, sampleLedger } from "./sample.ts";
import { vectorFile } from "./statements.ts";

export const VECTORS = fileURLToPath(new URL("../../vectors/", import.meta.url));

/** Every published file by its name: the same text at every run. */
export async function makeVectors(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  files.set("ledger-none-3.json", await ledgerVectors(charterFor(3, "none")));
  for (const count of [1, 3, 4, 5, 7])
    files.set(`ledger-two-thirds-${count}.json`, await ledgerVectors(charterFor(count, "two-thirds")));
  files.set("ledger-changing.json", await changingVectors());
  files.set("bundles.json", await bundleVectors());
  files.set("forged-receipts.json", await forgedVectors());
  files.set(
    "journal.json",
    await journalVectors(await (await sampleLedger(charterFor(3, "two-thirds"))).ledger.bundle()),
  );
  files.set("envelopes.json", await envelopeVectors());
  files.set("commitments.json", await commitmentVectors());
  files.set("keys.json", keyVectors());
  return files;
}

async function forgedVectors(): Promise<string> {
  const offices = await officesLedger();
  const four = await sampleLedger(charterFor(4, "two-thirds"));
  const entries = (await forgedEntries(offices)).map(({ receipt, ...rest }) => ({
    ...rest,
    file: formatReceipt(receipt),
  }));
  const odd = (await oddEntries(offices)).map(
    ({ name, receipt }): ForgedFile => ({ name, file: formatReceipt(receipt) }),
  );
  const none = await sampleLedger(charterFor(3, "none"));
  const files = [...(await forgedTexts(none)), ...(await forgedFiles(none)), ...(await forgedCompacts(none))];
  const of = (bundle: string) => (one: object) => ({ bundle, ...one }) as JsonObject;
  const about =
    "Receipts that do not hold, with a code that says why, and, without a code, odd ones that do.";
  return vectorFile(about, {
    bundles: {
      offices: await offices.bundle(),
      none: await none.ledger.bundle(),
      four: await four.ledger.bundle(),
    },
    receipts: [
      ...[...entries, ...odd].map(of("offices")),
      ...(await forgedProofs(four)).map(of("four")),
      ...files.map(of("none")),
    ],
  });
}

if (import.meta.main) {
  await mkdir(VECTORS, { recursive: true });
  for (const [name, text] of await makeVectors()) await writeFile(VECTORS + name, text);
}
