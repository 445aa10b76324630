import { CrossingQuery, PATHS, PlacesQuery, PlanRequest, PROBLEMS } from "@rahdari/api";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { testApp } from "./fixture.ts";

const document = await (await testApp().request("/openapi.json")).json();

type Json = Record<string, unknown>;

function* refs(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "$ref" && typeof inner === "string") yield inner;
    else yield* refs(inner);
  }
}

const resolved = (ref: string) =>
  ref
    .replace("#/", "")
    .split("/")
    .reduce<unknown>((at, key) => (at as Json | undefined)?.[key], document);

describe("/openapi.json", () => {
  it("is OpenAPI 3.1 with every route of the interface", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths).toSorted()).toEqual([
      "/healthz",
      "/v1/backtest",
      "/v1/claim",
      "/v1/crossings",
      "/v1/crossings/{id}",
      "/v1/geometry",
      "/v1/network",
      "/v1/places",
      "/v1/places/{id}",
      "/v1/plans",
    ]);
  });

  it("resolves every reference", () => {
    const all = [...refs(document)];
    expect(all.length).toBeGreaterThan(10);
    for (const ref of all) expect(resolved(ref), ref).toBeDefined();
  });

  it("names every operation once, as the shared client does", () => {
    const operations = Object.values<Json>(document.paths).flatMap((methods) => Object.values(methods));
    const ids = (operations as { operationId: string }[]).map(({ operationId }) => operationId);
    expect(ids.toSorted()).toEqual(
      Object.keys(PATHS)
        .map((name) => (name === "plans" ? "plan" : name))
        .toSorted(),
    );
  });

  it("gives examples that its own schemas take", () => {
    const { PlanRequest: described } = document.components.schemas;
    expect(PlanRequest.safeParse(described.example).error).toBeUndefined();
    const parameters = Object.values<Json>(document.paths)
      .flatMap((methods) => Object.values(methods) as { parameters?: { name: string; schema: Json }[] }[])
      .flatMap(({ parameters = [] }) => parameters);
    const given = parameters.flatMap(({ name, schema }) =>
      "example" in schema ? [[name, schema.example]] : [],
    );
    expect(given.length).toBeGreaterThan(3);
    const queries = z.object({ ...PlacesQuery.shape, ...CrossingQuery.shape });
    for (const [name, example] of given) {
      expect(queries.safeParse({ [String(name)]: example }).error, String(name)).toBeUndefined();
    }
  });

  it("describes the request and the answer by the planner's own schemas", () => {
    const { PlanRequest, PlanAnswer } = document.components.schemas;
    expect(PlanRequest.required).toEqual(["from", "to", "ready"]);
    expect(PlanRequest.additionalProperties).toBe(false);
    expect(PlanAnswer.properties.request).toEqual({ $ref: "#/components/schemas/PlanRequest" });
  });

  it("declares what every route under /v1 can refuse with, and a fault of ours where work is handed out", () => {
    for (const [path, methods] of Object.entries<Json>(document.paths)) {
      if (!path.startsWith("/v1/")) continue;
      for (const { responses } of Object.values(methods) as { responses: Json }[]) {
        expect(Object.keys(responses), path).toContain("429");
        if ("503" in responses) expect(Object.keys(responses), path).toContain("500");
      }
    }
  });

  it("declares every path parameter, a description for every response, and problems as such", () => {
    for (const [path, methods] of Object.entries<Json>(document.paths)) {
      for (const operation of Object.values(methods) as {
        parameters?: Json[];
        responses: Record<string, Json>;
      }[]) {
        const names = (operation.parameters ?? [])
          .filter((each) => each.in === "path")
          .map((each) => each.name);
        expect(names).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
        for (const [status, response] of Object.entries(operation.responses)) {
          expect(response.description).toBeTruthy();
          if (Number(status) >= 400)
            expect(Object.keys(response.content as Json)).toEqual(["application/problem+json"]);
        }
      }
    }
  });
});

describe("/docs", () => {
  it("shows every operation and problem without scripts or outside addresses", async () => {
    const page = await (await testApp().request("/docs")).text();
    for (const path of Object.keys(document.paths)) expect(page).toContain(path);
    for (const code of Object.keys(PROBLEMS)) expect(page).toContain(`id="problem-${code}"`);
    expect(page).not.toMatch(/<script|https?:\/\//);
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    for (const target of targets) expect(page).toContain(`id="${target}"`);
  });
});
