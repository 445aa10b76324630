import type { RailCarriage, RoadCarriage } from "../../src/unece/carriage.ts";

// Contracts of carriage for the synthetic payload. No firm, number, wagon or amount of these is real.

export const ROAD: RoadCarriage = {
  number: "SYN-0001",
  madeOut: {
    at: "2027-01-10T09:00:00+05:00",
    place: { name: "Lahore", country: "PK", locode: "PKLHE" },
  },
  carrier: { name: "Synthetic Haulage (test)", address: "1 Ring Road, Lahore", country: "PK" },
  takingOver: {
    at: "2027-01-11T06:00:00+05:00",
    place: { name: "Packing house, Sargodha", country: "PK", locode: null },
  },
  delivery: null,
  marks: ["SYN 1-1600", "SYN P1-P32"],
  charges: [
    { for: "carriage", amount: { cents: 420_000, currency: "USD" }, payer: "sender" },
    { for: "customs", amount: { cents: 15_050, currency: "USD" }, payer: "consignee" },
    { for: "other", amount: { cents: 0, currency: "USD" }, payer: "third" },
  ],
  instructions: ["Phytosanitary certificate is with the driver"],
  transshipment: false,
  cashOnDelivery: { cents: 1, currency: "USD" },
  declaredValue: { cents: 1_825_000, currency: "USD" },
  specialInterest: { cents: 100_000, currency: "USD" },
  insurance: "By the sender",
  deliverBy: "2027-01-25T00:00:00+05:00",
  documents: [{ code: "380", number: "INV-1" }],
};

export const PLAIN_ROAD: RoadCarriage = {
  ...ROAD,
  takingOver: { ...ROAD.takingOver, place: null },
  marks: [],
  instructions: [],
  transshipment: null,
  cashOnDelivery: null,
  declaredValue: null,
  specialInterest: null,
  insurance: null,
  deliverBy: null,
  documents: [],
};

const station = (code: string, name: string, country: string) => ({
  code,
  name,
  country,
  railway: `Railway of ${country} (test)`,
});

export const RAIL: RailCarriage = {
  number: "SYN-R-0001",
  concluded: "2027-01-15T12:00:00+05:00",
  carrier: { name: "Synthetic Railway (test)", country: "UZ", code: "0029" },
  departure: station("732107", "Termez (test)", "UZ"),
  destination: station("700007", "Almaty (test)", "KZ"),
  borderStations: [station("720207", "Keles (test)", "UZ"), station("704502", "Saryagash (test)", "KZ")],
  wagons: [
    { number: "91234567", providedBy: "carrier", tareKg: 24_000, container: "TSTU1234560" },
    { number: "91234575", providedBy: "third", tareKg: null, container: null },
  ],
  carries: "road-vehicle",
  massBy: "wagon scales",
  seals: [{ id: "R-1", by: "carrier" }],
  payers: [{ carrier: "Synthetic Railway (test)", payer: "sender" }],
  documents: [{ code: "380", number: "INV-1" }],
};
