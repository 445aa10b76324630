import { z } from "zod";
import { fromBase64, toBase64 } from "../bytes/text.ts";
import { keyId } from "../event/envelope.ts";
import { Bytes32, Count, KeyId, MemberId, Office } from "../event/names.ts";
import { pointer } from "../json/parse-json.ts";
import { type PlacedEvent, rejected, type Verdict } from "../machine/state-machine.ts";
import { isKeyName } from "../note/vkey.ts";
import { keyCommitment, MAX_MEMBERS, MemberEntry, PublicKey } from "./charter.ts";
import {
  type Action,
  authorities,
  type KeyRecord,
  keyOf,
  type Member,
  memberNow,
  type Proposal,
  type Roster,
  twoThirds,
  withKey,
  withMember,
  withPolicy,
} from "./roster.ts";

/** Bodies of the events that govern a ledger; all are signed by a root key. */
const BODIES = {
  "key.add": z.discriminatedUnion("role", [
    z.strictObject({ role: z.literal("office"), of: Office, key: PublicKey }),
    z.strictObject({ role: z.literal("node"), of: z.string().max(100).refine(isKeyName), key: PublicKey }),
  ]),
  "key.revoke": z.strictObject({
    key: KeyId,
    reason: z.enum(["retired", "compromised"]),
    /** From which index on its signatures are doubtful; for `compromised` only. */
    doubtfulFrom: Count.nullable(),
  }),
  "key.rotate": z.strictObject({ key: PublicKey, next: Bytes32 }),
  "member.propose": z.strictObject({
    action: z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("join"), member: MemberEntry }),
      z.strictObject({ type: z.literal("leave"), id: MemberId }),
    ]),
  }),
  "member.vote": z.strictObject({ proposal: Count, yes: z.boolean() }),
  "member.accept": z.strictObject({ proposal: Count }),
} as const;
type Bodies = { readonly [K in keyof typeof BODIES]: z.infer<(typeof BODIES)[K]> };
type GovernKind = keyof Bodies;

const ACTS: {
  readonly [K in GovernKind]: (roster: Roster, body: Bodies[K], event: PlacedEvent) => Verdict<Roster>;
} = {
  "key.add": addKey,
  "key.revoke": revokeKey,
  "key.rotate": rotateRoot,
  "member.propose": propose,
  "member.vote": vote,
  "member.accept": accept,
};

/** Whether events of a kind govern the ledger itself and are kept from its state machine. */
export function isGovernKind(kind: string): boolean {
  return /^(?:key|member)\./.test(kind);
}

/**
 * Applies an event that governs the ledger. Members act for themselves; who joins or leaves is decided by more
 * than two thirds of the authorities, a newcomer accepting with its own root key.
 */
export function govern(roster: Roster, event: PlacedEvent): Verdict<Roster> {
  if (!Object.hasOwn(BODIES, event.kind)) return rejected("kind/unknown");
  const verdict = act(event.kind as GovernKind, roster, event);
  return "state" in verdict ? { state: withPolicy(verdict.state, event.index) } : verdict;
}

function act<K extends GovernKind>(kind: K, roster: Roster, event: PlacedEvent): Verdict<Roster> {
  const body = BODIES[kind].safeParse(event.body);
  if (!body.success) return rejected("body/malformed", { path: pointer(body.error.issues[0]?.path ?? []) });
  return ACTS[kind](roster, body.data as Bodies[K], event);
}

/** A node key takes the place of the member's earlier one; an office may have several. */
function addKey(
  roster: Roster,
  { role, of, key }: Bodies["key.add"],
  { member, index }: PlacedEvent,
): Verdict<Roster> {
  if (isKnown(roster, key)) return rejected("key/known", { path: "/key" });
  const others = roster.keys.filter(({ member: owner, until }) => owner !== member && until === null);
  if (role === "node" && others.some((one) => one.role === "node" && one.of === of))
    return rejected("key/name-taken", { path: "/of" });
  const replaced = (one: KeyRecord) => role === "node" && one.role === "node" && one.member === member;
  return { state: withKey(ended(roster, replaced, index), { publicKey: key, member, role, of }, index) };
}

