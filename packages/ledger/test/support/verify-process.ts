// Verifies receipts with a bundle: `node verify-process.ts BUNDLE RECEIPT...`; a verdict a line.
import { readFileSync } from "node:fs";
import type { EpochMs } from "@rahdari/units";
import {
  isQrText,
  parseBundle,
  parseQrText,
  parseReceipt,
  verifyBundle,
  verifyReceipt,
} from "../../src/verify.ts";

const [bundleFile = "", ...files] = process.argv.slice(2);
const bundle = parseBundle(readFileSync(bundleFile));
if ("fault" in (await verifyBundle(bundle))) throw new Error("the bundle does not hold");
for (const file of files) {
  const bytes = readFileSync(file);
  const text = bytes.toString("utf8");
  const receipt = isQrText(text) ? parseQrText(text, bundle.roster) : parseReceipt(bytes);
  const verdict = await verifyReceipt(receipt, bundle, 0 as EpochMs);
  console.log("statement" in verdict ? `holds ${verdict.statement.index}` : verdict.fault.code);
}
