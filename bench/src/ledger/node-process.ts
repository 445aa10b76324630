// One node of a ledger as a process: `node node-process.ts DIRECTORY PORT`. Keys are synthetic, by their names.
import { serve } from "@hono/node-server";
import { LedgerNode, lockDirectory, nodeFiles, rightsMachine, type StateMachine } from "@rahdari/ledger";
import { clock, keyOf } from "./setting.ts";

const [directory = "", port = "0"] = process.argv.slice(2);

const node = await LedgerNode.open({
  files: nodeFiles,
  directory,
  lock: lockDirectory,
  keys: keyOf,
  machines: new Map([[rightsMachine.name, rightsMachine as StateMachine<unknown>]]),
  now: clock,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    }),
  fetch,
});
serve({ fetch: (request) => node.handle(request), port: Number(port), hostname: "127.0.0.1" }, () =>
  console.log("listening"),
);
