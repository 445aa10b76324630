import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { findPlace, Names, type Network, Place, searchPlaces } from "@rahdari/network";
import { problem } from "../http/problem.ts";
import { json, problems } from "../http/responses.ts";

const PlaceHit = z
  .object({
    id: z.string(),
    name: z.string(),
    label: z.string().openapi({ description: "Name in the language asked for, else the Latin name" }),
    names: Names,
    country: z.string(),
    kind: z.string(),
    lat: z.number(),
    lon: z.number(),
    zone: z.string(),
    unlocode: z.string().nullable(),
    modes: z.array(z.string()),
  })
  .openapi("PlaceHit");

const Query = z.object({
  q: z
    .string()
    .trim()
    .max(120)
    .default("")
    .openapi({ description: "What was typed, in any script", example: "لاہور" }),
  limit: z.coerce.number().int().min(1).max(50).default(10),
  lang: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, "expected a BCP 47 language tag")
    .default("en")
    .openapi({ description: "BCP 47; a language without names gets the Latin ones", example: "fa-AF" }),
});

const searchRoute = createRoute({
  method: "get",
  path: "/v1/places",
  summary: "Find places by name, id or UN/LOCODE",
  tags: ["network"],
  request: { query: Query },
  responses: {
    200: json(z.object({ places: z.array(PlaceHit) }), "Best matches first"),
    ...problems("invalid-query", "too-many-requests"),
  },
});

const PlaceDetail = Place.extend({
  links: z.array(z.string()).openapi({ description: "Ids of the links that begin or end here" }),
  crossings: z.array(z.string()),
}).openapi("PlaceDetail");

const placeRoute = createRoute({
  method: "get",
  path: "/v1/places/{id}",
  summary: "One place",
  tags: ["network"],
  request: { params: z.object({ id: z.string().min(1).max(120) }) },
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
function placeHit(place: Place, lang: string): z.infer<typeof PlaceHit> {
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
