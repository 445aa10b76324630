import { type Checkpoint, type Cosigner, decimal, judge, parseCheckpoint } from "./checkpoint.ts";
import { fromBase64 } from "./encoding.ts";
import { leafHash, rootOf } from "./merkle-path.ts";
import { demand, refuse } from "./refusal.ts";
import type { TrustPolicy } from "./trust-policy.ts";

const MOST_HASHES = 63;

/** C2SP tlog-proof@v1, its extra data left out: nothing vouches for them. */
export interface LogProof {
  readonly index: bigint;
  readonly path: readonly Buffer[];
  readonly checkpoint: Checkpoint;
}

export function parseLogProof(text: string): LogProof {
  const split = text.indexOf("\n\n");
  demand(split >= 0, "proof: no checkpoint");
  const lines = text.slice(0, split).split("\n");
  demand(lines.shift() === "c2sp.org/tlog-proof@v1", "proof: first line");
  if (lines[0]?.startsWith("extra "))
    demand(fromBase64(lines.shift()!.slice(6)).length > 0, "proof: extra data");
  const [, digits] = /^index ([0-9]+)$/.exec(lines.shift() ?? "") ?? refuse("proof: index");
  demand(lines.length <= MOST_HASHES, "proof: too many hashes");
  return {
    index: decimal(digits!),
    path: lines.map(hash),
    checkpoint: parseCheckpoint(text.slice(split + 2)),
  };
}

function hash(line: string): Buffer {
  const bytes = fromBase64(line);
  return bytes.length === 32 ? bytes : refuse("proof: hash");
}

/** That the entry stands in the log at the proof's index, and a quorum saw it: who. */
export function judgeProof(proof: LogProof, entry: string, policy: TrustPolicy): readonly Cosigner[] {
  const { index, path, checkpoint } = proof;
  const root = rootOf(leafHash(entry), index, checkpoint.size, path);
  demand(root.equals(checkpoint.root), "proof: leads to another root");
  return judge(checkpoint, policy);
}
