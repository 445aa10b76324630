export { type AccessQuery, type AccessTarget, accessFor } from "./access-for.ts";
export { addDays, daysBetween } from "./calendar-date.ts";
export { checkNetwork } from "./check-network.ts";
export { closingHolidays, type DayWindow, hoursBasis } from "./closing-holidays.ts";
export type { CountryHolidays, DataKind } from "./data-kind.ts";
export { formatIssue, type Issue, NetworkError, type NetworkFault } from "./error.ts";
export { type CrossingMatch, findCrossing } from "./find-crossing.ts";
export { findPlace, type PlaceMatch, searchPlaces } from "./find-place.ts";
export { type GoodsClass, type GoodsFacts, goodsClasses } from "./goods-class.ts";
export { greatCircleKm, type Point } from "./great-circle.ts";
export { type ClosureEnd, closuresKnown, holdsOn, type KnownClosure, knownClosure } from "./known-closure.ts";
export { loadNetwork, shippedDataDir } from "./load-network.ts";
export type { Network, Origin } from "./network.ts";
export { alwaysOpen, type CalendarWindow, type Interval, openIntervals } from "./open-intervals.ts";
export { type NeededPaper, type PaperJourney, type PaperReason, papersNeeded } from "./papers-needed.ts";
export { AccessRule, Who } from "./schema/access.ts";
export {
  Basis,
  Country,
  Direction,
  Figure,
  Id,
  IsoDate,
  Mode,
  Quantiles,
  type Range,
  SourceId,
} from "./schema/basis.ts";
export { Calendar, CalendarPeriod, Holiday, Holidays, WeeklyHours } from "./schema/calendar.ts";
export { Cause, Closure, Scope } from "./schema/closure.ts";
export { Crossing, Fee, Observation } from "./schema/crossing.ts";
export { Indicator, Project } from "./schema/indicator.ts";
export { Journey } from "./schema/journey.ts";
export { Link, LinkCost } from "./schema/link.ts";
export { Paper } from "./schema/paper.ts";
export { Names, Place } from "./schema/place.ts";
export { Source, Sources } from "./schema/source.ts";
export { basisSources, type ClosureTarget, type State, type StateQuery, stateAt } from "./state-at.ts";
export { admitsTrucks, stopsTrucks, type Traffic } from "./stops-trucks.ts";
export { type UncertainHoliday, uncertainHolidays } from "./uncertain-holidays.ts";
export { unusedRecords } from "./unused-records.ts";
export { usableNetwork } from "./usable-network.ts";
