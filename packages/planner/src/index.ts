export { Message, PlanAnswer, type Leg, type Option, type Rejected } from "./answer.ts";
export { makeContext, type PlanContext } from "./context.ts";
export { dataOutlook } from "./data-outlook.ts";
export { PlanError, type PlanErrorCode, type PlanIssue } from "./errors.ts";
export type { ClosureQuery, CrossingOutlook, Window } from "./outlook.ts";
export { plan, type PlanOptions } from "./plan.ts";
export { Goods, PlanRequest, type PlanRequestInput, Unit } from "./request.ts";
