import { fromBase64 } from "../bytes/text.ts";
import { keyId } from "../event/envelope.ts";
import { policyId, quorumPolicy } from "../note/policy.ts";
import { SIGNATURE_TYPE, verifierKey } from "../note/vkey.ts";
import type { Charter, MemberEntry } from "./charter.ts";

/** What a key may do: speak for its authority, for one of its offices, or cosign. */
export type KeyRole = "root" | "office" | "node";

/** A registered key with the entries for which it counts: from index `from` up to, not including, `until`. */
export type KeyRecord = {
  readonly id: string;
  /** Base 64. */
  readonly publicKey: string;
  readonly member: string;
  readonly role: KeyRole;
  /** Office of an office key; name of a node key. */
  readonly of: string | null;
  readonly from: number;
  readonly until: number | null;
  /** Set when revoked as compromised: what it signed from this index on is doubtful. */
  readonly doubtfulFrom: number | null;
};

export type Member = {
  readonly id: string;
  readonly name: string;
  readonly kind: "authority" | "cosigner";
  readonly nextRoot: string;
  readonly from: number;
  readonly until: number | null;
};

/** A policy that holds from an index on, until the next one's. */
export type PolicyRecord = { readonly id: string; readonly text: string; readonly from: number };

export type Action =
  | { readonly type: "join"; readonly member: MemberEntry }
  | { readonly type: "leave"; readonly id: string };

/** Something put to the vote; named by the index of the entry that proposed it. */
export type Proposal = {
  readonly index: number;
  readonly action: Action;
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** `adopted` joins wait for the newcomer's acceptance. */
  readonly state: "open" | "adopted" | "done";
};

/** Members and keys of a ledger at an index: a value that governance events turn into the next one. */
export type Roster = {
  readonly origin: string;
  readonly agreement: string;
  readonly machine: string;
  readonly quorum: "none" | "two-thirds";
  /** Base 64. */
  readonly logKey: string;
  readonly members: readonly Member[];
  readonly keys: readonly KeyRecord[];
  readonly policies: readonly PolicyRecord[];
  readonly proposals: readonly Proposal[];
};

/** How many of n must agree so that any two such groups share an honest one while fewer than n/3 are not. */
export function twoThirds(n: number): number {
  return Math.floor((2 * n) / 3) + 1;
}

/** The roster that a charter founds. */
export function foundRoster(charter: Charter): Roster {
  const { origin, agreement, machine, quorum, log, members } = charter;
  const bare: Roster = {
    origin,
    agreement,
    machine,
    quorum,
    logKey: log,
    members: [],
    keys: [],
    policies: [],
    proposals: [],
  };
  return withPolicy(
    members.reduce((roster, member) => withMember(roster, member, 0), bare),
    0,
  );
}

/** Authorities that have a vote now. */
export function authorities(roster: Roster): Member[] {
  return roster.members.filter(({ kind, until }) => kind === "authority" && until === null);
}

/** The member of an id that belongs now. */
export function memberNow(roster: Roster, id: string): Member | undefined {
  return roster.members.find((member) => member.id === id && member.until === null);
}

export function keyOf(roster: Roster, id: string): KeyRecord | undefined {
  return roster.keys.find((key) => key.id === id);
}

/** Whether a key counts for the entry at an index. */
export function countsAt({ from, until }: KeyRecord, index: number): boolean {
  return from <= index && (until === null || index < until);
}

/** Whether a key may speak for an author: a root for its member, an office's key for that office; no node does. */
export function speaksFor({ member, role, of }: KeyRecord, author: string): boolean {
  return role !== "node" && author === (role === "root" ? member : `${member}/${of}`);
}

/** The policy that holds now. */
export function policyNow({ policies }: Roster): PolicyRecord {
  return policies.at(-1) as PolicyRecord;
}

export function withMember(roster: Roster, entry: MemberEntry, index: number): Roster {
  const { id, name, kind, nextRoot, root, node } = entry;
  const joined = {
    ...roster,
    members: [...roster.members, { id, name, kind, nextRoot, from: index, until: null }],
  };
  const rooted = withKey(joined, { publicKey: root, member: id, role: "root", of: null }, index);
  return node
    ? withKey(rooted, { publicKey: node.key, member: id, role: "node", of: node.name }, index)
    : rooted;
}

export function withKey(
  roster: Roster,
  key: Pick<KeyRecord, "publicKey" | "member" | "role" | "of">,
  index: number,
): Roster {
  const id = keyId(fromBase64(key.publicKey, 32) as Uint8Array);
  const added: KeyRecord = { ...key, id, from: index, until: null, doubtfulFrom: null };
  return { ...roster, keys: [...roster.keys, added] };
}

/** The roster with the policy that its nodes call for from an index on; the same roster where it is unchanged. */
export function withPolicy(roster: Roster, index: number): Roster {
  const text = policyText(roster);
  const id = policyId(text);
  if (roster.policies.at(-1)?.id === id) return roster;
  return { ...roster, policies: [...roster.policies, { id, text, from: index }] };
}

function policyText(roster: Roster): string {
  const log = verifierKey(roster.origin, SIGNATURE_TYPE.ed25519, fromBase64(roster.logKey, 32) as Uint8Array);
  if (roster.quorum === "none") return quorumPolicy(log, [], 0);
  const witnesses = nodesNow(roster).map(({ member, of, publicKey }) => ({
    name: member,
    key: verifierKey(of as string, SIGNATURE_TYPE.cosignature, fromBase64(publicKey, 32) as Uint8Array),
  }));
  return quorumPolicy(log, witnesses, twoThirds(witnesses.length));
}

/** Keys that cosign now, by member. */
export function nodesNow(roster: Roster): KeyRecord[] {
  return roster.keys
    .filter(({ role, until }) => role === "node" && until === null)
    .toSorted((a, b) => (a.member < b.member ? -1 : 1));
}
