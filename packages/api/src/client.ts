import { failureOf, RequestFailure } from "./failure.ts";
import { PATHS } from "./paths.ts";
// Types only: this file is an entry of its own, for a page that is not to carry the schemas.
import type { CrossingReport } from "./schema/crossing.ts";
import type { Geometry } from "./schema/geometry.ts";
import type { Health } from "./schema/health.ts";
import type { NetworkView } from "./schema/network-view.ts";
import type { PlacesFound } from "./schema/place.ts";
import type { PlanAnswer, PlanRequestInput } from "./schema/plan.ts";
import type { ClaimReport } from "./schema/study.ts";

export { type FailureKind, type FieldProblem, RequestFailure } from "./failure.ts";

export interface ApiOptions {
  /** Address of the server, with the path below which it is served; "" = the page's own. */
  readonly base?: string;
  readonly fetch: typeof fetch;
}

export interface Call {
  readonly signal?: AbortSignal;
}

/** The operations of the interface. Each rejects with {@link RequestFailure}; an abort passes through. */
export interface ApiClient {
  /** POST /v1/plans; `at` plans the rest of a trip. */
  plan(
    request: PlanRequestInput,
    call?: Call & { readonly at?: { readonly place: string; readonly on: string } },
  ): Promise<PlanAnswer>;
  /** GET /v1/places: places whose name in any script resembles `q`. */
  places(
    query: { readonly q: string; readonly limit?: number; readonly lang?: string },
    call?: Call,
  ): Promise<PlacesFound>;
  /** GET /v1/crossings/{id}. */
  crossing(
    id: string,
    query?: { readonly on?: string; readonly asOf?: string },
    call?: Call,
  ): Promise<CrossingReport>;
  /** GET /v1/network: places, links, crossings with their last known state, and the sources. */
  network(query?: { readonly asOf?: string }, call?: Call): Promise<NetworkView>;
  /** GET /v1/geometry: one line per link that has one. */
  geometry(call?: Call): Promise<Geometry>;
  /** GET /v1/claim: the sentence "20-30 % shorter" tested for the main pairs. */
  claim(call?: Call): Promise<ClaimReport>;
  /** GET /healthz: which server answers. */
  health(call?: Call): Promise<Health>;
}

export function apiClient({ base = "", fetch }: ApiOptions): ApiClient {
  const get = <Body>(path: string, query: Query = {}, call: Call = {}) =>
    fetchJson<Body>(fetch, base + path + search(query), { ...call });
  return {
    plan: async (request, { at, ...call } = {}) => {
      const query = at ? { at: at.place, on: at.on } : {};
      const init = { method: "POST", body: JSON.stringify(request), ...call };
      const answer = await fetchJson<PlanAnswer>(fetch, base + PATHS.plans + search(query), init);
      if (!isPlanAnswer(answer)) throw new RequestFailure("answer", "unexpected answer");
      return answer;
    },
    places: (query, call) => get(PATHS.places, query, call),
    crossing: (id, query, call) => get(PATHS.crossing.replace("{id}", encodeURIComponent(id)), query, call),
    network: (query, call) => get(PATHS.network, query, call),
    geometry: (call) => get(PATHS.geometry, {}, call),
    claim: (call) => get(PATHS.claim, {}, call),
    health: (call) => get(PATHS.health, {}, call),
  };
}

type Query = Readonly<Record<string, string | number | undefined>>;

function search(query: Query): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

/** The body is taken at the type of its schema: the server's tests hold what it sends against those schemas. */
async function fetchJson<Body>(fetch: ApiOptions["fetch"], url: string, init: RequestInit): Promise<Body> {
  const response = await reach(fetch, url, init);
  if (!response.ok) throw await failureOf(response);
  try {
    return (await response.json()) as Body;
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new RequestFailure("answer", "unreadable answer", { status: response.status, cause });
  }
}

async function reach(fetch: ApiOptions["fetch"], url: string, init: RequestInit): Promise<Response> {
  const headers = {
    accept: "application/json",
    ...(init.body ? { "content-type": "application/json" } : {}),
  };
  try {
    return await fetch(url, { ...init, headers });
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new RequestFailure("network", "no connection", { cause });
  }
}

function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === "AbortError";
}

/** A proxy's page or another service may well answer 200 with JSON of its own. */
function isPlanAnswer(value: unknown): value is PlanAnswer {
  if (typeof value !== "object" || value === null) return false;
  const answer = value as Partial<PlanAnswer>;
  return Array.isArray(answer.options) && Array.isArray(answer.rejected) && answer.request !== undefined;
}
