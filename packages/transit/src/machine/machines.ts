import type { Drawn, Table } from "./table.ts";

/** A guarantee, as one country's customs and its guarantor see it (eTIR code list 99: 201, 203 to 205). */
export type GuaranteeState = "registered" | "accepted" | "in-use" | "disputed" | "cancelled" | "closed";
export type GuaranteeStep = "accept" | "reject" | "use" | "cancel" | "dispute" | "settle" | "free" | "close";
export const GUARANTEE: Table<GuaranteeState, GuaranteeStep> = {
  registered: { accept: "accepted", reject: "registered", cancel: "cancelled", dispute: "disputed" },
  accepted: { use: "in-use", reject: "registered", free: "registered", dispute: "disputed" },
  "in-use": { use: "in-use", dispute: "disputed", free: "registered", close: "closed" },
  disputed: { use: "disputed", dispute: "disputed", settle: "in-use" },
  cancelled: {},
  closed: {},
};

/** The whole journey under one declaration (TIR Convention, Art. 1(a); NCTS departure states). */
export const MOVEMENT_STATES = [
  "lodged",
  "accepted",
  "under-control",
  "released",
  "in-transit",
  "between-operations",
  "suspended",
  "terminated",
  "terminated-with-reservation",
  "discharged",
  "not-discharged",
  "rejected",
  "withdrawn",
  "release-refused",
  "invalidated",
] as const;
export type MovementState = (typeof MOVEMENT_STATES)[number];
export type MovementStep =
  | "amend"
  | "reject"
  | "accept"
  | "withdraw"
  | "control"
  | "clear"
  | "refuse-release"
  | "release"
  | "start"
  | "leave"
  | "suspend"
  | "resume-in-transit"
  | "resume-between-operations"
  | "arrive"
  | "arrive-with-reservation"
  | "discharge"
  | "give-up"
  | "find-in-transit"
  | "find-between"
  | "clear-up"
  | "invalidate";
export const MOVEMENT: Table<MovementState, MovementStep> = {
  lodged: { amend: "lodged", reject: "rejected", accept: "accepted", withdraw: "withdrawn" },
  accepted: {
    control: "under-control",
    "refuse-release": "release-refused",
    release: "released",
    withdraw: "withdrawn",
  },
  // Once customs examine, a declaration is not withdrawn any more.
  "under-control": { control: "under-control", clear: "accepted", "refuse-release": "release-refused" },
  released: { start: "in-transit", invalidate: "invalidated" },
  "in-transit": {
    leave: "between-operations",
    suspend: "suspended",
    arrive: "terminated",
    "arrive-with-reservation": "terminated-with-reservation",
    "give-up": "not-discharged",
    invalidate: "invalidated",
  },
  "between-operations": {
    start: "in-transit",
    suspend: "suspended",
    "give-up": "not-discharged",
    invalidate: "invalidated",
  },
  suspended: {
    "resume-in-transit": "in-transit",
    "resume-between-operations": "between-operations",
    "give-up": "not-discharged",
    invalidate: "invalidated",
  },
  terminated: { discharge: "discharged", "give-up": "not-discharged" },
  "terminated-with-reservation": { discharge: "discharged", "give-up": "not-discharged" },
  "not-discharged": {
    "find-in-transit": "in-transit",
    "find-between": "between-operations",
    "clear-up": "discharged",
  },
  discharged: {},
  rejected: {},
  withdrawn: {},
  "release-refused": {},
  invalidated: {},
};

/** The part of a journey in one customs territory (TIR Convention, Art. 1(b) to (e)). */
export type OperationState =
  | "refused"
  | "started"
  | "suspended"
  | "terminated"
  | "terminated-with-reservation"
  | "discrepancy-open"
  | "discharged"
  | "not-discharged"
  | "invalidated";
export type OperationStep =
  | "suspend"
  | "resume"
  | "terminate"
  | "terminate-with-reservation"
  | "notify-discrepancy"
  | "resolve"
  | "resolve-with-reservation"
  | "discharge"
  | "give-up"
  | "find"
  | "find-ended"
  | "find-ended-with-reservation"
  | "clear-up"
  | "invalidate";
