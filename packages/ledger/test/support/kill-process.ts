// Runs a workload and kills itself: `node kill-process.ts WORKLOAD DIRECTORY N before|middle`. Says what it
// acknowledged, a line each; where it comes to its end, the operations in their order.
import { writeSync } from "node:fs";
import { nodeFiles } from "../../src/disk/node-files.ts";
import { killingFiles } from "./killing-files.ts";
import { WORKLOADS } from "./workloads.ts";

const [name = "", directory = "", n = "0", when = "before"] = process.argv.slice(2);
const files = killingFiles(nodeFiles, Number(n), when as "before" | "middle");
await WORKLOADS[name]?.run(files, directory, (line) => writeSync(1, `${line}\n`));
writeSync(1, `done ${files.done().join(" ")}\n`);
