import { canonicalJson } from "./canonical-json.ts";
import { member } from "./charter.ts";
import { sha256 } from "./encoding.ts";
import { demand, refuse } from "./refusal.ts";
import * as shape from "./shape.ts";
import type { Json } from "./strict-json.ts";
import { parsePolicy, type TrustPolicy } from "./trust-policy.ts";

const keyShape = shape.object({
  doubtfulFrom: shape.nullable(shape.count),
  from: shape.count,
  id: shape.keyId,
  member: shape.memberId,
  of: shape.nullable(shape.string(100)),
  publicKey: shape.base64Of(32),
  role: shape.oneOf("root", "office", "node"),
  until: shape.nullable(shape.count),
});

const memberShape = shape.object({
  from: shape.count,
  id: shape.memberId,
  kind: shape.oneOf("authority", "cosigner"),
  name: shape.string(100),
  nextRoot: shape.base64Of(32),
  until: shape.nullable(shape.count),
});

const policyShape = shape.object({ from: shape.count, id: shape.hash256, text: shape.anyString });

const actions = {
  join: shape.object({ type: shape.oneOf("join"), member }),
  leave: shape.object({ type: shape.oneOf("leave"), id: shape.memberId }),
};

const proposalShape = shape.object({
  action: (value: Json, at: string) =>
    actions[shape.oneOf("join", "leave")(shape.anyObject(value, at).type ?? null, at)](value, at),
  index: shape.count,
  no: shape.list(shape.author, 32),
  state: shape.oneOf("open", "adopted", "done"),
  yes: shape.list(shape.author, 32),
});

const fields = shape.object({
  agreement: shape.string(200),
  keys: shape.list(keyShape, 100_000),
  logKey: shape.base64Of(32),
  machine: shape.string(60),
  members: shape.list(memberShape, 1_000),
  origin: shape.origin,
  policies: shape.list(policyShape, 10_000, 1),
  proposals: shape.list(proposalShape, 10_000),
  quorum: shape.oneOf("none", "two-thirds"),
});

export type RosterKey = shape.Shaped<typeof keyShape>;
export interface Roster extends Omit<shape.Shaped<typeof fields>, "policies"> {
  readonly policies: readonly { readonly from: number; readonly policy: TrustPolicy }[];
  /** SHA-256 of its canonical JSON. */
  readonly hash: string;
}

export function rosterShape(value: Json, at: string): Roster {
  const given = fields(value, at);
  for (const key of given.keys) demandGoodKey(key);
  const ids = given.keys.map(({ id }) => id);
  demand(new Set(ids).size === ids.length, "roster: key ids not all different");
  const policies = given.policies.map((policy) => ({
    from: policy.from,
    policy: policyOf(policy, given.origin),
  }));
  demand(
    policies.every(({ from }, n) => n === 0 || policies[n - 1]!.from < from),
    "roster: policies, oldest first",
  );
  return { ...given, policies, hash: sha256(canonicalJson(value)).toString("hex") };
}

function demandGoodKey({ id, publicKey, role, of }: RosterKey): void {
  demand(id === shape.keyIdOf(publicKey), "roster: id of a key");
  if (role === "root") demand(of === null, "roster: root of an office");
  if (role === "office") shape.office(of, "roster: office");
  if (role === "node") shape.keyName(of, "roster: name of a node");
}

function policyOf({ id, text }: shape.Shaped<typeof policyShape>, origin: string): TrustPolicy {
  const policy = parsePolicy(text);
  demand(policy.id === id, "roster: id of a policy");
  demand(policy.logs.length === 1 && policy.logs[0]!.name === origin, "roster: log of a policy");
  return policy;
}

/** The last policy whose `from` is below the size. */
export function judgeOf(roster: Roster, size: bigint): TrustPolicy {
  return (
    roster.policies.findLast(({ from }) => BigInt(from) < size)?.policy ?? refuse("no policy for this size")
  );
}