export const OPERATION: Table<OperationState, OperationStep> = {
  refused: {},
  started: {
    suspend: "suspended",
    terminate: "terminated",
    "terminate-with-reservation": "terminated-with-reservation",
    "give-up": "not-discharged",
    invalidate: "invalidated",
  },
  suspended: { resume: "started", "give-up": "not-discharged", invalidate: "invalidated" },
  terminated: {
    "notify-discrepancy": "discrepancy-open",
    discharge: "discharged",
    "give-up": "not-discharged",
    invalidate: "invalidated",
  },
  "terminated-with-reservation": {
    "notify-discrepancy": "discrepancy-open",
    discharge: "discharged",
    "give-up": "not-discharged",
    invalidate: "invalidated",
  },
  "discrepancy-open": {
    resolve: "terminated",
    "resolve-with-reservation": "terminated-with-reservation",
    "give-up": "not-discharged",
  },
  discharged: { "give-up": "not-discharged" },
  "not-discharged": {
    find: "started",
    "find-ended": "terminated",
    "find-ended-with-reservation": "terminated-with-reservation",
    "clear-up": "discharged",
  },
  invalidated: {},
};

/** A seal, customs, carrier's, electronic or navigation (TIR Convention, Arts. 19, 22, 24, 25). */
export type SealState = "affixed" | "broken" | "replaced" | "removed" | "alarmed" | "tampered";
export type SealStep =
  | "find-intact"
  | "break"
  | "replace"
  | "remove"
  | "alarm"
  | "clear-alarm"
  | "confirm-alarm";
export const SEAL: Table<SealState, SealStep> = {
  affixed: {
    "find-intact": "affixed",
    break: "broken",
    replace: "replaced",
    remove: "removed",
    alarm: "alarmed",
  },
  broken: { replace: "replaced", remove: "removed" },
  alarmed: { alarm: "alarmed", "clear-alarm": "affixed", "confirm-alarm": "tampered", break: "broken" },
  tampered: { replace: "replaced", remove: "removed" },
  replaced: {},
  removed: {},
};

/** Enquiry about an operation, and the claim that may follow (TIR Convention, Art. 11). */
export type RecoveryState =
  | "enquiry"
  | "holder-asked"
  | "located"
  | "not-located"
  | "notified"
  | "claimed"
  | "contested"
  | "decided"
  | "paid"
  | "refunded"
  | "rejected"
  | "ended";
export type RecoveryStep =
  | "open"
  | "ask-holder"
  | "hear-holder"
  | "locate"
  | "miss"
  | "notify"
  | "claim"
  | "contest"
  | "decide"
  | "pay"
  | "refund"
  | "reject"
  | "transfer"
  | "end";
export const RECOVERY: Table<RecoveryState, RecoveryStep> = {
  enquiry: { "ask-holder": "holder-asked", locate: "located", miss: "not-located", end: "ended" },
  "holder-asked": { "hear-holder": "enquiry", locate: "located", miss: "not-located", end: "ended" },
  located: { open: "enquiry", notify: "notified", end: "ended" },
  "not-located": { notify: "notified", transfer: "not-located", locate: "located", end: "ended" },
  notified: {
    claim: "claimed",
    decide: "notified",
    transfer: "notified",
    locate: "located",
    reject: "rejected",
    end: "ended",
  },
  claimed: {
    contest: "contested",
    decide: "decided",
    pay: "paid",
    reject: "rejected",
    locate: "located",
    end: "ended",
  },
  contested: { decide: "decided", pay: "paid", reject: "rejected", locate: "located", end: "ended" },
  decided: { claim: "claimed", pay: "paid", reject: "rejected", locate: "located", end: "ended" },
  paid: { refund: "refunded" },
  refunded: {},
  rejected: {},
  ended: {},
};

/** All five, as the documentation draws them. */
export const MACHINES: readonly Drawn[] = [
  { name: "Movement", begins: { lodge: "lodged", "open on paper": "released" }, table: MOVEMENT },
  { name: "Operation", begins: { start: "started", refuse: "refused" }, table: OPERATION },
  { name: "Guarantee", begins: { register: "registered" }, table: GUARANTEE },
  { name: "Seal", begins: { affix: "affixed" }, table: SEAL },
  { name: "Enquiry and claim", begins: { open: "enquiry", notify: "notified" }, table: RECOVERY },
];
