import { type Disclosure, disclosuresShape } from "./disclosure.ts";
import { type LogProof, parseLogProof } from "./log-proof.ts";
import { demand } from "./refusal.ts";
import * as shape from "./shape.ts";
import { parseJson, textOf } from "./strict-json.ts";

const LONGEST = 1_000_000;

export interface Receipt {
  readonly level: "final" | "provisional";
  readonly entry: string;
  readonly proof: LogProof;
  readonly policyId: string;
  readonly disclosures: readonly Disclosure[];
}

const receiptShape = shape.object({
  receipt: shape.oneOf("rahdari/receipt/1"),
  level: shape.oneOf("final", "provisional"),
  entry: shape.anyString,
  proof: shape.anyString,
  policyId: shape.hash256,
  disclosures: disclosuresShape,
});

export function parseReceiptFile(bytes: Uint8Array): Receipt {
  demand(bytes.length <= LONGEST, "receipt: too long");
  const given = receiptShape(parseJson(textOf(bytes)), "receipt");
  return { ...given, proof: parseLogProof(given.proof) };
}