function revokeKey(
  roster: Roster,
  body: Bodies["key.revoke"],
  { member, index }: PlacedEvent,
): Verdict<Roster> {
  const key = keyOf(roster, body.key);
  if (key?.member !== member) return rejected("key/not-yours", { path: "/key" });
  if (key.role === "root") return rejected("key/root", { path: "/key" });
  if (key.until !== null) return rejected("key/ended", { path: "/key", against: key.until });
  if ((body.reason === "compromised") !== (body.doubtfulFrom !== null) || (body.doubtfulFrom ?? 0) > index)
    return rejected("body/malformed", { path: "/doubtfulFrom" });
  const keys = roster.keys.map((one) =>
    one === key ? { ...one, until: index, doubtfulFrom: body.doubtfulFrom } : one,
  );
  return { state: { ...roster, keys } };
}

/** Signed by the new root, whose hash the old one had committed to: no other signature comes this far. */
function rotateRoot(
  roster: Roster,
  { key, next }: Bodies["key.rotate"],
  { member, index }: PlacedEvent,
): Verdict<Roster> {
  if (isKnown(roster, key)) return rejected("key/known", { path: "/key" });
  const without = ended(roster, (one) => one.member === member && one.role === "root", index);
  const members = without.members.map((one) =>
    one.id === member && one.until === null ? { ...one, nextRoot: next } : one,
  );
  return {
    state: withKey({ ...without, members }, { publicKey: key, member, role: "root", of: null }, index),
  };
}

/** The key that a rotation must be signed with, where the body names the one committed to. */
export function rotationKey(
  roster: Roster,
  event: Pick<PlacedEvent, "kind" | "member" | "body">,
): string | undefined {
  if (event.kind !== "key.rotate") return undefined;
  const body = BODIES["key.rotate"].safeParse(event.body);
  const publicKey = body.success ? (fromBase64(body.data.key, 32) as Uint8Array) : undefined;
  const committed = memberNow(roster, event.member)?.nextRoot;
  return publicKey && keyCommitment(publicKey) === committed ? toBase64(publicKey) : undefined;
}

/** The root key of a newcomer whose joining was adopted: it may accept, and nothing else. */
export function newcomerKey(roster: Roster, event: Pick<PlacedEvent, "kind" | "member">): string | undefined {
  const adopted = roster.proposals.find(
    ({ action, state }) => state === "adopted" && action.type === "join" && action.member.id === event.member,
  );
  return event.kind === "member.accept" && adopted?.action.type === "join"
    ? adopted.action.member.root
    : undefined;
}

function propose(roster: Roster, { action }: Bodies["member.propose"], event: PlacedEvent): Verdict<Roster> {
  const { index, member } = event;
  if (!isAuthority(roster, member)) return rejected("member/no-vote");
  const fault = action.type === "join" ? faultOfJoin(roster, action.member) : faultOfLeave(roster, action.id);
  if (fault) return rejected(fault, { path: "/action" });
  const proposal: Proposal = { index, action, yes: [member], no: [], state: "open" };
  return { state: decide({ ...roster, proposals: [...roster.proposals, proposal] }, proposal, index) };
}

function vote(
  roster: Roster,
  { proposal: at, yes }: Bodies["member.vote"],
  event: PlacedEvent,
): Verdict<Roster> {
  const proposal = roster.proposals.find(({ index }) => index === at);
  if (!proposal) return rejected("proposal/unknown", { path: "/proposal" });
  if (proposal.state !== "open") return rejected("proposal/decided", { path: "/proposal", against: at });
  if (!isAuthority(roster, event.member)) return rejected("member/no-vote");
  const without = (names: readonly string[]) => names.filter((name) => name !== event.member);
  const next = {
    ...proposal,
    yes: yes ? [...without(proposal.yes), event.member] : without(proposal.yes),
    no: yes ? without(proposal.no) : [...without(proposal.no), event.member],
  };
  return { state: decide(replaceProposal(roster, next), next, event.index) };
}

