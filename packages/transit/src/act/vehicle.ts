import { type Fault, fault } from "../code/fault.ts";
import { dayOf, type Regimes } from "../regime/regime.ts";
import type { Movement } from "../state/transit-state.ts";
import { rulesOf } from "./act.ts";

/** Certificate of approval of the vehicle (TIR Convention, Art. 12 and Annexes 3 and 4). */
export function approvalFault(
  declared: Pick<Movement, "vehicle" | "regime" | "readings">,
  regimes: Regimes,
  at: number,
): Fault {
  const years = rulesOf(regimes, declared, at).number("approval.years");
  if (!years) return undefined;
  const { approval } = declared.vehicle;
  const path = "/vehicle/approval";
  if (!approval) return fault("vehicle/approval", path);
  if (approval.issued > dayOf(at)) return fault("hour/in-future", `${path}/issued`);
  const [year, rest] = [Number(approval.issued.slice(0, 4)), approval.issued.slice(4)];
  return `${year + years.value}${rest}` <= dayOf(at)
    ? fault("vehicle/approval", `${path}/issued`)
    : undefined;
}
