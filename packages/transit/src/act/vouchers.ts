import type { PlacedEvent } from "@rahdari/ledger";
import { type Fault, fault, refuse } from "../code/fault.ts";
import type { Leg } from "../message/values.ts";
import type { Guarantee, TransitState } from "../state/transit-state.ts";
import type { Result } from "./act.ts";
import { AMOUNT } from "./liability.ts";
import { applyRight } from "./rights.ts";

/** Name of a voucher's right: no other right of transit has this form. */
function nameOf({ id }: Guarantee, voucher: number): string {
  return `${AMOUNT}.${id}.${voucher}`;
}

function grantedAt(state: TransitState, guarantee: Guarantee, voucher: number): number | undefined {
  return state.rights.rights.get(nameOf(guarantee, voucher))?.grantedAt;
}

/** A carnet has a voucher for each operation of the way (TIR Convention, Art. 17(2)). */
export function vouchersFault(state: TransitState, guarantee: Guarantee, legs: readonly Leg[]): Fault {
  if (guarantee.vouchers === undefined) return undefined;
  const numbers = Array.from({ length: guarantee.vouchers }, (_, i) => i + 1);
  const left = numbers.filter((one) => grantedAt(state, guarantee, one) === undefined);
  return left.length < legs.length
    ? fault("guarantee/vouchers", "/guarantee", guarantee.registeredAt)
    : undefined;
}

/** Takes the voucher that opens an operation: once, wherever it is presented. */
export function useVoucher(
  state: TransitState,
  event: PlacedEvent,
  guarantee: Guarantee,
  voucher: number | undefined,
): Result {
  const { vouchers } = guarantee;
  if (vouchers === undefined)
    return voucher === undefined
      ? { state }
      : refuse("guarantee/voucher", "/voucher", guarantee.registeredAt);
  if (voucher === undefined || voucher > vouchers)
    return refuse("guarantee/voucher", "/voucher", guarantee.registeredAt);
  const used = grantedAt(state, guarantee, voucher);
  if (used !== undefined) return refuse("guarantee/voucher-used", "/voucher", used);
  const right = nameOf(guarantee, voucher);
  const users = [event.member];
  const grant = { right, kind: "voucher", unit: "voucher", cap: 1, users, expires: null };
  const steps = [
    ["grant", grant],
    ["reserve", { right, lease: null, reservation: right, amount: 1 }],
    ["spend", { reservation: right }],
  ] as const;
  let now: Result = { state };
  for (const [step, body] of steps) if ("state" in now) now = applyRight(now.state, event, step, body);
  return now;
}
