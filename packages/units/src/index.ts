export { countryCode, type CountryCode } from "./country.ts";
export { formatUsd, usd, type Usd, usdCents } from "./money.ts";
export { hoursBetween, hoursToInstant, instantHours, type EpochHours, type Hours } from "./time.ts";
export { type Kg, type Km, km, type Tonnes, tonnes } from "./quantity.ts";
