// Opens a ledger in a process of its own and says what it took: `node --expose-gc open-process.ts DIRECTORY`.
import { openEngine } from "./setting.ts";

const start = performance.now();
const engine = await openEngine(process.argv[2] ?? "");
const ms = performance.now() - start;
globalThis.gc?.();
const { heapUsed, external } = process.memoryUsage();
console.log(JSON.stringify({ ms, megabytes: (heapUsed + external) / 2 ** 20, size: engine.state.size }));
