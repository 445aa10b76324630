import type { Movement } from "@rahdari/transit";
import type { NctsDeclaration, NctsMeans } from "./cc015c.ts";
import type { Gap } from "./gap.ts";

/** Registration of a road vehicle, and of a trailer (list TypeOfIdentificationOfMeansOfTransport). */
const VEHICLE = "30";
const TRAILER = "31";

/** Of all means of transport at departure the one by road, a trailer where no other is named. */
export function roadMeans({ Consignment }: NctsDeclaration): NctsMeans | undefined {
  const houses = Consignment.HouseConsignment.flatMap((house) => house.DepartureTransportMeans ?? []);
  const means = [...(Consignment.DepartureTransportMeans ?? []), ...houses];
  const byRoad = (type: string) => means.find(({ typeOfIdentification }) => typeOfIdentification === type);
  return byRoad(VEHICLE) ?? byRoad(TRAILER);
}

/** The road vehicle; NCTS carries no certificate of approval. Null where there is none that can be registered here. */
export function vehicleIn(declared: NctsDeclaration, gaps: Gap[]): Movement["vehicle"] | null {
  const road = roadMeans(declared);
  if (!road) return missing("no road vehicle is declared", gaps);
  const { identificationNumber: registration, nationality: country, typeOfIdentification } = road;
  if (registration.length < 2 || registration.length > 20)
    return missing(`the registration ${registration} does not have 2 to 20 characters`, gaps);
  if (typeOfIdentification === TRAILER)
    gaps.push({ kind: "derived", path: "/vehicle/registration", text: "that of a trailer" });
  gaps.push({
    kind: "assumed",
    path: "/vehicle/approval",
    text: "none: NCTS names no certificate of approval",
  });
  return { registration, country, approval: null };
}

function missing(text: string, gaps: Gap[]): null {
  gaps.push({ kind: "missing", path: "/vehicle", text });
  return null;
}
