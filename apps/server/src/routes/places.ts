import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { PATHS, PlaceDetail, type PlaceHit, PlacesFound, PlacesQuery } from "@rahdari/api";
import { findPlace, type Network, type Place, searchPlaces } from "@rahdari/network";
import { problem } from "../http/problem.ts";
import { IdParameter, json, problems } from "../http/responses.ts";

const searchRoute = createRoute({
  method: "get",
  path: PATHS.places,
  operationId: "places",
  summary: "Find places by name, id or UN/LOCODE",
  tags: ["network"],
  request: { query: PlacesQuery },
  responses: {
    200: json(PlacesFound, "Best matches first"),
    ...problems("invalid-query", "too-many-requests"),
  },
});

const placeRoute = createRoute({
  method: "get",
  path: PATHS.place,
  operationId: "place",
  summary: "One place",
  tags: ["network"],
  request: { params: IdParameter },
  responses: {
    200: json(PlaceDetail, "The place with what meets there"),
    ...problems("not-found", "invalid-query", "too-many-requests"),
  },
});

/** GET /v1/places and /v1/places/{id}. */
export function addPlaceRoutes(app: OpenAPIHono, { network }: { readonly network: Network }): void {
  app.openapi(searchRoute, (c) => {
    const { q, limit, lang } = c.req.valid("query");
    const places = q === "" ? [] : searchPlaces(network, q, limit);
    return c.json({ places: places.map((place) => placeHit(place, lang)) }, 200);
  });
  app.openapi(placeRoute, (c) => {
    const { id } = c.req.valid("param");
    const place = network.places.get(id);
    if (place) return c.json({ ...place, ...whatMeets(network, id) }, 200);
    const match = findPlace(network, id);
    const suggestions = match.kind === "found" ? [match.place.id] : match.suggestions.map((each) => each.id);
    return problem(c, "not-found", "No place has this id.", [
      { pointer: "/id", detail: "no such place", suggestions },
    ]);
  });
}

/** A place as the search gives it. */
function placeHit(place: Place, lang: string): PlaceHit {
  const { id, name, names = {}, country, kind, lat, lon, zone, unlocode = null, modes } = place;
  const inLanguage = new Map(Object.entries(names)).get(lang.split("-")[0]?.toLowerCase() ?? "");
  const label = inLanguage ?? name;
  return { id, name, label, names, country, kind, lat, lon, zone, unlocode, modes };
}

function whatMeets(network: Network, id: string) {
  const meets = (each: { readonly from: string; readonly to: string }) => each.from === id || each.to === id;
  return {
    links: [...network.links.values()].filter(meets).map((link) => link.id),
    crossings: [...network.crossings.values()].filter(meets).map((crossing) => crossing.id),
  };
}
