// One node of a ledger as a process of its own: `node node-process.ts DIRECTORY PORT KEY-NAMES`.

import { serve } from "@hono/node-server";
import type { EpochMs } from "@rahdari/units";
import { lockDirectory } from "../../src/disk/lock.ts";
import { nodeFiles } from "../../src/disk/node-files.ts";
import type { StateMachine } from "../../src/machine/state-machine.ts";
import { LedgerNode } from "../../src/node/node.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { sleep } from "./engines.ts";
import { keyOf } from "./fixture.ts";

const [directory = "", port = "0", skew = "0"] = process.argv.slice(2);

const node = await LedgerNode.open({
  files: nodeFiles,
  directory,
  lock: lockDirectory,
  // The test's keys go by their names alone.
  keys: (name) => keyOf(name.startsWith("log ") ? "log" : name),
  machines: new Map([[rightsMachine.name, rightsMachine as StateMachine<unknown>]]),
  now: () => (Date.now() + Number(skew)) as EpochMs,
  sleep,
  fetch,
  timeout: 2_000,
  onTrouble: (_origin, who, what) => console.error(`${who}: ${what}`),
});
const server = serve(
  { fetch: (request) => node.handle(request), port: Number(port), hostname: "127.0.0.1" },
  (info) => console.log(`listening on ${info.port}`),
);
process.on("SIGTERM", async () => {
  server.close();
  await node.close();
  process.exit(0);
});
