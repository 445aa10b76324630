import { type RightsState, rightsMachine } from "@rahdari/ledger";
import { Map as ImmutableMap } from "immutable";
import type {
  GuaranteeState,
  MovementState,
  OperationState,
  RecoveryState,
  SealState,
} from "../machine/machines.ts";
import type { Body } from "../message/messages.ts";
import type { FurtherOffice, Leg, Vehicle } from "../message/values.ts";

/** Milliseconds since 1970. */
type Ms = number;

export type Guarantee = Omit<Body<"guarantee.register">, "guarantee"> & {
  readonly id: string;
  readonly state: GuaranteeState;
  /** Movements that rely on it now. */
  readonly relying: number;
  /** Movements that began under it and rely on it no more. */
  readonly journeysDone: number;
  /** Operations for which its guarantor was notified and nothing is settled. */
  readonly disputes: number;
  /** Index of the entry that registered it, and of the last one that changed its state. */
  readonly registeredAt: number;
  readonly at: number;
};

export type Seal = {
  readonly id: string;
  readonly movement: string;
  readonly type: Body<"seal.affix">["type"];
  readonly by: string;
  readonly state: SealState;
  readonly at: number;
};

/** Enquiry about one operation, and the claim after it. */
export type Recovery = {
  readonly state: RecoveryState;
  /** Territory whose customs enquire and claim: that of the operation, or one that it was handed to. */
  readonly competent: string;
  /** When the ledger took in that non-discharge was notified, and whether for fraud; null before. */
  readonly notified: { readonly at: Ms; readonly fraud: boolean } | null;
  /** Whether the guarantee counts it among its disputes. */
  readonly disputed: boolean;
  readonly claimed: { readonly at: Ms; readonly amount: number; readonly debtorAsked: string | null } | null;
  /** Day on which a court's decision became enforceable. */
  readonly enforceableOn: string | null;
  readonly paidAt: Ms | null;
  readonly at: number;
};

export type Operation = {
  readonly id: string;
  readonly sequence: number;
  readonly territory: string;
  /** Office that started or refused it. */
  readonly by: string;
  readonly state: OperationState;
  readonly startedAt: Ms;
  readonly seals: readonly string[];
  /** Time limit; null for none. */
  readonly until: Ms | null;
  readonly extended: boolean;
  /** What is reserved of the guarantee for it; empty once given back or paid. */
  readonly liabilities: readonly { readonly reservation: string; readonly amount: number }[];
  readonly terminated: {
    readonly by: string;
    readonly at: Ms;
    readonly seals: readonly string[];
    readonly final: boolean;
    readonly reservation: string | null;
  } | null;
  readonly discharged: { readonly by: string; readonly at: Ms } | null;
  readonly refusal: { readonly because: string; readonly article: string } | null;
  readonly recovery: Recovery | null;
  /** Index of the entry that recorded it, and of the last one about it. */
  readonly recordedAt: number;
  readonly at: number;
};

export type Incident = Omit<Body<"incident.report">, "movement" | "incident"> & {
  readonly id: string;
  readonly endorsedBy: string | null;
  readonly at: number;
};

export type Movement = {
  readonly id: string;
  readonly state: MovementState;
  readonly holder: string;
  readonly regime: Body<"declaration.lodge">["regime"];
  readonly guarantee: string;
  readonly legs: readonly Leg[];
  readonly furtherOffices: readonly FurtherOffice[];
  readonly vehicle: Vehicle;
  readonly permits: readonly string[];
  readonly readings: Readonly<Record<string, string>>;
  readonly navigationSeal: boolean;
  readonly reference: string | null;
  readonly commit: string | null;
  /** When it was accepted: the Convention's clocks of the country of departure start here. */
  readonly acceptedAt: Ms | null;
  readonly operations: readonly Operation[];
  /** Which leg it is in, or comes to next. */
  readonly leg: number;
  /** Seals that are on it, in the order they came. */
  readonly seals: readonly string[];
  readonly incidents: readonly Incident[];
  readonly suspended: {
    readonly since: Ms;
    readonly from: "in-transit" | "between-operations";
    readonly because: Body<"transport.suspend">["because"];
    readonly tolls: boolean;
    readonly by: string;
  } | null;
  /** When it was resumed last: no office dates another act before that. */
  readonly resumedAt: Ms | null;
  /** Another way that is asked for, and the leg from which on it is to replace those declared. */
  readonly diversion: {
    readonly legs: readonly Leg[];
    readonly leg: number;
    readonly by: string;
    readonly because: string;
  } | null;
  readonly presented: boolean;
  /** Whether the last control at departure was not satisfactory: only another one clears it. */
  readonly controlFailed: boolean;
  readonly guaranteeAccepted: boolean;
  readonly fallback: string | null;
  readonly lodgedAt: number;
  readonly at: number;
};

