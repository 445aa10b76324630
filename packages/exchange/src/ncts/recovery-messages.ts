import { dayOf } from "@rahdari/transit";
import { decimal } from "../amount.ts";
import { ExchangeError } from "../exchange-error.ts";
import { bodyOf, guaranteeAt } from "../recorded.ts";
import { group, leaf, type XmlNode } from "../xml/element.ts";
import {
  acceptanceDate,
  type Context,
  departureNode,
  holderNode,
  mrnNode,
  officeNode,
  partyNumber,
} from "./context.ts";

// What the guarantor and the holder are told of a claim: 023, 035. NCTS knows one office of recovery, at departure; a
// claim of ours is of whichever country the operation was in, and its office is named there.

/** CC023C, notification of the guarantor: non-discharge (TIR Convention, Art. 11(1)). */
export function guarantorNotification(context: Context): (XmlNode | undefined)[] {
  const { recorded } = context;
  const body = bodyOf(recorded, "claim.notify");
  const text = `Operation ${body?.sequence ?? "-"} is not discharged${body?.fraud ? "; the certificate of termination was obtained by fraud" : ""}`;
  return [
    ...recoveryHead(context),
    holderNode(context),
    guarantorNode(context),
    group("GuarantorNotification", [
      leaf("guarantorNotificationDate", dayOf(recorded.at)),
      leaf("guarantorNotificationText", text),
    ]),
  ];
}

/** CC035C, recovery notification. Throws ExchangeError `lacking` where the guarantee, and so the currency, is unknown. */
export function recoveryNotification(context: Context): (XmlNode | undefined)[] {
  const { recorded } = context;
  const body = bodyOf(recorded, "claim.lodge");
  const guarantee = guaranteeAt(context);
  if (!guarantee || !body)
    throw new ExchangeError({
      code: "lacking",
      format: "ncts",
      what: "the currency of a claim",
      remedy: "give the guarantee with the journey",
    });
  const [operation, departure, recovery] = recoveryHead(context);
  return [
    operation,
    group("RecoveryNotification", [
      leaf("recoveryNotificationDate", dayOf(recorded.at)),
      leaf("recoveryNotificationText", `Operation ${body.sequence}`),
      leaf("amountClaimed", decimal(body.amount)),
      leaf("currency", guarantee.currency),
    ]),
    departure,
    recovery,
    holderNode(context),
    guarantorNode(context),
  ];
}

function recoveryHead(context: Context): readonly [XmlNode, XmlNode, XmlNode] {
  return [
    group("TransitOperation", [mrnNode(context), acceptanceDate(context)]),
    departureNode(context),
    officeNode(context, "CustomsOfficeOfRecoveryAtDeparture", context.recorded.author),
  ];
}

function guarantorNode(context: Context): XmlNode | undefined {
  const guarantee = guaranteeAt(context);
  return guarantee && partyNumber("Guarantor", "identificationNumber", guarantee.guarantor, context);
}
