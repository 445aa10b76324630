import { type Checkpoint, judge, parseCheckpoint } from "./checkpoint.ts";
import { parseEntry } from "./entry.ts";
import { judgeProof, parseLogProof } from "./log-proof.ts";
import { demandPrefix } from "./merkle-path.ts";
import { demand } from "./refusal.ts";
import { judgeOf, type Roster, rosterShape } from "./roster.ts";
import * as shape from "./shape.ts";
import { parseJson, textOf } from "./strict-json.ts";

const LONGEST = 20_000_000;

const handoverShape = shape.object({
  checkpoint: shape.anyString,
  proof: shape.list(shape.base64Of(32), 63),
});
const bundleShape = shape.object(
  {
    bundle: shape.oneOf("rahdari/bundle/1"),
    entry: shape.anyString,
    proof: shape.anyString,
    roster: rosterShape,
  },
  { handovers: shape.list(handoverShape, 10_000, 1) },
);

/** What a bundle file vouches for; that it is the right one is for whoever trusts it to know. */
export function openBundle(bytes: Uint8Array): Roster {
  demand(bytes.length <= LONGEST, "bundle: too long");
  const file = bundleShape(parseJson(textOf(bytes)), "bundle");
  const { roster, entry: text, proof, handovers = [] } = file;
  const entry = parseEntry(text);
  demand(entry.type === "roster" && entry.roster === roster.hash, "bundle: entry of another roster");
  const own = roster.policies.at(-1)!.policy;
  demand(entry.policy === own.id, "bundle: entry of another policy");
  const logProof = parseLogProof(proof);
  const { origin, size } = logProof.checkpoint;
  demand(origin === roster.origin && logProof.index > 0n, "bundle: not of this ledger");
  demand(judgeOf(roster, size) === own, "bundle: policy later than the roster");
  judgeProof(logProof, text, own);
  demand(handovers.length === roster.policies.length - 1, "bundle: a handover for each policy but the first");
  for (const [n, handover] of handovers.entries()) judgeHandover(handover, n, roster, logProof.checkpoint);
  return roster;
}

/** That the quorum of a policy signed a history which has the next one in it, and which is this one. */
function judgeHandover(
  { checkpoint: text, proof }: shape.Shaped<typeof handoverShape>,
  n: number,
  roster: Roster,
  head: Checkpoint,
): void {
  const checkpoint = parseCheckpoint(text);
  const [before, next] = [roster.policies[n]!, roster.policies[n + 1]!];
  demand(checkpoint.origin === head.origin, "handover: of another ledger");
  demand(checkpoint.size > BigInt(next.from), "handover: does not count the change");
  demandPrefix(checkpoint, head, proof);
  judge(checkpoint, before.policy);
}
