/** How a term that is written bare in JSON becomes a URI (CBV 2.0, 8.9, rule 16). */
export type Term =
  | "https://ref.gs1.org/cbv/BizStep-"
  | "https://ref.gs1.org/cbv/Disp-"
  | "https://ref.gs1.org/cbv/BTT-"
  | "https://ref.gs1.org/cbv/SDT-"
  | "https://ref.gs1.org/cbv/Comp-"
  | "https://gs1.org/voc/";

/** Shape of a property in the pre-hash string. */
export type Shape =
  | { readonly is: "text" }
  | { readonly is: "time" }
  | { readonly is: "term"; readonly of: Term }
  /** Children in their order, then the extensions. */
  | { readonly is: "parts"; readonly order: Order }
  /** Its name once, then the sorted members; each after a name of its own where it has one. */
  | { readonly is: "list"; readonly member: string; readonly shape: Shape };
export type Order = readonly (readonly [name: string, shape: Shape])[];

const text = { is: "text" } as const;
const time = { is: "time" } as const;
const term = (of: Term) => ({ is: "term", of }) as const;
const parts = (order: Order) => ({ is: "parts", order }) as const;
const list = (member: string, shape: Shape) => ({ is: "list", member, shape }) as const;
const all = (names: readonly string[]): Order => names.map((name) => [name, text] as const);

const epcs = list("epc", text);
const quantities = list("quantityElement", parts(all(["epcClass", "quantity", "uom"])));
const disposition = term("https://ref.gs1.org/cbv/Disp-");
/**
 * Type before value: the wording of rule 13 has it after, and so had the reference implementation until 2022; since
 * then it and the others have it before, as their vectors do.
 */
const typed = (name: string, of: Term): Shape =>
  list(
    "",
    parts([
      ["type", term(of)],
      [name, text],
    ]),
  );

const SENSOR_METADATA: Order = [
  ["time", time],
  ["startTime", time],
  ["endTime", time],
  ...all(["deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules"]),
];

const SENSOR_REPORT: Order = [
  ["type", term("https://gs1.org/voc/")],
  ["exception", term("https://gs1.org/voc/")],
  ...all(["deviceID", "deviceMetadata", "rawData", "dataProcessingMethod"]),
  ["time", time],
  ...all(["microorganism", "chemicalSubstance", "value"]),
  ["component", term("https://ref.gs1.org/cbv/Comp-")],
  ...all(["stringValue", "booleanValue", "hexBinaryValue", "uriValue", "minValue", "maxValue", "meanValue"]),
  ...all(["sDev", "percRank", "percValue", "uom", "coordinateReferenceSystem"]),
];

/** Canonical property order of all event types (CBV 2.0, 8.9). The event's type stands before, its extensions after. */
export const EVENT_ORDER: Order = [
  ["eventTime", time],
  ["eventTimeZoneOffset", text],
  ["epcList", epcs],
  ["parentID", text],
  ["inputEPCList", epcs],
  ["childEPCs", epcs],
  ["quantityList", quantities],
  ["childQuantityList", quantities],
  ["inputQuantityList", quantities],
  ["outputEPCList", epcs],
  ["outputQuantityList", quantities],
  ["action", text],
  ["transformationID", text],
  ["bizStep", term("https://ref.gs1.org/cbv/BizStep-")],
  ["disposition", disposition],
  [
    "persistentDisposition",
    parts([
      ["set", disposition],
      ["unset", disposition],
    ]),
  ],
  ["readPoint", parts([["id", text]])],
  ["bizLocation", parts([["id", text]])],
  ["bizTransactionList", typed("bizTransaction", "https://ref.gs1.org/cbv/BTT-")],
  ["sourceList", typed("source", "https://ref.gs1.org/cbv/SDT-")],
  ["destinationList", typed("destination", "https://ref.gs1.org/cbv/SDT-")],
  [
    "sensorElementList",
    list(
      "sensorElement",
      parts([
        ["sensorMetadata", parts(SENSOR_METADATA)],
        ["sensorReport", parts(SENSOR_REPORT)],
      ]),
    ),
  ],
  ["ilmd", parts([])],
];

/** What of an event says nothing about what happened, or only when and by whom it was stored or corrected. */
export const NOT_HASHED: ReadonlySet<string> = new Set([
  "@context",
  "type",
  "eventID",
  "recordTime",
  "errorDeclaration",
  "certificationInfo",
  "comment",
  "rdfs:comment",
]);
