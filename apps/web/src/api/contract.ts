import type { ClaimReport, PlanAnswer, PlanRequestInput } from "@rahdari/planner";

export type { ClaimReport, PlanAnswer, PlanRequestInput };
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

/** How a drawn line came about: traced, drawn by hand, straight over the globe, or a sea lane. */
export type LineBasis = "osm" | "drawn" | "great-circle" | "sea";
export type CrossingState = "open" | "shut" | "restricted" | "unknown";

export interface PlaceHit {
  readonly id: string;
  readonly name: string;
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly country: string;
  readonly kind: string;
  readonly unlocode?: string | null;
  readonly lat: number;
  readonly lon: number;
}

export interface NetworkPlace extends PlaceHit {
  /** IANA zone of the place's offices. */
  readonly zone: string;
}

export interface NetworkCrossing {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly countries: readonly string[];
  readonly state: CrossingState;
  /** Day of the last confirmation, null where none is known. */
  readonly confirmed: string | null;
  readonly sources: readonly string[];
}

interface NetworkLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly mode: Mode;
  readonly basis: string;
}

export interface SourceRecord {
  readonly url?: string;
  readonly note?: string;
  readonly date?: string;
}

export interface Network {
  readonly places: readonly NetworkPlace[];
  readonly links: readonly NetworkLink[];
  readonly crossings: readonly NetworkCrossing[];
  readonly sources: Readonly<Record<string, SourceRecord>>;
}

interface LineProperties {
  readonly link: string;
  readonly basis: LineBasis;
}
export type Geometry = GeoJSON.FeatureCollection<
  GeoJSON.LineString | GeoJSON.MultiLineString,
  LineProperties
>;
