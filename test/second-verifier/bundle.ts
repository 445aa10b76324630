import { parseEntry } from "./entry.ts";
import { judgeProof, parseLogProof } from "./log-proof.ts";
import { demand } from "./refusal.ts";
import { judgeOf, type Roster, rosterShape } from "./roster.ts";
import * as shape from "./shape.ts";
import { parseJson, textOf } from "./strict-json.ts";

const LONGEST = 20_000_000;

const bundleShape = shape.object({
  bundle: shape.oneOf("rahdari/bundle/1"),
  entry: shape.anyString,
  proof: shape.anyString,
  roster: rosterShape,
});

/** What a bundle file vouches for; that it is the right one is for whoever trusts it to know. */
export function openBundle(bytes: Uint8Array): Roster {
  demand(bytes.length <= LONGEST, "bundle: too long");
  const { roster, entry: text, proof } = bundleShape(parseJson(textOf(bytes)), "bundle");
  const entry = parseEntry(text);
  demand(entry.type === "roster" && entry.roster === roster.hash, "bundle: entry of another roster");
  const own = roster.policies.at(-1)!.policy;
  demand(entry.policy === own.id, "bundle: entry of another policy");
  const logProof = parseLogProof(proof);
  const { origin, size } = logProof.checkpoint;
  demand(origin === roster.origin && logProof.index > 0n, "bundle: not of this ledger");
  demand(judgeOf(roster, size) === own, "bundle: policy later than the roster");
  judgeProof(logProof, text, own);
  return roster;
}
