import type { Entry } from "./catalogue.ts";

/** English of the page that tests the claim. */
export const enClaim = {
  "claim.back": "Back to the planner",
  "claim.title": "“20–30% shorter than traditional sea and rail routes”: where it holds",
  "claim.intro":
    "The sentence is often said of the corridor. Here it is tested for each main pair of cities: the ways by the corridor against the ways that trade has used instead. Distances are those of the way the planner takes; days are medians; prices are typical, without waiting.",
  "claim.loading": "Working out all pairs; the first time this takes some seconds.",
  "claim.asOf": "Ready and known on {date}.",
  "claim.ways": "The ways",
  "claim.way": "Way",
  "claim.km": "Distance",
  "claim.days": "Days",
  "claim.daysIfOpen": "{days} if open",
  "claim.usd": "Price",
  "claim.none": "No lawful way found",
  "claim.comparison": "What of the sentence holds",
  "claim.corridor": "By the corridor",
  "claim.against": "Against",
  "claim.savedKm": "Distance saved",
  "claim.savedDays": "Days saved",
  "claim.verdict": "The sentence",
  "claim.verdict.shorter-than-claimed": "more than claimed",
  "claim.verdict.holds": "holds",
  "claim.verdict.less-than-claimed": "less than claimed",
  "claim.verdict.not-shorter": "not shorter",
  "claim.way.kkh-torugart": "Karakoram Highway, Torugart",
  "claim.way.kkh-irkeshtam": "Karakoram Highway, Irkeshtam",
  "claim.way.torkham-hairatan": "Torkham, Kabul, Hairatan",
  "claim.way.sea-lianyungang": "Sea to Lianyungang, rail by Khorgos",
  "claim.way.sea-qingdao": "Sea to Qingdao, rail by Khorgos",
  "claim.way.sea-bandar-abbas-sarakhs": "Sea to Bandar Abbas, rail by Sarakhs",
  "claim.way.sea-bandar-abbas-kti": "Sea to Bandar Abbas, rail by Incheh Borun",
  "claim.way.taftan-sarakhs": "Road by Taftan and Sarakhs",
} as const satisfies Record<string, Entry>;

/** A claim catalogue that lacks nothing. */
export type ClaimCatalogue = Readonly<Record<keyof typeof enClaim, Entry>>;
