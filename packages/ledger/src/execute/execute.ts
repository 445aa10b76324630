import { type EpochMs, epochMs, instantText } from "@rahdari/units";
import { Map as ImmutableMap, List } from "immutable";
import { equal } from "../bytes/bytes.ts";
import { fromBase64, toBase64 } from "../bytes/text.ts";
import {
  charterLeaf,
  eventLeaf,
  type LedgerEntry,
  type Outcome,
  outcomeOf,
  parseLedgerEntry,
  rosterLeaf,
} from "../entry/entry.ts";
import { type Envelope, keyId } from "../event/envelope.ts";
import { malformed } from "../fault.ts";
import type { PlacedEvent, Rejection, StateMachine } from "../machine/state-machine.ts";
import type { Charter, Seal } from "../roster/charter.ts";
import { govern, isGovernKind, newcomerKey, rotationKey } from "../roster/govern.ts";
import { countsAt, foundRoster, keyOf, policyNow, type Roster, speaksFor } from "../roster/roster.ts";
import { type Chain, type ExecState, rosterHash } from "./state.ts";

/** A state with the leaf that led to it. */
export type Executed<App> = { readonly state: ExecState<App>; readonly leaf: Uint8Array };

/** Where an envelope stands in its author's chain. */
export type Place =
  | { readonly kind: "next" }
  /** Events in between are missing. */
  | { readonly kind: "ahead"; readonly expected: number }
  /** The entry at `index` has its count: the same event, or another one of the same author. */
  | { readonly kind: "behind"; readonly index: number };

/** The state that a charter founds, seals already checked. */
export function found<App>(
  machine: StateMachine<App>,
  charter: Charter,
  seals: readonly Seal[],
  received: EpochMs,
): Executed<App> {
  if (charter.machine !== machine.name)
    throw malformed("entry", "bad-value", "/charter/machine", `this node runs ${machine.name}`);
  const state: ExecState<App> = {
    size: 1,
    time: received,
    roster: foundRoster(charter),
    rosterDue: true,
    rosterAt: null,
    chains: ImmutableMap(),
    app: machine.initial,
  };
  return { state, leaf: charterLeaf(charter, seals, instantText(received)) };
}

/** Writes members and keys as they stand into the ledger. */
export function executeRoster<App>(state: ExecState<App>, received: EpochMs): Executed<App> {
  const time = later(state, received);
  const { roster } = state;
  return {
    state: { ...state, size: state.size + 1, time, rosterDue: false, rosterAt: state.size },
    leaf: rosterLeaf(rosterHash(roster), policyNow(roster).id, instantText(time)),
  };
}

export function placeOf(state: ExecState<unknown>, { event }: Envelope): Place {
  const { indices } = chainOf(state, event.author);
  if (event.seq === indices.size) return { kind: "next" };
  const index = indices.get(event.seq);
  return index === undefined ? { kind: "ahead", expected: indices.size } : { kind: "behind", index };
}

/**
 * Where an event would be kept as evidence against its author, or against the thief of a key: index of the entry
 * that holds such an event of the same count already, for one is enough.
 */
export function evidenceAgainst(state: ExecState<unknown>, envelope: Envelope): number | undefined {
  const { author, seq } = envelope.event;
  const index = chainOf(state, author).disputed.get(seq);
  return index !== undefined && broken(state, envelope) ? index : undefined;
}

/**
 * The public key that an envelope must be signed with, whether it still counts or not; undefined where nobody
 * known could have signed it.
 */
export function signingKey(roster: Roster, { event, key }: Envelope): Uint8Array | undefined {
  const member = memberOf(event.author);
  const known = keyOf(roster, key);
  if (known) return known.member === member ? fromBase64(known.publicKey, 32) : undefined;
  const about = { kind: event.kind, member, body: event.body };
  const publicKey = fromBase64(rotationKey(roster, about) ?? newcomerKey(roster, about) ?? "", 32);
  return publicKey && keyId(publicKey) === key ? publicKey : undefined;
}

/**
 * Takes an event whose signature holds, and which is not in the ledger yet, into it. An event that breaks its
 * author's chain, or is signed by a key that does not count, is kept as evidence and moves nothing, not even the
 * chain; one that the state machine rejects uses up its count.
 */
export function executeEvent<App>(
  machine: StateMachine<App>,
  state: ExecState<App>,
  envelope: Envelope,
  at: EpochMs,
): Executed<App> & { readonly outcome: Outcome } {
  const received = later(state, at);
  const event = placed(envelope, state.size, received);
  const fault = broken(state, envelope);
  const judged = fault ? { rejection: fault } : judge(machine, state, event);
  const after = "state" in judged ? judged.state : state;
  const chains = state.chains.set(event.author, chainAfter(state, envelope, fault !== undefined));
  const outcome = outcomeOf("rejection" in judged ? judged.rejection : undefined);
  return {
    state: { ...after, size: state.size + 1, time: received, chains },
    leaf: eventLeaf(envelope, outcome, instantText(received)),
    outcome,
  };
}

