import type { Option } from "../api/contract.ts";

/** A point of the course: kilometres from the start, hours since the goods stood ready, dollars spent. */
export interface CoursePoint {
  readonly km: number;
  readonly hours: number;
  readonly usd: number;
  readonly usdLow: number;
  readonly usdHigh: number;
}

/** A border or change of vehicle: a vertical step of the curve. */
interface CourseStep {
  readonly id: string;
  readonly kind: "crossing" | "interchange";
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly km: number;
  /** Median of the hours spent here, as the timeline tells them; the curve joins medians of the time gone by. */
  readonly spent: number;
  readonly before: CoursePoint;
  readonly after: CoursePoint;
}

export interface Course {
  readonly points: readonly CoursePoint[];
  readonly steps: readonly CourseStep[];
  readonly end: CoursePoint;
}

const MS_PER_HOUR = 3_600_000;

/**
 * The typical course of an option for the time/cost-distance chart (UNESCAP): distance along the way against
 * elapsed time since `ready` and against money spent. Cost that hangs on no leg (papers) is spent at the start,
 * so that the curve ends at the option's total.
 */
export function courseOf(option: Option, ready: Date): Course {
  const start = startPoint(option);
  const points: CoursePoint[] = [{ km: 0, hours: 0, usd: 0, usdLow: 0, usdHigh: 0 }, start];
  const steps: CourseStep[] = [];
  let at = start;
  for (const leg of option.legs) {
    const before: CoursePoint = { ...at, hours: Math.max(at.hours, since(ready, leg.enter)) };
    const done = after(before, leg, ready);
    points.push(before);
    if (leg.kind !== "link") {
      points.push({ ...done, km: before.km });
      steps.push({
        id: leg.id,
        kind: leg.kind,
        from: leg.from,
        to: leg.to,
        name: leg.name,
        km: before.km,
        spent: leg.hours.p50,
        before,
        after: done,
      });
    }
    points.push(done);
    at = done;
  }
  return { points, steps, end: at };
}

function startPoint(option: Option): CoursePoint {
  const rest = (key: "typical" | "low" | "high") =>
    Math.max(0, option.costUsd[key] - option.legs.reduce((sum, leg) => sum + leg.costUsd[key], 0));
  return { km: 0, hours: 0, usd: rest("typical"), usdLow: rest("low"), usdHigh: rest("high") };
}

function after(before: CoursePoint, leg: Option["legs"][number], ready: Date): CoursePoint {
  return {
    km: before.km + leg.km,
    hours: Math.max(before.hours, since(ready, leg.leave)),
    usd: before.usd + leg.costUsd.typical,
    usdLow: before.usdLow + leg.costUsd.low,
    usdHigh: before.usdHigh + leg.costUsd.high,
  };
}

function since(ready: Date, instant: string): number {
  return (Date.parse(instant) - ready.getTime()) / MS_PER_HOUR;
}
