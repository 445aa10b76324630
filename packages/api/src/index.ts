export { type ApiClient, type ApiOptions, apiClient, type Call } from "./client.ts";
export { type FailureKind, type FieldProblem, failureOf, RequestFailure } from "./failure.ts";
export { API_VERSION, PATHS, TRANSIT_PATHS } from "./paths.ts";
export { PROBLEMS, Problem, type ProblemCode, ProblemIssue } from "./problem.ts";
export { CrossingHit, CrossingQuery, CrossingReport, CrossingsView } from "./schema/crossing.ts";
export { Geometry } from "./schema/geometry.ts";
export { Health } from "./schema/health.ts";
export { AsOfQuery, NetworkLink, NetworkView } from "./schema/network-view.ts";
export { NetworkPlace, PlaceDetail, PlaceHit, PlacesFound, PlacesQuery } from "./schema/place.ts";
export {
  FORMATS,
  type Format,
  PlanAnswer,
  PlanQuery,
  PlanRequest,
  type PlanRequestInput,
} from "./schema/plan.ts";
export { BacktestReport, ClaimReport, STUDY_FORMATS, type StudyFormat, StudyQuery } from "./schema/study.ts";
export { ImportedNcts, ImportQuery, XmlMessages } from "./schema/transit/format.ts";
export {
  LedgerMessage,
  LedgerMessages,
  MESSAGE_GROUPS,
  type MessageGroup,
  type MessageIn,
  MessageStated,
} from "./schema/transit/message.ts";
export {
  BroughtPayload,
  GuaranteeView,
  MovementDetail,
  MovementSummary,
  MovementsFound,
  MovementsQuery,
  PageQuery,
  PayloadView,
  QueueQuery,
  QueueView,
} from "./schema/transit/movement.ts";
export { EntryIndex } from "./schema/transit/query.ts";
export {
  AboutTransit,
  GivenHook,
  GivenKey,
  HookScope,
  HooksView,
  HookView,
  KeysView,
  NewHook,
  NewKey,
} from "./schema/transit/service.ts";
