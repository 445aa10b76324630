export { type CountryCode, countryCode, isCountryCode } from "./country.ts";
export { type EpochMs, epochMs, instantText, isInstant } from "./instant.ts";
export { formatUsd, type Usd, usd, usdCents } from "./money.ts";
export { type Kg, type Km, km, type Tonnes, tonnes } from "./quantity.ts";
export { type EpochHours, type Hours, hoursBetween, hoursToInstant, instantHours } from "./time.ts";
