import {
  type Json,
  type PlacedEvent,
  rejected,
  rightsMachine,
  type StateMachine,
  type Verdict,
} from "@rahdari/ledger";
import { Map as ImmutableMap } from "immutable";
import { type Act, LONGEST_AWAY, type Said } from "./act/act.ts";
import * as claim from "./act/claim-acts.ts";
import * as declaration from "./act/declaration-acts.ts";
import * as enquiry from "./act/enquiry-acts.ts";
import * as fallback from "./act/fallback-acts.ts";
import * as guarantee from "./act/guarantee-acts.ts";
import * as holder from "./act/holder-acts.ts";
import { AMOUNT } from "./act/liability.ts";
import * as liability from "./act/liability-acts.ts";
import * as operation from "./act/operation-acts.ts";
import { permitRightFault } from "./act/permits.ts";
import * as request from "./act/request-acts.ts";
import * as seal from "./act/seal-acts.ts";
import * as way from "./act/way-acts.ts";
import { refuse } from "./code/fault.ts";
import { malformed } from "./message/malformed.ts";
import { BODIES, isKind, type Kind } from "./message/messages.ts";
import type { Regimes } from "./regime/regime.ts";
import { NO_TRANSIT, type TransitState } from "./state/transit-state.ts";

/** How far an office's clock may run ahead of the ledger's, milliseconds: as far as nodes allow each other. */
const CLOCK_TOLERANCE = 5 * 60_000;

type Acts = { readonly [K in Exclude<Kind, "fallback.capture">]: Act<K> };

const ACTS: Acts = {
  "holder.authorise": holder.authoriseHolder,
  "holder.exclude": holder.excludeHolder,
  "guarantor.authorise": holder.authoriseGuarantor,
  "guarantor.revoke": holder.revokeGuarantor,
  "guarantee.register": guarantee.registerGuarantee,
  "guarantee.cancel": guarantee.cancelGuarantee,
  "guarantee.accept": guarantee.acceptGuarantee,
  "guarantee.reject": guarantee.rejectGuarantee,
  "guarantee.query": request.queryGuarantee,
  "guarantee.result": request.answerQuery,
  "liability.reserve": liability.reserve,
  "liability.release": liability.giveBack,
  "declaration.lodge": declaration.lodge,
  "declaration.amend": declaration.amend,
  "declaration.withdraw": declaration.withdraw,
  "declaration.present": declaration.present,
  "declaration.reject": declaration.reject,
  "declaration.accept": declaration.accept,
  "control.decide": declaration.decideControl,
  "control.result": declaration.tellControl,
  "release.grant": declaration.release,
  "release.refuse": declaration.refuseRelease,
  "movement.invalidate": declaration.invalidate,
  "notice.advance": declaration.adviseOffice,
  "operation.start": operation.start,
  "operation.refuse": operation.refuseStart,
  "operation.extend": operation.extend,
  "operation.terminate": operation.terminate,
  "operation.discharge": operation.discharge,
  "seal.affix": seal.affix,
  "seal.check": seal.check,
  "seal.break": seal.breakSeal,
  "seal.replace": seal.replace,
  "seal.remove": seal.remove,
  "seal.alarm": seal.alarm,
  "seal.investigate": seal.investigate,
  "incident.report": way.reportIncident,
  "incident.endorse": way.endorseIncident,
  "diversion.request": way.askDiversion,
  "diversion.decide": way.decideDiversion,
  "diversion.forward": way.forwardArrival,
  "transport.suspend": way.suspend,
  "transport.resume": way.resume,
  "discrepancy.notify": enquiry.notifyDiscrepancy,
  "discrepancy.resolve": enquiry.resolveDiscrepancy,
  "enquiry.open": enquiry.openEnquiry,
  "enquiry.ask": enquiry.askHolder,
  "enquiry.hear": enquiry.hearHolder,
  "enquiry.answer": enquiry.answerEnquiry,
  "enquiry.close": enquiry.closeEnquiry,
  "claim.notify": claim.notify,
  "claim.lodge": claim.claim,
  "claim.contest": claim.contest,
  "claim.decide": claim.decide,
  "claim.pay": claim.pay,
  "claim.reject": claim.rejectClaim,
  "claim.refund": claim.refund,
  "claim.end": claim.endClaim,
  "claim.transfer": claim.transfer,
  "fallback.open": fallback.openFallback,
  "node.unavailable": fallback.sayUnavailable,
  "node.available": fallback.sayAvailable,
  "status.request": request.askStatus,
  "status.reply": request.tellStatus,
  "reconcile.request": request.askReconciliation,
  "reconcile.reply": request.reconcile,
};

