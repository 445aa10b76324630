import type { Movement, TaskName } from "@rahdari/transit";
import { z } from "zod";

/** A whole number of a query as people write it: neither `1e2` nor `0x10`, and no empty text. */
export function whole(least: number, most: number) {
  const read = (text: unknown) => (typeof text === "string" && /^\d{1,16}$/.test(text) ? Number(text) : text);
  return z.preprocess(read, z.int().min(least).max(most));
}

/** Index of an entry of the ledger. */
export const EntryIndex = whole(0, 2 ** 53 - 1);

const STATES = {
  lodged: true,
  accepted: true,
  "under-control": true,
  released: true,
  "in-transit": true,
  "between-operations": true,
  suspended: true,
  terminated: true,
  "terminated-with-reservation": true,
  discharged: true,
  "not-discharged": true,
  rejected: true,
  withdrawn: true,
  "release-refused": true,
  invalidated: true,
} satisfies Record<Movement["state"], true>;
export const StateName = z.enum(Object.keys(STATES) as [Movement["state"], ...Movement["state"][]]);

const TASKS = {
  accept: true,
  release: true,
  start: true,
  terminate: true,
  resume: true,
  "decide-diversion": true,
  discharge: true,
  "resolve-discrepancy": true,
  enquire: true,
  claim: true,
} satisfies Record<TaskName, true>;
export const TaskOfOffice = z.enum(Object.keys(TASKS) as [TaskName, ...TaskName[]]);
