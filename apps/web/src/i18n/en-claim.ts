import type { Entry } from "./catalogue.ts";

/** English of the page that tests the claim. */
export const enClaim = {
  back: "Back to the planner",
  title: "“20–30% shorter than traditional sea and rail routes”: where it holds",
  intro:
    "The sentence is often said of the corridor. Here it is tested for each main pair of cities: the ways by the corridor against the ways that trade has used instead. Distances are those of the way the planner takes; days are medians; prices are typical, without waiting.",
  loading: "Working out all pairs; the first time this takes some seconds.",
  asOf: "Ready and known on {date}.",
  ways: "The ways",
  way: "Way",
  km: "Distance",
  days: "Days",
  daysIfOpen: "{days} if open",
  usd: "Price",
  none: "No lawful way found",
  comparison: "What of the sentence holds",
  corridor: "By the corridor",
  against: "Against",
  savedKm: "Distance saved",
  savedDays: "Days saved",
  verdict: "The sentence",
  "verdict.shorter-than-claimed": "more than claimed",
  "verdict.holds": "holds",
  "verdict.less-than-claimed": "less than claimed",
  "verdict.not-shorter": "not shorter",
  "way.kkh-torugart": "Karakoram Highway, Torugart",
  "way.kkh-irkeshtam": "Karakoram Highway, Irkeshtam",
  "way.torkham-hairatan": "Torkham, Kabul, Hairatan",
  "way.sea-lianyungang": "Sea to Lianyungang, rail by Khorgos",
  "way.sea-qingdao": "Sea to Qingdao, rail by Khorgos",
  "way.sea-bandar-abbas-sarakhs": "Sea to Bandar Abbas, rail by Sarakhs",
  "way.sea-bandar-abbas-kti": "Sea to Bandar Abbas, rail by Incheh Borun",
  "way.taftan-sarakhs": "Road by Taftan and Sarakhs",
} as const satisfies Record<string, Entry>;

export type ClaimKey = keyof typeof enClaim;
/** A claim catalogue that lacks nothing. */
export type ClaimCatalogue = Readonly<Record<ClaimKey, Entry>>;
