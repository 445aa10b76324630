/** A named way to test the sentence with: places or crossings to pass in order, in between the planner is free. */
export interface ClaimWay {
  readonly id: string;
  readonly name: string;
  readonly kind: "corridor" | "alternative";
  readonly via: readonly string[];
  readonly unit: "truck" | "container";
}

/** The two corridor roads and the ways that trade has used instead. */
export const claimWays: readonly ClaimWay[] = [
  {
    id: "kkh-torugart",
    name: "Karakoram Highway, Torugart",
    kind: "corridor",
    via: ["khunjerab", "torugart"],
    unit: "truck",
  },
  {
    id: "kkh-irkeshtam",
    name: "Karakoram Highway, Irkeshtam",
    kind: "corridor",
    via: ["khunjerab", "irkeshtam"],
    unit: "truck",
  },
  {
    id: "torkham-hairatan",
    name: "Torkham, Kabul, Hairatan",
    kind: "corridor",
    via: ["torkham", "hairatan-ayritom"],
    unit: "truck",
  },
  {
    id: "sea-lianyungang",
    name: "sea to Lianyungang, rail by Khorgos",
    kind: "alternative",
    via: ["karachi", "lianyungang", "khorgos-rail"],
    unit: "container",
  },
  {
    id: "sea-qingdao",
    name: "sea to Qingdao, rail by Khorgos",
    kind: "alternative",
    via: ["karachi", "qingdao", "khorgos-rail"],
    unit: "container",
  },
  {
    id: "sea-bandar-abbas-sarakhs",
    name: "sea to Bandar Abbas, rail by Sarakhs",
    kind: "alternative",
    via: ["karachi", "bandar-abbas", "sarakhs-rail"],
    unit: "container",
  },
  {
    id: "sea-bandar-abbas-kti",
    name: "sea to Bandar Abbas, rail by Incheh Borun (KTI)",
    kind: "alternative",
    via: ["karachi", "bandar-abbas", "incheh-borun-akyayla"],
    unit: "container",
  },
  {
    id: "taftan-sarakhs",
    name: "road by Taftan and Sarakhs",
    kind: "alternative",
    via: ["taftan-mirjaveh", "sarakhs-road"],
    unit: "truck",
  },
];

/** Main pairs of the corridor. */
export const claimPairs: readonly (readonly [from: string, to: string])[] = [
  ["karachi", "almaty"],
  ["lahore", "almaty"],
  ["islamabad", "almaty"],
  ["peshawar", "almaty"],
  ["karachi", "astana"],
  ["karachi", "bishkek"],
  ["karachi", "tashkent"],
];