export type Fallback = {
  readonly movement: string;
  readonly office: string;
  /** Kinds with what they concern that were captured already, so that a paper entered twice is found. */
  readonly captured: readonly string[];
};

/** Who may be a holder, and where not. */
export type Holder = {
  /** The state that its number names: its authority authorises it for all, and may take that back. */
  readonly home: string;
  /** What that authority says; null while it has said nothing, as one that is no member never does. */
  readonly authorised: boolean | null;
  /** Members that take it for their own territory, where its own authority has said nothing. */
  readonly admittedBy: readonly string[];
  /** Members that excluded it from their own territory (TIR Convention, Art. 38). */
  readonly excludedBy: readonly string[];
};

export type Guarantor = {
  readonly home: string;
  /** Day from which it is authorised no more, UTC; null while nothing is decided. */
  readonly revokedFrom: string | null;
};

/** Requests between offices, auditors and guarantors that wait for an answer, or have one. */
export type Request = {
  readonly about: string;
  readonly by: string;
  /** Office, or member with any of its offices, that is to answer. */
  readonly to: string;
  readonly at: number;
  readonly answered: number | null;
};

/**
 * All that is known of transit on one ledger. A value: an act gives a new one. Index of an entry: where in the
 * ledger it stands, so that whoever reads the state can ask for the proof.
 */
export type TransitState = {
  /** Guarantee amounts, vouchers and permits: the ledger's scarce rights. */
  readonly rights: RightsState;
  readonly holders: ImmutableMap<string, Holder>;
  readonly guarantors: ImmutableMap<string, Guarantor>;
  readonly guarantees: ImmutableMap<string, Guarantee>;
  readonly movements: ImmutableMap<string, Movement>;
  /** Movement by the reference that customs gave it. */
  readonly references: ImmutableMap<string, string>;
  /** Movements by the permit, a reservation on the ledger, that they were accepted with. */
  readonly permits: ImmutableMap<string, readonly string[]>;
  /** Movement by the number of each operation ever recorded. */
  readonly operations: ImmutableMap<string, string>;
  readonly seals: ImmutableMap<string, Seal>;
  readonly fallbacks: ImmutableMap<string, Fallback>;
  /** Outages that offices reported: since when, until when. */
  readonly outages: ImmutableMap<string, readonly { readonly from: Ms; readonly until: Ms | null }[]>;
  readonly requests: ImmutableMap<string, Request>;
};

export const NO_TRANSIT: TransitState = {
  rights: rightsMachine.initial,
  holders: ImmutableMap(),
  guarantors: ImmutableMap(),
  guarantees: ImmutableMap(),
  movements: ImmutableMap(),
  references: ImmutableMap(),
  permits: ImmutableMap(),
  operations: ImmutableMap(),
  seals: ImmutableMap(),
  fallbacks: ImmutableMap(),
  outages: ImmutableMap(),
  requests: ImmutableMap(),
};

export function withMovement(state: TransitState, movement: Movement): TransitState {
  return { ...state, movements: state.movements.set(movement.id, movement) };
}

export function withOperation(movement: Movement, operation: Operation): Movement {
  const others = movement.operations.filter(({ sequence }) => sequence !== operation.sequence);
  const operations = [...others, operation].toSorted((a, b) => a.sequence - b.sequence);
  return { ...movement, operations, at: operation.at };
}

/** The last operation that was started, refusals passed over. */
export function lastStarted({ operations }: Movement): Operation | undefined {
  return operations.findLast(({ state }) => state !== "refused");
}

/** The operation that a movement is in. */
export function openOperation({ operations }: Movement): Operation | undefined {
  return operations.find(isUnderWay);
}

/** The guarantee of a movement that was accepted: it was known then, and none is ever forgotten. */
export function guaranteeOf({ guarantees }: Pick<TransitState, "guarantees">, movement: Movement): Guarantee {
  const guarantee = guarantees.get(movement.guarantee);
  if (!guarantee) throw new Error(`movement ${movement.id} was accepted without its guarantee`);
  return guarantee;
}

/** Started, and not terminated: also while it is suspended. */
export function isUnderWay({ state }: Pick<Operation, "state">): boolean {
  return state === "started" || state === "suspended";
}

/** An enquiry is open, and the holder asked or not. */
export function isEnquired({ state }: Pick<Recovery, "state">): boolean {
  return state === "enquiry" || state === "holder-asked";
}
