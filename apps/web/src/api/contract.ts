import type {
  ClaimReport,
  CrossingHit,
  CrossingReport,
  Geometry,
  NetworkPlace,
  NetworkView,
  PlaceHit,
  PlanAnswer,
  PlanRequestInput,
} from "@rahdari/api";

// The page's words for the parts of the interface; their shapes are those of @rahdari/api.
export type { ClaimReport, CrossingReport, Geometry, NetworkPlace, PlaceHit, PlanAnswer, PlanRequestInput };
export type CrossingWay = CrossingReport["ways"][number];
export type ClaimPair = ClaimReport["pairs"][number];
export type Option = PlanAnswer["options"][number];
export type Leg = Option["legs"][number];
export type DocumentItem = Option["documents"][number];
export type ClosureState = Option["closures"][number];
export type World = Option["worlds"][number];
export type Decision = Option["decisions"][number];
export type Rejected = PlanAnswer["rejected"][number];
export type Message = PlanAnswer["warnings"][number];
export type BasisKind = Leg["basis"];
export type Mode = Leg["mode"];
export type Network = NetworkView;
export type NetworkCrossing = CrossingHit;
export type CrossingState = CrossingHit["state"];
export type SourceRecord = Network["sources"][string];
/** How a drawn line came about: traced, drawn by hand, straight over the globe, or a sea lane. */
export type LineBasis = Geometry["features"][number]["properties"]["basis"];
