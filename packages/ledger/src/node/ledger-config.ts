import { z } from "zod";
import { MemberId } from "../event/names.ts";
import { parseLoose } from "../json/canonical.ts";
import { isKeyName } from "../note/vkey.ts";
import { Charter, MemberEntry, Seal } from "../roster/charter.ts";

const Url = z.url({ protocol: /^https?$/ }).refine((url) => !url.endsWith("/"), "ends with a slash");

/** What a node has to know of a ledger that it keeps: file `ledger.json` beside the log. */
export const LedgerConfig = z.discriminatedUnion("role", [
  /** Keeps the ledger alone. */
  z.strictObject({ ledger: z.literal("rahdari/ledger/1"), role: z.literal("alone"), charter: Charter }),
  /** Puts it in order; asks the members' nodes, by id, below these addresses. */
  z.strictObject({
    ledger: z.literal("rahdari/ledger/1"),
    role: z.literal("sequencer"),
    charter: Charter,
    cosigners: z.record(MemberId, Url),
  }),
  /** Executes it again and cosigns for a member; gets the entries below this address. */
  z.strictObject({
    ledger: z.literal("rahdari/ledger/1"),
    role: z.literal("cosigner"),
    charter: Charter,
    member: MemberId,
    /** Name under which it cosigns, as registered. */
    node: z.string().refine(isKeyName),
    sequencer: Url,
  }),
]);
export type LedgerConfig = z.infer<typeof LedgerConfig>;

/** A charter with the seals of its authorities: what is handed around before a ledger is founded. */
export const SealedCharter = z.strictObject({ charter: Charter, seals: z.array(Seal) });
export type SealedCharter = z.infer<typeof SealedCharter>;

const MAX_BYTES = 1_000_000;

/** Throws LedgerError `malformed`. Checks no seal. */
export function parseSealedCharter(bytes: Uint8Array): SealedCharter {
  return parseLoose(bytes, SealedCharter, "json", MAX_BYTES);
}

/** What an authority hands in to be a member. Throws LedgerError `malformed`. */
export function parseMemberEntry(bytes: Uint8Array): MemberEntry {
  return parseLoose(bytes, MemberEntry, "json", MAX_BYTES);
}

/** Throws LedgerError `malformed`. */
export function parseLedgerConfig(bytes: Uint8Array): LedgerConfig {
  return parseLoose(bytes, LedgerConfig, "json", MAX_BYTES);
}

/** Directory of a ledger among those of a node: the origin with `~` for `/`, which no origin holds. */
export function ledgerDirectory(origin: string): string {
  return origin.replaceAll("/", "~");
}
