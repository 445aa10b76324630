import type { OpenAPIHono } from "@hono/zod-openapi";
import { docsPage } from "../docs/docs-page.ts";
import type { ApiDocument } from "../docs/document.ts";
import { DOCS_STYLE } from "../docs/style.ts";

const INFO = {
  openapi: "3.1.0",
  info: {
    title: "Rahdari",
    version: "1",
    summary: "Plans shipments between Pakistan and Kazakhstan, and says where each figure comes from.",
    description:
      "Times are UTC unless a field says otherwise, durations hours, money US dollars, masses tonnes or kilograms. " +
      "Fields keep their names and meanings; new ones may be added. Nothing here is legal advice.",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  servers: [{ url: "/" }],
  tags: [
    { name: "plan", description: "From a shipment to its ways" },
    { name: "network", description: "Places, links and crossings, and what is known of them" },
    { name: "evidence", description: "How well plans did against documented journeys" },
    { name: "service", description: "The server itself" },
  ],
};

/** GET /openapi.json and the same for people at /docs: one page, no scripts, nothing loaded from elsewhere. */
export function addDocsRoutes(app: OpenAPIHono): void {
  const document = app.getOpenAPI31Document(INFO);
  const html = docsPage(document as unknown as ApiDocument);
  const fresh = { "cache-control": "no-cache" };
  app.get("/openapi.json", (c) => c.json(document, 200, fresh));
  app.get("/docs", (c) => c.html(html, 200, fresh));
  app.get("/docs/style.css", (c) =>
    c.body(DOCS_STYLE, 200, { ...fresh, "content-type": "text/css; charset=utf-8" }),
  );
}
