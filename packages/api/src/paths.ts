/** Where each operation is found, as OpenAPI writes it. Server and client read the same table. */
export const PATHS = {
  plans: "/v1/plans",
  places: "/v1/places",
  place: "/v1/places/{id}",
  crossings: "/v1/crossings",
  crossing: "/v1/crossings/{id}",
  network: "/v1/network",
  geometry: "/v1/geometry",
  backtest: "/v1/backtest",
  claim: "/v1/claim",
  health: "/healthz",
} as const;

/** Operations of the interface of transit; messages are below `messages`, one path for each of their groups. */
export const TRANSIT_PATHS = {
  messages: "/v1/transit/messages",
  movements: "/v1/transit/movements",
  movement: "/v1/transit/movements/{movement}",
  movementMessages: "/v1/transit/movements/{movement}/messages",
  movementEvents: "/v1/transit/movements/{movement}/events",
  payload: "/v1/transit/movements/{movement}/payload",
  ncts: "/v1/transit/movements/{movement}/ncts",
  etir: "/v1/transit/movements/{movement}/etir",
  epcis: "/v1/transit/movements/{movement}/epcis",
  ecmr: "/v1/transit/movements/{movement}/ecmr",
  smgs: "/v1/transit/movements/{movement}/smgs",
  importNcts: "/v1/transit/imports/ncts-015",
  queue: "/v1/transit/offices/{member}/{office}/queue",
  officeEvents: "/v1/transit/offices/{member}/{office}/events",
  guarantee: "/v1/transit/guarantees/{guarantee}",
  receipt: "/v1/transit/entries/{entry}/receipt",
  keys: "/v1/transit/keys",
  key: "/v1/transit/keys/{id}",
  hooks: "/v1/transit/hooks",
  hook: "/v1/transit/hooks/{id}",
  about: "/v1/transit",
} as const;

/** Raised when a field changes its name or meaning or goes; new fields do not raise it. */
export const API_VERSION = 1;
