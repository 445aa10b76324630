export { Credentials, type Given, type NewCredential } from "./desk/credentials.ts";
export type { Ledger, Voice } from "./desk/voice.ts";
export { forgetProjections, Projector } from "./projection/projector.ts";
export { type Offices, officesOf } from "./records/offices.ts";
export { belongTo } from "./store/belong.ts";
export { loadLines, savedLines } from "./store/saved-records.ts";
export { openStore, type Store, type StorePlace } from "./store/store.ts";
export { StoreError, type StoreFault } from "./store/store-error.ts";
export { openTransit, type Transit } from "./transit/open-transit.ts";
