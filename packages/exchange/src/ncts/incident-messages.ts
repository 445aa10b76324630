import { type Body, dayOf } from "@rahdari/transit";
import { ExchangeError } from "../exchange-error.ts";
import { bodyOf, incidentBefore, sealsBefore } from "../recorded.ts";
import { countryOf } from "../way.ts";
import { group, leaf, type XmlNode } from "../xml/element.ts";
import {
  type Context,
  departureNode,
  equipmentNode,
  momentAt,
  mrnNode,
  officeNode,
  remarkNode,
} from "./context.ts";
import { fitted } from "./gap.ts";
import { roadVehicle } from "./goods.ts";

type Reported = Omit<Body<"incident.report">, "movement" | "incident">;

/** CC182C when an incident is reported, with the seals concerned. */
export function incidentReported(context: Context): (XmlNode | undefined)[] {
  const body = bodyOf(context.recorded, "incident.report");
  if (!body) throw unknownIncident();
  return incidentMessage(body, body.seals, undefined, context);
}

/** CC182C when an authority has endorsed it, with the seals that are on the load then. */
export function incidentEndorsed(context: Context): (XmlNode | undefined)[] {
  const { recorded, journey } = context;
  const body = bodyOf(recorded, "incident.endorse");
  const incident = incidentBefore(body?.incident, context);
  if (!body || !incident) throw unknownIncident();
  const endorsement = group("Endorsement", [
    leaf("date", dayOf(recorded.at)),
    leaf("authority", fitted(body.authority, 35, "Incident/Endorsement/authority", context.gaps)),
    leaf(
      "place",
      fitted(journey.officeOf(recorded.author).title, 35, "Incident/Endorsement/place", context.gaps),
    ),
    leaf("country", countryOf(recorded.author)),
  ]);
  return incidentMessage(incident, sealsBefore(context), endorsement, context);
}

/**
 * Place of an incident in words (qualifier Z): NCTS wants street and city, the ledger has one name. The XSD takes any
 * country; the list beside it (CountryCodesCommonTransit) has none of the corridor but Türkiye.
 */
function incidentMessage(
  incident: Reported,
  seals: readonly string[],
  endorsement: XmlNode | undefined,
  context: Context,
): (XmlNode | undefined)[] {
  const { recorded, gaps } = context;
  const { code, loss, remark, place } = incident;
  gaps.push({
    kind: "derived",
    path: "Consignment/Incident/Location/Address",
    text: "street and city are the one name of the place",
  });
  return [
    group("TransitOperation", [
      mrnNode(context),
      leaf("incidentNotificationDateAndTime", momentAt(recorded.at)),
    ]),
    departureNode(context),
    officeNode(context, "CustomsOfficeOfIncidentRegistration", recorded.author),
    group("Consignment", [
      group("Incident", [
        leaf("sequenceNumber", 1),
        leaf("code", code),
        remarkNode("text", loss ? `${remark} (loss: ${loss})` : remark, context),
        endorsement,
        group("Location", [
          leaf("qualifierOfIdentification", "Z"),
          leaf("country", place.country),
          group("Address", [
            leaf("streetAndNumber", fitted(place.name, 70, "Consignment/Incident/Location/Address", gaps)),
            leaf("city", fitted(place.name, 35, "Consignment/Incident/Location/Address", gaps)),
          ]),
        ]),
        ...equipmentAndMeans(incident, seals, context),
      ]),
    ]),
  ];
}

/** Condition C0240: 2 and 4 name the equipment and no other means, 3 and 6 other means, the rest neither. */
function equipmentAndMeans(
  { code, transshipment }: Reported,
  seals: readonly string[],
  context: Context,
): (XmlNode | undefined)[] {
  const hasEquipment = code !== "1" && code !== "5";
  if (!hasEquipment && seals.length > 0)
    context.gaps.push({ kind: "left-out", path: "/seals", text: `incidents of code ${code} name no seals` });
  return [
    hasEquipment ? (equipmentNode(seals) ?? emptyEquipment(code)) : undefined,
    transshipment && (code === "3" || code === "6") ? transhipmentNode(transshipment, context) : undefined,
  ];
}

/** Conditions C0240 and C0396: for 2 and 4 there is equipment, if with no seal. */
function emptyEquipment(code: string): XmlNode | undefined {
  if (code !== "2" && code !== "4") return undefined;
  return group("TransportEquipment", [leaf("sequenceNumber", 1), leaf("numberOfSeals", 0)]);
}

function transhipmentNode(vehicle: NonNullable<Reported["transshipment"]>, { gaps }: Context): XmlNode {
  return group("Transhipment", [
    leaf("containerIndicator", 0),
    group("TransportMeans", roadVehicle(vehicle, gaps)),
  ]);
}

function unknownIncident(): ExchangeError {
  return new ExchangeError({
    code: "lacking",
    format: "ncts",
    what: "the incident that is endorsed",
    remedy: "give the journey with all its incidents",
  });
}
