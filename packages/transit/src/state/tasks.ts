import type { Leg } from "../message/values.ts";
import { limitOf } from "./limit.ts";
import { isEnquired, lastStarted, type Movement, type Operation, type Recovery } from "./transit-state.ts";

/** What an office has to do next about a movement. */
export const TASKS = [
  "accept",
  "release",
  "start",
  "terminate",
  "resume",
  "decide-diversion",
  "discharge",
  "resolve-discrepancy",
  "enquire",
  "claim",
] as const;
export type TaskName = (typeof TASKS)[number];
export type Task = { readonly office: string; readonly task: TaskName };

/**
 * For which office a movement waits, and for what. Several may have to act at one time: one discharges while the
 * next starts. Where an office en route is passed by, the one declared stays named until a diversion is granted.
 */
export function tasksOf(movement: Movement): Task[] {
  const { diversion, operations, legs } = movement;
  const asked: Task[] = diversion ? [{ office: legs[0]?.from ?? "", task: "decide-diversion" }] : [];
  const all = [...wayTasks(movement), ...asked, ...operations.flatMap((one) => operationTasks(one, legs))];
  return [...new Map(all.map((task) => [`${task.office} ${task.task}`, task])).values()];
}

function wayTasks(movement: Movement): Task[] {
  const { legs, leg, suspended, state } = movement;
  const departure = legs[0]?.from ?? "";
  switch (state) {
    case "lodged":
      return [{ office: departure, task: "accept" }];
    case "accepted":
    case "under-control":
      return [{ office: departure, task: "release" }];
    case "released":
      return [{ office: departure, task: "start" }];
    case "in-transit":
      return [{ office: legs[leg]?.to ?? "", task: "terminate" }];
    case "between-operations":
      return [{ office: legs[leg]?.from ?? "", task: "start" }];
    case "suspended":
      return [{ office: suspended?.by ?? "", task: "resume" }];
    default:
      return [];
  }
}

function operationTasks(operation: Operation, legs: readonly Leg[]): Task[] {
  const { by, state, recovery, territory } = operation;
  // A matter that was handed to another country waits where the load comes into that.
  const handed = recovery && recovery.competent !== territory ? recovery.competent : undefined;
  const office = legs.find((leg) => leg.territory === handed)?.from ?? by;
  if (state === "terminated" || state === "terminated-with-reservation")
    return [{ office, task: "discharge" }];
  if (state === "discrepancy-open") return [{ office, task: "resolve-discrepancy" }];
  if (recovery && (isEnquired(recovery) || recovery.state === "not-located"))
    return [{ office, task: "enquire" }];
  if (state === "not-discharged" && recovery === null) return [{ office, task: "claim" }];
  if (recovery && CLAIM.includes(recovery.state)) return [{ office, task: "claim" }];
  return [];
}

const CLAIM: readonly Recovery["state"][] = ["notified", "claimed", "contested", "decided"];

/** Time limit of the operation that a movement is in, milliseconds; null where there is none, or it stands still. */
export function untilOf(movement: Movement): number | null {
  const operation = lastStarted(movement);
  if (!operation || operation.terminated !== null) return null;
  const { until, stands } = limitOf(movement, operation);
  return stands ? null : until;
}
