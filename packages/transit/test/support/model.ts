import type { JsonObject } from "@rahdari/ledger";

// What a customs officer would say may not be, written down apart from the state machine: no table, no code of its.

type Leg = { readonly from: string; readonly to: string };
type Own = {
  legs: readonly Leg[];
  guarantee: string;
  phase: "lodged" | "accepted" | "released" | "gone" | "over";
  /** Operations begun or refused, in their order. */
  operations: {
    open: boolean;
    terminated: boolean;
    discharged: boolean;
    refused: boolean;
    givenUp: boolean;
    reserved: number;
    notified: number | null;
    claimed: number | null;
    paid: boolean;
  }[];
  suspended: boolean;
};

const MONTH = 28 * 86_400_000;

/** The little that is remembered of what was accepted, and what must not be accepted after it. */
export class Model {
  readonly movements = new Map<string, Own>();
  readonly seals = new Set<string>();
  /** Cents that were paid of a guarantee. */
  readonly spent = new Map<string, number>();

  /** Why a message that the machine accepted should not have been; undefined where nothing speaks against it. */
  wrong(kind: string, body: JsonObject, author: string, at: number, regime: string): string | undefined {
    const own = this.movements.get(String(body.movement));
    if (kind === "declaration.lodge") return own ? "lodged twice" : undefined;
    if (!own) return "about nothing";
    const operation = own.operations[Number(body.sequence) - 1];
    const open = own.operations.find((one) => one.open);
    const isDeparture = author === own.legs[0]?.from;
    switch (kind) {
      case "declaration.accept":
        return own.phase === "lodged" && isDeparture ? undefined : "accepted out of turn";
      case "release.grant":
        return own.phase === "accepted" && isDeparture ? undefined : "released out of turn";
      case "operation.start":
      case "operation.refuse":
        if (own.phase !== "released" && own.phase !== "gone") return "begun without release";
        if (own.suspended) return "begun while suspended";
        if (open) return "two operations open";
        return Number(body.sequence) === own.operations.length + 1 ? undefined : "out of sequence";
      case "operation.terminate":
        if (own.suspended) return "terminated while suspended";
        return operation?.open === true ? undefined : "terminated what is not open";
      case "operation.discharge":
        if (!operation?.terminated) return "discharged without termination";
        if (operation.paid) return "discharged after payment";
        return operation.discharged ? "discharged twice" : undefined;
      case "seal.affix":
        return this.seals.has(String(body.seal)) ? "a seal twice" : undefined;
      case "claim.notify":
        if (operation?.discharged && body.fraud !== true) return "notified after discharge";
        return body.fraud === true && !operation?.terminated ? "fraud without a certificate" : undefined;
      case "claim.lodge":
        if (operation?.notified == null) return "claimed without notice";
        return regime === "tir" && at < operation.notified + MONTH ? "claimed within a month" : undefined;
      case "claim.pay":
        return operation?.claimed == null || operation.paid ? "paid what is not claimed" : undefined;
      case "claim.refund":
        return operation?.paid ? undefined : "paid back what was not paid";
      case "movement.invalidate":
        return own.operations.some(({ paid }) => paid) ? "invalidated after payment" : undefined;
      default:
        return undefined;
    }
  }

  /** Remembers what was accepted. */
  learn(kind: string, body: JsonObject, at: number): void {
    const id = String(body.movement);
    if (kind === "declaration.lodge") {
      const { legs, guarantee } = body as { legs: unknown; guarantee: string };
      const begun = {
        legs: legs as Leg[],
        guarantee,
        phase: "lodged" as const,
        operations: [],
        suspended: false,
      };
      this.movements.set(id, begun);
      return;
    }
    const own = this.movements.get(id);
    const operation = own?.operations[Number(body.sequence) - 1];
    if (kind === "seal.affix") this.seals.add(String(body.seal));
    if (!own) return;
    if (kind === "declaration.accept") own.phase = "accepted";
    if (kind === "declaration.withdraw" || kind === "movement.invalidate") own.phase = "over";
    if (kind === "release.grant") own.phase = "released";
    if (kind === "transport.suspend") own.suspended = true;
    if (kind === "transport.resume") own.suspended = false;
    if (kind === "operation.start" || kind === "operation.refuse") {
      const isStart = kind === "operation.start";
      if (isStart) own.phase = "gone";
      own.operations.push({
        open: isStart,
        terminated: false,
        discharged: false,
        refused: !isStart,
        givenUp: false,
        reserved: Number(body.liability ?? 0),
        notified: null,
        claimed: null,
        paid: false,
      });
    }
    if (!operation) return;
    if (kind === "operation.terminate") Object.assign(operation, { open: false, terminated: true });
    if (kind === "operation.discharge") operation.discharged = true;
    const isLost = (kind === "enquiry.close" && body.located === false) || kind === "claim.notify";
    if (isLost && operation.open) {
      Object.assign(operation, { open: false, givenUp: true });
      own.suspended = false;
    }
    if (kind === "claim.notify") Object.assign(operation, { notified: at, discharged: false });
    if (kind === "enquiry.close" && body.located === true && operation.givenUp)
      Object.assign(operation, { open: true, givenUp: false, notified: null, claimed: null });
    if (kind === "claim.lodge") operation.claimed = Number(body.amount);
    if (kind === "claim.pay") operation.paid = true;
    if (kind === "claim.refund") operation.paid = false;
  }
}
