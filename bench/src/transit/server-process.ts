// The interface of transit as a process: `node server-process.ts DIRECTORY WAYS [DATABASE_URL]`. Says where it is, and
// the keys of both states.
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { officesOf, openServer, waysOf } from "./setting.ts";

const [directory = "", ways = "1", url] = process.argv.slice(2);
const place = url ? { url } : { directory: join(directory, "records") };
const { transit } = await openServer(directory, place, officesOf(waysOf(Number(ways))));
const keys: Record<string, string> = {};
for (const subject of ["PK", "AF"]) {
  const own = { role: "authority", subject, offices: null, issuer: subject, label: "bench" } as const;
  keys[subject] = (await transit.credentials.give(own)).secret;
}
serve({ fetch: transit.app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(JSON.stringify({ port, keys })),
);
