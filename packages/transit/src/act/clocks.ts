import { dayOf, type Regimes } from "../regime/regime.ts";
import type { ParameterName } from "../regime/schema.ts";
import type { Movement, Operation, Recovery } from "../state/transit-state.ts";
import { rulesOf } from "./act.ts";
import { endOf, plusMonths, startOf } from "./time.ts";

/** A time limit of a notice, claim, payment or repayment about an operation (TIR Convention, Art. 11). */
export type Clock = {
  readonly name: ClockName;
  /**
   * Milliseconds since 1970. Limits run in whole days, UTC, the last one included: the first moment of the day for
   * `claim-from`, the last of it for all others.
   */
  readonly at: number;
  readonly article: string;
  /** Reading of the article that the declaration relies on, or the data; undefined where there is only one. */
  readonly reading: string | undefined;
};
export type ClockName = "notice" | "notice-if-fraud" | "claim-from" | "claim-until" | "pay" | "repay";

/**
 * The clocks of an operation that run: what comes next may be done by them. None where the regime names no limit, of
 * an operation that is over, or where nothing is claimed any more.
 */
export function clocksOf(movement: Movement, operation: Operation, regimes: Regimes): Clock[] {
  const { recovery } = operation;
  return running(operation).flatMap((name) => {
    const clock = clockOf(name, movement, operation, recovery, regimes);
    return clock ? [clock] : [];
  });
}

function running({ state, terminated, recovery }: Operation): ClockName[] {
  if (state === "refused" || state === "invalidated") return [];
  switch (recovery?.state) {
    case "notified":
      return ["claim-from", "claim-until"];
    case "claimed":
    case "contested":
    case "decided":
      return ["pay", "repay"];
    case "paid":
      return ["repay"];
    case "refunded":
    case "rejected":
    case "ended":
      return [];
    default:
      // After discharge a notice is only for a certificate that was obtained by fraud (Art. 10(2)).
      return [
        ...(state === "discharged" ? [] : (["notice"] as const)),
        ...(terminated ? (["notice-if-fraud"] as const) : []),
      ];
  }
}

/** One clock, whether it runs or not; undefined where the regime names none, or what it counts from did not happen. */
export function clockOf(
  name: ClockName,
  movement: Movement,
  operation: Operation,
  recovery: Recovery | null,
  regimes: Regimes,
): Clock | undefined {
  const from = beginOf(name, movement, operation, recovery);
  if (!from) return undefined;
  const { parameter, since, on } = from;
  const months = rulesOf(regimes, movement, on).number(parameter);
  if (!months) return undefined;
  const day = dayOf(plusMonths(since, months.value));
  return {
    name,
    at: name === "claim-from" ? startOf(day) : endOf(day),
    article: months.article,
    reading: months.reading,
  };
}

/** From when a clock counts, and by the rules of which moment. */
type Begin = { readonly parameter: ParameterName; readonly since: number; readonly on: number };

function beginOf(
  name: ClockName,
  movement: Movement,
  operation: Operation,
  recovery: Recovery | null,
): Begin | null | undefined {
  const accepted = acceptedIn(movement, operation);
  const { notified, claimed, enforceableOn } = recovery ?? {};
  switch (name) {
    case "notice":
      return { parameter: "claim.notice-months", since: accepted, on: accepted };
    case "notice-if-fraud":
      return { parameter: "claim.notice-months-if-fraud", since: accepted, on: accepted };
    case "claim-from":
      return notified && { parameter: "claim.earliest-months", since: notified.at, on: notified.at };
    case "claim-until":
      // In court, a year runs from the day on which the decision can be enforced.
      return (
        notified &&
        (enforceableOn
          ? { parameter: "claim.after-decision-months", since: startOf(enforceableOn), on: notified.at }
          : { parameter: "claim.latest-months", since: notified.at, on: notified.at })
      );
    case "pay":
      return claimed && { parameter: "claim.pay-months", since: claimed.at, on: claimed.at };
    case "repay":
      return claimed && { parameter: "claim.refund-months", since: claimed.at, on: claimed.at };
  }
}

/** When a country's clocks began: when its authorities first accepted the carnet (Art. 11(1)). */
function acceptedIn({ acceptedAt, legs, operations }: Movement, { territory }: Operation): number {
  const begun = operations.filter((one) => one.territory === territory && one.state !== "refused");
  const started = Math.min(...begun.map(({ startedAt }) => startedAt));
  return territory === legs[0]?.territory ? (acceptedAt ?? started) : started;
}
