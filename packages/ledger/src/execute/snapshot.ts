import type { EpochMs } from "@rahdari/units";
import { Map as ImmutableMap, List } from "immutable";
import { z } from "zod";
import { sha256 } from "#sha256";
import { equal } from "../bytes/bytes.ts";
import { fromUtf8, toHex, utf8 } from "../bytes/text.ts";
import { Count } from "../event/names.ts";
import { isJsonObject, type Json } from "../json/json.ts";
import type { StateMachine } from "../machine/state-machine.ts";
import type { Roster } from "../roster/roster.ts";
import type { Chain, ExecState } from "./state.ts";

/** A roster and an application's state are taken as this version wrote them: the hash above them says so. */
const Saved = z.object({
  machine: z.string(),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  size: Count,
  time: z.int(),
  roster: z.custom<Roster>(isJsonObject),
  rosterDue: z.boolean(),
  rosterAt: Count.nullable(),
  chains: z.array(
    z.tuple([
      z.string(),
      z.object({
        last: z.string().nullable(),
        indices: z.array(Count),
        disputed: z.array(z.tuple([Count, Count])),
      }),
    ]),
  ),
  app: z.custom<Json>((app) => app !== undefined),
});
type Saved = z.infer<typeof Saved>;

const HASH_CHARS = 64;

/**
 * A state as bytes, bound to the root of the log that led to it: what a node saves so as not to replay all. The
 * first line is the hash of the rest, so that half a file is not taken for one.
 */
export function formatSnapshot<App>(
  machine: StateMachine<App>,
  state: ExecState<App>,
  root: Uint8Array,
): Uint8Array {
  const { size, time, roster, rosterDue, rosterAt, chains } = state;
  const saved: Saved = {
    machine: machine.name,
    root: toHex(root),
    size,
    time,
    roster,
    rosterDue,
    rosterAt,
    chains: [...chains].map(([author, { last, indices, disputed }]) => [
      author,
      { last, indices: indices.toArray(), disputed: [...disputed] },
    ]),
    app: machine.toJson(state.app),
  };
  const text = JSON.stringify(saved);
  return utf8(`${toHex(sha256(utf8(text)))}\n${text}`);
}

/** A saved state with the root of its log; undefined where the bytes are none, or are another machine's. */
export function parseSnapshot<App>(
  machine: StateMachine<App>,
  bytes: Uint8Array,
): { readonly state: ExecState<App>; readonly root: string } | undefined {
  const body = bytes.subarray(HASH_CHARS + 1);
  if (!equal(bytes.subarray(0, HASH_CHARS), utf8(toHex(sha256(body))))) return undefined;
  try {
    const text = fromUtf8(body) ?? "";
    const value: unknown = JSON.parse(text);
    // As it was written, to the letter: a number too large for one reads as another, a key given twice as one.
    return JSON.stringify(value) === text ? readSaved(machine, Saved.parse(value)) : undefined;
  } catch {
    // Of another version, or made by hand: all is replayed, which needs no saved state.
    return undefined;
  }
}

function readSaved<App>(
  machine: StateMachine<App>,
  saved: Saved,
): { readonly state: ExecState<App>; readonly root: string } | undefined {
  if (saved.machine !== machine.name) return undefined;
  const chains = ImmutableMap(saved.chains.map(([author, chain]) => [author, chainOf(chain)]));
  const { size, roster, rosterDue, rosterAt } = saved;
  const app = machine.fromJson(saved.app);
  return {
    state: { size, time: saved.time as EpochMs, roster, rosterDue, rosterAt, chains, app },
    root: saved.root,
  };
}

function chainOf({ last, indices, disputed }: Saved["chains"][number][1]): Chain {
  return { last, indices: List(indices), disputed: ImmutableMap(disputed) };
}