/** Name of the machine with its version, as charters have it. */
export const TRANSIT = "transit/1";

/**
 * Transit on a shared ledger: messages of offices in, the state of movements, operations, guarantees, seals and
 * claims out. Permits and vouchers are the ledger's scarce rights beside it; amounts of guarantees are such rights
 * too, and only the acts of transit move them.
 */
export function transitMachine(regimes: Regimes): StateMachine<TransitState> {
  return {
    name: TRANSIT,
    initial: NO_TRANSIT,
    apply: (state, event) =>
      event.kind.startsWith("right.") ? right(state, event, regimes) : take(state, event, regimes),
    toJson,
    fromJson,
  };
}

function take(state: TransitState, event: PlacedEvent, regimes: Regimes): Verdict<TransitState> {
  const { kind } = event;
  if (!isKind(kind)) return rejected("kind/unknown");
  const body = BODIES[kind].safeParse(event.body, { reportInput: true });
  if (!body.success) return { rejection: malformed(body.error, kind) };
  if (event.at > event.received + CLOCK_TOLERANCE) return refuse("hour/in-future");
  if (event.at < event.received - LONGEST_AWAY) return refuse("hour/too-old");
  const said = { body: body.data, event, at: event.at, paper: null } as Said<Kind>;
  return perform(state, said, kind, regimes);
}

function perform(state: TransitState, said: Said<Kind>, kind: Kind, regimes: Regimes): Verdict<TransitState> {
  if (kind === "fallback.capture")
    return fallback.capture(state, said as Said<"fallback.capture">, (now, inner, act) =>
      perform(now, inner, act, regimes),
    );
  return (ACTS[kind] as Act<Kind>)(state, said, regimes);
}

/** Permits, vouchers and leases. Amounts of guarantees are moved by operations and claims alone. */
function right(state: TransitState, event: PlacedEvent, regimes: Regimes): Verdict<TransitState> {
  const { right: id, reservation, lease, kind } = event.body;
  const isAmount = [id, reservation, lease].some(
    (name) => typeof name === "string" && name.startsWith(AMOUNT),
  );
  if (isAmount || kind === "guarantee") return refuse("office/not-concerned");
  const fault = permitRightFault(state, event, regimes);
  if (fault) return { rejection: fault };
  const verdict = rightsMachine.apply(state.rights, event);
  return "state" in verdict ? { state: { ...state, rights: verdict.state } } : verdict;
}

type Maps = Omit<TransitState, "rights">;
/** All of them: one that was left out would be lost when a state is saved. */
const MAPS = Object.keys({
  holders: true,
  guarantors: true,
  guarantees: true,
  movements: true,
  references: true,
  permits: true,
  operations: true,
  seals: true,
  fallbacks: true,
  outages: true,
  requests: true,
} satisfies Record<keyof Maps, true>) as (keyof Maps)[];

function toJson(state: TransitState): Json {
  const maps = MAPS.map((name) => [name, [...state[name].entries()]]);
  return { rights: rightsMachine.toJson(state.rights), ...Object.fromEntries(maps) } as Json;
}

function fromJson(json: Json): TransitState {
  const file = json as unknown as Record<keyof Maps, [string, never][]> & { readonly rights: Json };
  const maps = MAPS.map((name) => [name, ImmutableMap(file[name])]);
  return { rights: rightsMachine.fromJson(file.rights), ...Object.fromEntries(maps) } as TransitState;
}
