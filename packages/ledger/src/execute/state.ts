import type { EpochMs } from "@rahdari/units";
import type { Map as ImmutableMap, List } from "immutable";
import { sha256 } from "#sha256";
import { toHex } from "../bytes/text.ts";
import { canonicalBytes } from "../json/canonical.ts";
import type { Roster } from "../roster/roster.ts";

/** An author's events so far. */
export type Chain = {
  /** Hash of its last envelope, Base 64; null before the first. */
  readonly last: string | null;
  /** Index of the entry of each of its counts. */
  readonly indices: List<number>;
  /**
   * Counts for which a second event, or one by a key that did not count, is on record, with the index of its
   * entry: one is evidence enough.
   */
  readonly disputed: ImmutableMap<number, number>;
};

/** All that a ledger's entries add up to: a value, so that a batch that fails leaves nothing behind. */
export type ExecState<App> = {
  /** Entries so far. */
  readonly size: number;
  /** Time of the last entry. */
  readonly time: EpochMs;
  readonly roster: Roster;
  /** Whether members, keys or policy have changed since the last roster entry. */
  readonly rosterDue: boolean;
  /** Index of the last roster entry; null before the first. */
  readonly rosterAt: number | null;
  readonly chains: ImmutableMap<string, Chain>;
  readonly app: App;
};

/** How far a ledger knows an author: its next count, and the entry of its last event; null before the first. */
export type Standing = { readonly author: string; readonly next: number; readonly entry: number | null };

export function standingOf({ chains }: ExecState<unknown>, author: string): Standing {
  const indices = chains.get(author)?.indices;
  return { author, next: indices?.size ?? 0, entry: indices?.last() ?? null };
}

/** Hash that a roster entry holds of members and keys. */
export function rosterHash(roster: Roster): string {
  return toHex(sha256(canonicalBytes(roster)));
}
