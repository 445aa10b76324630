import { MOVEMENT_STATES, TASKS } from "@rahdari/transit";
import { z } from "zod";

/** A whole number of a query as people write it: neither `1e2` nor `0x10`, and no empty text. */
export function whole(least: number, most: number) {
  const read = (text: unknown) => (typeof text === "string" && /^\d{1,16}$/.test(text) ? Number(text) : text);
  const error = `a whole number from ${least} to ${most}`;
  return z.preprocess(read, z.int({ error }).min(least, { error }).max(most, { error }));
}

/** Index of an entry of the ledger. */
export const EntryIndex = whole(0, 2 ** 53 - 1);

export const StateName = z.enum(MOVEMENT_STATES);
export const TaskOfOffice = z.enum(TASKS);
