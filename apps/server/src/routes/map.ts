import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { AsOfQuery, Geometry, NetworkView, PATHS } from "@rahdari/api";
import type { Basis, Network } from "@rahdari/network";
import { type LinkLine, OSM_ATTRIBUTION } from "@rahdari/planner";
import { day } from "../http/day.ts";
import { json, problems, writtenJson } from "../http/responses.ts";
import { crossingHits } from "./crossings.ts";

const networkRoute = createRoute({
  method: "get",
  path: PATHS.network,
  operationId: "network",
  summary: "The whole network for a map",
  tags: ["network"],
  request: { query: AsOfQuery },
  responses: {
    200: json(NetworkView, "Places, links, crossings with their state, and the sources that they name"),
    ...problems("invalid-query", "too-many-requests"),
  },
});

const geometryRoute = createRoute({
  method: "get",
  path: PATHS.geometry,
  operationId: "geometry",
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
    writtenJson<Geometry>(c, geometry, {
      "content-type": "application/geo+json",
      "cache-control": caching,
    }),
  );
}

function networkView(network: Network, asOf: string): NetworkView {
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

function geometryOf(lines: ReadonlyMap<string, LinkLine>): Geometry {
  const features = [...lines].map(([link, { basis, geometry }]) => {
    return { type: "Feature" as const, properties: { link, basis }, geometry };
  });
  return { type: "FeatureCollection", attribution: OSM_ATTRIBUTION, features };
}

function basisKind(basis: Basis): "published" | "derived" | "estimated" {
  if ("published" in basis) return "published";
  return "derived" in basis ? "derived" : "estimated";
}
