import type { Movement } from "@rahdari/transit";

/** Country of an office by its name, "PK" of "PK/torkham": ISO 3166-1 alpha-2. */
export function countryOf(office: string): string {
  return office.slice(0, 2);
}

/** Countries of a way, one after the other: each as often as it is entered. */
export function countriesOf(legs: Movement["legs"]): string[] {
  const countries = legs.flatMap(({ from, to }) => [countryOf(from), countryOf(to)]);
  return countries.filter((country, i) => country !== countries[i - 1]);
}