function accept(
  roster: Roster,
  { proposal: at }: Bodies["member.accept"],
  event: PlacedEvent,
): Verdict<Roster> {
  const proposal = roster.proposals.find(({ index }) => index === at);
  if (
    proposal?.state !== "adopted" ||
    proposal.action.type !== "join" ||
    proposal.action.member.id !== event.member
  )
    return rejected("proposal/unknown", { path: "/proposal" });
  const fault = faultOfJoin(roster, proposal.action.member);
  if (fault) return rejected(fault);
  const done = replaceProposal(roster, { ...proposal, state: "done" });
  return { state: withMember(done, proposal.action.member, event.index) };
}

/** Adopts a proposal once more than two thirds of those who are authorities now have said yes. */
function decide(roster: Roster, proposal: Proposal, index: number): Roster {
  const voters = authorities(roster).map(({ id }) => id);
  const yes = proposal.yes.filter((id) => voters.includes(id));
  if (yes.length < twoThirds(voters.length)) return roster;
  if (proposal.action.type === "join") return replaceProposal(roster, { ...proposal, state: "adopted" });
  // What could be left when it was proposed may be the last of its kind by now: then it stays open.
  if (faultOfLeave(roster, proposal.action.id)) return roster;
  return withoutMember(replaceProposal(roster, { ...proposal, state: "done" }), proposal.action.id, index);
}

function withoutMember(roster: Roster, id: string, index: number): Roster {
  const members = roster.members.map(
    (one): Member => (one.id === id && one.until === null ? { ...one, until: index } : one),
  );
  return ended({ ...roster, members }, (key) => key.member === id, index);
}

function faultOfJoin(
  roster: Roster,
  { id, root, node }: Extract<Action, { type: "join" }>["member"],
): string | undefined {
  if (roster.members.some((member) => member.id === id)) return "member/known";
  if (roster.members.filter(({ until }) => until === null).length >= MAX_MEMBERS) return "member/too-many";
  if (isKnown(roster, root) || (node && (isKnown(roster, node.key) || node.key === root))) return "key/known";
  if (
    node &&
    roster.keys.some(({ role, of, until }) => role === "node" && of === node.name && until === null)
  )
    return "key/name-taken";
  return undefined;
}

function faultOfLeave(roster: Roster, id: string): string | undefined {
  const member = memberNow(roster, id);
  if (!member) return "member/unknown";
  const left = roster.members.filter((one) => one.until === null && one.id !== id);
  if (!left.some(({ kind }) => kind === "authority")) return "member/last";
  const nodes = roster.keys.filter(
    ({ role, until, member: owner }) => role === "node" && until === null && owner !== id,
  );
  return roster.quorum === "two-thirds" && nodes.length === 0 ? "member/last" : undefined;
}

function isAuthority(roster: Roster, id: string): boolean {
  return authorities(roster).some((member) => member.id === id);
}

/** Known keys are never taken again, not even those of who left: an id names one key for ever. */
function isKnown(roster: Roster, publicKey: string): boolean {
  const id = keyId(fromBase64(publicKey, 32) as Uint8Array);
  return publicKey === roster.logKey || roster.keys.some((key) => key.id === id);
}

function ended(roster: Roster, which: (key: KeyRecord) => boolean, index: number): Roster {
  const keys = roster.keys.map((key) => (key.until === null && which(key) ? { ...key, until: index } : key));
  return { ...roster, keys };
}

function replaceProposal(roster: Roster, next: Proposal): Roster {
  return { ...roster, proposals: roster.proposals.map((one) => (one.index === next.index ? next : one)) };
}
