// What HTTP alone costs: reads a body of JSON, checks nothing, answers with it.
import { serve } from "@hono/node-server";
import { Hono } from "hono";

const app = new Hono().post("/*", async (c) => c.json(await c.req.json(), 201));
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(JSON.stringify({ port, keys: {} })),
);
