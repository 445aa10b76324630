import { dayOf } from "@rahdari/transit";
import { ExchangeError } from "../exchange-error.ts";
import { bodyOf, declaredAt } from "../recorded.ts";
import { group, leaf, type XmlNode } from "../xml/element.ts";
import {
  acceptanceDate,
  type Context,
  departureNode,
  eitherNumber,
  holderNode,
  lrnNode,
  momentAt,
  mrnNode,
  partyNumber,
  remarkNode,
} from "./context.ts";
import { isGrn } from "./guarantee-node.ts";
import { release } from "./holder-messages.ts";

// What the office of departure answers: 004, 009, 028, 029, 051, 055, 060, 928.

/** CC928C, positive acknowledgement of a declaration. */
export function acknowledgement(context: Context): (XmlNode | undefined)[] {
  return [group("TransitOperation", [lrnNode(context)]), departureNode(context), holderNode(context)];
}

/** CC004C: an amendment is accepted when the ledger takes it in. */
export function amendmentAcceptance(context: Context): (XmlNode | undefined)[] {
  const { at, received } = context.recorded;
  return [
    group("TransitOperation", [
      eitherNumber(context),
      leaf("amendmentSubmissionDateAndTime", momentAt(at)),
      leaf("amendmentAcceptanceDateAndTime", momentAt(received)),
    ]),
    departureNode(context),
    holderNode(context),
  ];
}

/** CC028C, the MRN that was allocated. */
export function allocation(context: Context): (XmlNode | undefined)[] {
  return [
    group("TransitOperation", [lrnNode(context), mrnNode(context), acceptanceDate(context)]),
    departureNode(context),
    holderNode(context),
  ];
}

/** CC060C; type 0, a control is decided. */
export function controlDecision(context: Context): (XmlNode | undefined)[] {
  const types = bodyOf(context.recorded, "control.decide")?.types ?? [];
  return [
    group("TransitOperation", [
      eitherNumber(context),
      leaf("controlNotificationDateAndTime", momentAt(context.recorded.at)),
      leaf("notificationType", 0),
    ]),
    departureNode(context),
    holderNode(context),
    ...types.map((type, i) => group("TypeOfControls", [leaf("sequenceNumber", i + 1), leaf("type", type)])),
  ];
}

/** CC029C, release for transit. */
export function releaseForTransit(context: Context): (XmlNode | undefined)[] {
  const { at } = context.recorded;
  return release(context, acceptanceDate(context), leaf("releaseDate", dayOf(at)));
}

/** CC051C, no release. The list NoReleaseMotivation is not open: ZZ, and the reason with its article as text. */
export function noRelease(context: Context): (XmlNode | undefined)[] {
  const { journey, recorded, gaps } = context;
  const body = bodyOf(recorded, "release.refuse");
  const lodged = journey.messages.find(({ kind, rejection }) => kind === "declaration.lodge" && !rejection);
  gaps.push({
    kind: "assumed",
    path: "TransitOperation/noReleaseMotivationCode",
    text: "ZZ, for the list of codes is not open",
  });
  return [
    group("TransitOperation", [
      mrnNode(context),
      leaf("declarationSubmissionDateAndTime", momentAt((lodged ?? recorded).at)),
      leaf("noReleaseMotivationCode", "ZZ"),
      remarkNode("noReleaseMotivationText", body ? `${body.because} (${body.article})` : "-", context),
    ]),
    departureNode(context),
    holderNode(context),
  ];
}

/**
 * CC055C, guarantee not valid. NCTS sends it after acceptance and for a guarantee with a GRN; our offices check the
 * guarantee before, and a carnet has none. Throws ExchangeError `lacking` then.
 */
export function guaranteeNotValid(context: Context): (XmlNode | undefined)[] {
  const body = bodyOf(context.recorded, "guarantee.reject");
  const { holder } = declaredAt(context);
  if (!body || !isGrn(body.guarantee))
    throw new ExchangeError({
      code: "lacking",
      format: "ncts",
      what: "a GRN of the guarantee",
      remedy: `${body?.guarantee ?? "it"} is none; a carnet or a guarantee of another form cannot be named`,
    });
  return [
    group("TransitOperation", [mrnNode(context), acceptanceDate(context)]),
    departureNode(context),
    partyNumber("HolderOfTheTransitProcedure", "identificationNumber", holder, context),
    group("GuaranteeReference", [
      leaf("sequenceNumber", 1),
      leaf("GRN", body.guarantee),
      group("InvalidGuaranteeReason", [leaf("sequenceNumber", 1), leaf("code", body.reason)]),
    ]),
  ];
}

/** CC009C, decision on invalidation: of the holder's request, or of customs by themselves. */
export function invalidation(context: Context): (XmlNode | undefined)[] {
  const { at, received } = context.recorded;
  const byCustoms = bodyOf(context.recorded, "movement.invalidate");
  return [
    group("TransitOperation", [eitherNumber(context)]),
    group("Invalidation", [
      byCustoms ? undefined : leaf("requestDateAndTime", momentAt(at)),
      leaf("decisionDateAndTime", momentAt(byCustoms ? at : received)),
      leaf("decision", 1),
      leaf("initiatedByCustoms", byCustoms ? 1 : 0),
      remarkNode("justification", byCustoms?.because ?? null, context),
    ]),
    departureNode(context),
    holderNode(context),
  ];
}
