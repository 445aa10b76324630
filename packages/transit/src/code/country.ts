/** ISO 3166-1 alpha-3 of the states on and around the corridor: holders of carnets are numbered by it. */
const ALPHA_3: Readonly<Record<string, string>> = {
  AFG: "AF",
  ARM: "AM",
  AZE: "AZ",
  BLR: "BY",
  CHN: "CN",
  GEO: "GE",
  IRN: "IR",
  KAZ: "KZ",
  KGZ: "KG",
  PAK: "PK",
  RUS: "RU",
  TJK: "TJ",
  TKM: "TM",
  TUR: "TR",
  UZB: "UZ",
};

/** Country (alpha-2) whose authority answers for a holder or guarantor; undefined for a state that is not listed. */
export function homeOf(id: string): string | undefined {
  const prefix = /^[A-Z]+/.exec(id)?.[0] ?? "";
  return prefix.length === 2 ? prefix : ALPHA_3[prefix];
}
