import { apiClient } from "@rahdari/api/client";
import type {
  ClaimReport,
  CrossingReport,
  Geometry,
  Network,
  PlaceHit,
  PlanAnswer,
  PlanRequestInput,
} from "./contract.ts";

/** The server that the page came from. `fetch` is looked up at each call, and called on the window as it demands. */
const api = apiClient({ fetch: (input, init) => window.fetch(input, init) });

/** Works a plan out. Throws RequestFailure, as all of these do; an abort passes through. */
export function postPlan(request: PlanRequestInput, signal: AbortSignal): Promise<PlanAnswer> {
  return api.plan(request, { signal });
}

/** Suggestions for what was typed into a place field. */
export async function getPlaces(
  query: string,
  lang: string,
  signal: AbortSignal,
): Promise<readonly PlaceHit[]> {
  const { places } = await api.places({ q: query, limit: 8, lang }, { signal });
  return places ?? [];
}

/** The network as known on a day; "" = today. */
export function getNetwork(asOf: string, signal: AbortSignal): Promise<Network> {
  return api.network(asOf === "" ? {} : { asOf }, { signal });
}

/** Lines of the links. */
export function getGeometry(signal: AbortSignal): Promise<Geometry> {
  return api.geometry({ signal });
}

/** The sentence "20-30 % shorter" tested for the main pairs. */
export function getClaim(signal: AbortSignal): Promise<ClaimReport> {
  return api.claim({ signal });
}

/** One crossing on a day, as known on another ("" = today). */
export function getCrossing(
  id: string,
  { on, asOf }: { readonly on: string; readonly asOf: string },
  signal: AbortSignal,
): Promise<CrossingReport> {
  return api.crossing(id, asOf === "" ? { on } : { on, asOf }, { signal });
}
