import type { ClaimReport, Geometry, Network, PlaceHit, PlanAnswer, PlanRequestInput } from "./contract.ts";
import { failureOf, RequestFailure } from "./problem.ts";

/** POST /v1/plans. Throws {@link RequestFailure}; an abort passes through. */
export async function postPlan(request: PlanRequestInput, signal: AbortSignal): Promise<PlanAnswer> {
  const answer = await fetchJson("/v1/plans", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(request),
    signal,
  });
  if (!isPlanAnswer(answer)) throw new RequestFailure("answer", "unexpected answer");
  return answer;
}

/** GET /v1/places: places whose name in any script resembles `query`. */
export async function getPlaces(
  query: string,
  lang: string,
  signal: AbortSignal,
): Promise<readonly PlaceHit[]> {
  const search = new URLSearchParams({ q: query, limit: "8", lang });
  const body = (await fetchJson(`/v1/places?${search}`, { signal })) as { places?: readonly PlaceHit[] };
  return body.places ?? [];
}

/** GET /v1/network: places, crossings with their last known state, and the sources. */
export async function getNetwork(asOf: string, signal: AbortSignal): Promise<Network> {
  const search = asOf === "" ? "" : `?${new URLSearchParams({ asOf })}`;
  return (await fetchJson(`/v1/network${search}`, { signal })) as Network;
}

/** GET /v1/geometry: one line per link that has one. */
export async function getGeometry(signal: AbortSignal): Promise<Geometry> {
  return (await fetchJson("/v1/geometry", { signal })) as Geometry;
}

/** GET /v1/claim: the sentence "20-30 % shorter" tested for the main pairs. */
export async function getClaim(signal: AbortSignal): Promise<ClaimReport> {
  return (await fetchJson("/v1/claim", { signal })) as ClaimReport;
}

async function fetchJson(path: string, init: RequestInit): Promise<unknown> {
  const response = await reach(path, init);
  if (!response.ok) throw await failureOf(response);
  try {
    return (await response.json()) as unknown;
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new RequestFailure("answer", "unreadable answer", response.status);
  }
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new RequestFailure("network", "no connection");
  }
}

function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === "AbortError";
}

function isPlanAnswer(value: unknown): value is PlanAnswer {
  if (typeof value !== "object" || value === null) return false;
  const answer = value as Partial<PlanAnswer>;
  return Array.isArray(answer.options) && Array.isArray(answer.rejected) && answer.request !== undefined;
}
