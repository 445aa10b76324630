import { decimal } from "../amount.ts";
import type { Journey, Recorded } from "../journey.ts";
import { bodyOf, type Declared, declaredBefore, declaredIn, payloadAt } from "../recorded.ts";
import { declarationOf, equipment, guaranteeOf, moment, movementOf, operationOf } from "./etir-content.ts";
import type { EtirBody, EtirRequest } from "./etir-forms.ts";

/** What each request says; undefined for a body that does not have the form of its kind, and was refused for it. */
export const REQUEST_BODIES: {
  readonly [Code in EtirRequest]?: (recorded: Recorded, journey: Journey) => EtirBody<Code> | undefined;
} = {
  E1: (recorded) => {
    const body = bodyOf(recorded, "guarantee.register");
    return body && guaranteeOf(body);
  },
  E3: (recorded) => {
    const body = bodyOf(recorded, "guarantee.cancel");
    return body && { ObligationGuarantee: { ReferenceID: body.guarantee } };
  },
  I5: (recorded) => {
    const body = bodyOf(recorded, "guarantee.query");
    return body && { ObligationGuarantee: { ReferenceID: body.guarantee } };
  },
  I1: (recorded, journey) => {
    const body = bodyOf(recorded, "guarantee.accept");
    return (
      body && {
        Declaration: movementOf(body.movement, journey, recorded),
        ObligationGuarantee: { ReferenceID: body.guarantee },
        GuaranteeOffice: { ID: recorded.author },
      }
    );
  },
  E9: (recorded) => wholeDeclaration(declaredIn(recorded), recorded),
  E11: (recorded) => wholeDeclaration(declaredIn(recorded), recorded),
  E13: (recorded, journey) => {
    const body = bodyOf(recorded, "declaration.withdraw");
    return body && { Declaration: movementOf(body.movement, journey, recorded) };
  },
  I7: (recorded, journey) => {
    const body = bodyOf(recorded, "declaration.accept");
    if (!body) return undefined;
    const declared = declaredBefore({ journey, recorded });
    const { FunctionalReferenceID, TypeCode, ...rest } = declarationOf(
      body.movement,
      declared,
      payloadAt({ journey, recorded }),
    );
    const accepted = { ID: body.reference, TypeCode, AcceptanceDateTime: moment(recorded.at) };
    return { Declaration: { FunctionalReferenceID, ...accepted, ...rest } };
  },
  I9: (recorded, journey) => {
    const body = bodyOf(recorded, "operation.start");
    return (
      body && {
        Declaration: movementOf(body.movement, journey, recorded),
        TransitOperation: {
          ID: body.operation,
          SequenceNumeric: String(body.sequence),
          StartDateTime: moment(recorded.at),
          ...(body.until !== null && { LimitDateTime: body.until }),
          LiabilityAmount: decimal(body.liability),
          ...(body.voucher !== undefined && { VoucherNumeric: String(body.voucher) }),
          ...knowing(body),
          CustomsOffice: { ID: recorded.author },
        },
        TransportEquipment: equipment(body.seals),
      }
    );
  },
  I11: (recorded, journey) => {
    const body = bodyOf(recorded, "operation.terminate");
    return (
      body && {
        Declaration: movementOf(body.movement, journey, recorded),
        TransitOperation: {
          ...operationOf(body.sequence, { journey, recorded }),
          TerminationDateTime: moment(recorded.at),
          FinalIndicator: body.final ? "true" : "false",
          ...(body.reservation !== null && { Reservation: body.reservation }),
          ...knowing(body),
          CustomsOffice: { ID: recorded.author },
        },
        TransportEquipment: equipment(body.seals),
      }
    );
  },
  I13: (recorded, journey) => {
    const body = bodyOf(recorded, "operation.discharge");
    return (
      body && {
        Declaration: movementOf(body.movement, journey, recorded),
        TransitOperation: {
          ...operationOf(body.sequence, { journey, recorded }),
          DischargeDateTime: moment(recorded.at),
          ...knowing(body),
          CustomsOffice: { ID: recorded.author },
        },
      }
    );
  },
  I15: (recorded, journey) => {
    const body = bodyOf(recorded, "notice.advance");
    return (
      body && {
        Declaration: movementOf(body.movement, journey, recorded),
        CustomsOffice: { ID: body.office },
        ...(body.expected !== null && { ArrivalDateTime: body.expected }),
      }
    );
  },
  I17: (recorded, journey) => {
    const body = bodyOf(recorded, "operation.refuse");
    return (
      body && {
        Declaration: movementOf(body.movement, journey, recorded),
        TransitOperation: {
          ID: body.operation,
          SequenceNumeric: String(body.sequence),
          RefusalDateTime: moment(recorded.at),
          Reason: body.because,
          LegalBasis: body.article,
          CustomsOffice: { ID: recorded.author },
        },
      }
    );
  },
};

function wholeDeclaration(
  declared: Declared | undefined,
  { body, payload }: Recorded,
): EtirBody<"E9"> | undefined {
  return declared && { Declaration: declarationOf(String(body.movement), declared, payload) };
}

function knowing({ holderExcluded }: { readonly holderExcluded?: true | undefined }) {
  return holderExcluded ? { HolderExcludedIndicator: "true" as const } : {};
}