/** What a node that executes another's entries has to look up. */
export type Lookup = {
  /** Whether an envelope's signature holds for the key. */
  readonly signed: (key: Uint8Array, envelope: Envelope) => Promise<boolean>;
  /** Hash of the envelope of an earlier entry. */
  readonly envelopeHash: (index: number) => Promise<Uint8Array>;
};

/**
 * Executes a leaf that another node wrote and compares: the state after it, or why it is not what this node
 * would have written. Throws LedgerError `malformed` where it is no entry at all.
 */
export async function reexecute<App>(
  machine: StateMachine<App>,
  state: ExecState<App>,
  leaf: Uint8Array,
  lookup: Lookup,
): Promise<{ readonly state: ExecState<App> } | { readonly differs: string }> {
  const entry = parseLedgerEntry(leaf);
  if (entry.type === "charter") return { differs: "a second charter" };
  const differs = await faultOf(state, entry, lookup);
  if (differs !== undefined) return { differs };
  const received = epochMs(entry.received);
  const own =
    entry.type === "roster"
      ? executeRoster(state, received)
      : executeEvent(machine, state, entry.envelope, received);
  return equal(own.leaf, leaf) ? { state: own.state } : { differs: "another outcome than this node's" };
}

async function faultOf(
  state: ExecState<unknown>,
  entry: Exclude<LedgerEntry, { type: "charter" }>,
  { signed, envelopeHash }: Lookup,
): Promise<string | undefined> {
  if (epochMs(entry.received) < state.time) return "time runs backwards";
  if (entry.type === "roster") return undefined;
  const { envelope } = entry;
  if (state.rosterDue) return "the roster is due";
  if (envelope.event.origin !== state.roster.origin) return "an event for another ledger";
  const key = signingKey(state.roster, envelope);
  if (!key || !(await signed(key, envelope))) return "a signature that does not hold";
  const place = placeOf(state, envelope);
  if (place.kind === "ahead") return "an event out of its author's order";
  if (place.kind === "behind" && equal(await envelopeHash(place.index), envelope.hash))
    return "an event that is in the ledger already";
  if (evidenceAgainst(state, envelope) !== undefined) return "a second contradiction of one count";
  return undefined;
}

const NO_CHAIN: Chain = { last: null, indices: List(), disputed: ImmutableMap() };

function chainOf({ chains }: ExecState<unknown>, author: string): Chain {
  return chains.get(author) ?? NO_CHAIN;
}

function chainAfter(state: ExecState<unknown>, { event, hash }: Envelope, isBroken: boolean): Chain {
  const chain = chainOf(state, event.author);
  if (isBroken) return { ...chain, disputed: chain.disputed.set(event.seq, state.size) };
  return { ...chain, last: toBase64(hash), indices: chain.indices.push(state.size) };
}

/** What keeps an event out of its author's chain. */
function broken(state: ExecState<unknown>, envelope: Envelope): Rejection | undefined {
  const place = placeOf(state, envelope);
  if (place.kind === "behind") return { code: "chain/fork", against: place.index };
  const { last } = chainOf(state, envelope.event.author);
  if (last !== envelope.event.prev) return { code: "chain/prev", path: "/prev" };
  return unfitKey(state, envelope);
}

function judge<App>(
  machine: StateMachine<App>,
  state: ExecState<App>,
  event: PlacedEvent,
): { readonly state: ExecState<App> } | { readonly rejection: Rejection } {
  if (isGovernKind(event.kind)) {
    const verdict = govern(state.roster, event);
    return "state" in verdict ? { state: { ...state, roster: verdict.state, rosterDue: true } } : verdict;
  }
  const verdict = machine.apply(state.app, event);
  return "state" in verdict ? { state: { ...state, app: verdict.state } } : verdict;
}

/**
 * A root key speaks for its member and governs; an office key speaks for its office, and nothing else does. No key
 * that is known rotates a root: only the one committed to does, so that who steals a root cannot pass it on.
 */
function unfitKey({ roster, size }: ExecState<unknown>, { key: id, event }: Envelope): Rejection | undefined {
  const key = keyOf(roster, id);
  if (key && !countsAt(key, size)) return { code: "key/ended", against: key.until as number };
  const fits = !key || (speaksFor(key, event.author) && event.kind !== "key.rotate");
  const governs = isGovernKind(event.kind) && event.author.includes("/");
  return fits && !governs ? undefined : { code: "key/role" };
}

function placed({ event }: Envelope, index: number, received: EpochMs): PlacedEvent {
  const { at, author, kind, body, commit } = event;
  return { index, received, at: epochMs(at), author, member: memberOf(author), kind, body, commit };
}

function memberOf(author: string): string {
  return author.split("/", 1)[0] as string;
}

function later({ time }: ExecState<unknown>, received: EpochMs): EpochMs {
  return Math.max(time, received) as EpochMs;
}
