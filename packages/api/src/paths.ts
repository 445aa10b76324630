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

/** Raised when a field changes its name or meaning or goes; new fields do not raise it. */
export const API_VERSION = 1;
