import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Basis, Names, type Network, Source } from "@rahdari/network";
import { LineBasis, LineGeometry, type LinkLine, OSM_ATTRIBUTION } from "@rahdari/planner";
import { AsOf, day } from "../http/queries.ts";
import { json, problems, writtenJson } from "../http/responses.ts";
import { CrossingHit, crossingHits } from "./crossings.ts";

const MapPlace = z
  .object({
    id: z.string(),
    name: z.string(),
    names: Names,
    country: z.string(),
    kind: z.string(),
    lat: z.number(),
    lon: z.number(),
    zone: z.string(),
  })
  .openapi("MapPlace");

const MapLink = z
  .object({
    id: z.string(),
    from: z.string(),
    to: z.string(),
    mode: z.string(),
    basis: z
      .enum(["published", "derived", "estimated"])
      .openapi({ description: "What the link's length rests on" }),
  })
  .openapi("MapLink");

const NetworkView = z
  .object({
    asOf: z.string(),
    newestSource: z.string().nullable(),
    places: z.array(MapPlace),
    links: z.array(MapLink),
    crossings: z.array(CrossingHit),
    sources: z.record(z.string(), Source),
  })
  .openapi("Network");

const networkRoute = createRoute({
  method: "get",
  path: "/v1/network",
  summary: "The whole network for a map",
  tags: ["network"],
  request: { query: z.object({ asOf: AsOf }) },
  responses: {
    200: json(NetworkView, "Places, links, crossings with their state, and the sources that they name"),
    ...problems("invalid-query", "too-many-requests"),
  },
});

const Geometry = z
  .object({
    type: z.literal("FeatureCollection"),
    attribution: z.string(),
    features: z.array(
      z.object({
        type: z.literal("Feature"),
        properties: z.object({ link: z.string(), basis: LineBasis }),
        geometry: LineGeometry,
      }),
    ),
  })
  .openapi("Geometry");

const geometryRoute = createRoute({
  method: "get",
  path: "/v1/geometry",
  summary: "Lines of the links",
  description:
    "Where several sources draw a link, the surveyed line of OpenStreetMap is given. Never measure on it.",
  tags: ["network"],
  responses: {
    200: { description: "GeoJSON, RFC 7946", content: { "application/geo+json": { schema: Geometry } } },
    ...problems("too-many-requests"),
  },
});

interface MapDeps {
  readonly network: Network;
  readonly lines: ReadonlyMap<string, LinkLine>;
  readonly now: () => Date;
}

/** GET /v1/network and /v1/geometry. */
export function addMapRoutes(app: OpenAPIHono, { network, lines, now }: MapDeps): void {
  const geometry = JSON.stringify(geometryOf(lines));
  const caching = "public, max-age=300";
  app.openapi(networkRoute, (c) => {
    const asOf = c.req.valid("query").asOf ?? day(now());
    return c.json(networkView(network, asOf), 200, { "cache-control": caching });
  });
  app.openapi(geometryRoute, (c) =>
    writtenJson<z.infer<typeof Geometry>>(c, geometry, {
      "content-type": "application/geo+json",
      "cache-control": caching,
    }),
  );
}

function networkView(network: Network, asOf: string): z.infer<typeof NetworkView> {
  return {
    asOf,
    newestSource: network.newestSource,
    places: [...network.places.values()].map(({ id, name, names = {}, country, kind, lat, lon, zone }) => {
      return { id, name, names, country, kind, lat, lon, zone };
    }),
    links: [...network.links.values()].map(({ id, from, to, mode, distanceKm }) => {
      return { id, from, to, mode, basis: basisKind(distanceKm.basis) };
    }),
    crossings: crossingHits(network, asOf),
    sources: Object.fromEntries(network.sources),
  };
}

function geometryOf(lines: ReadonlyMap<string, LinkLine>): z.infer<typeof Geometry> {
  const features = [...lines].map(([link, { basis, geometry }]) => {
    return { type: "Feature" as const, properties: { link, basis }, geometry };
  });
  return { type: "FeatureCollection", attribution: OSM_ATTRIBUTION, features };
}

function basisKind(basis: Basis): "published" | "derived" | "estimated" {
  if ("published" in basis) return "published";
  return "derived" in basis ? "derived" : "estimated";
}
