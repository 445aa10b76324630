// A post that is cut off, as a process: `node post-process.ts DIRECTORY STATE COUNT`. Reserves from its lease,
// a reservation for each number, and says each that is written down.
import { readFileSync, writeSync } from "node:fs";
import { nodeFiles } from "../../src/disk/node-files.ts";
import { Journal } from "../../src/journal/journal.ts";
import { Post } from "../../src/journal/post.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { keyOf, ORIGIN, tickingClock } from "./fixture.ts";

const [directory = "", state = "", last = "0"] = process.argv.slice(2);
const { app, ...known } = JSON.parse(readFileSync(state, "utf8"));
const now = tickingClock();
const journal = await Journal.open({
  files: nodeFiles,
  directory,
  origin: ORIGIN,
  author: "PK/torkham",
  signer: keyOf("PK/torkham"),
  now,
});
const post = await Post.open(rightsMachine, journal, { ...known, app: rightsMachine.fromJson(app) }, now);

async function reserve(n: number): Promise<void> {
  const body = { right: "QTTA", lease: "L1", reservation: `t${n}`, amount: 1 };
  const done = await post.record({ kind: "right.reserve", body });
  writeSync(1, "seq" in done ? `${n} ${done.seq}\n` : `${n} ${done.rejection.code}\n`);
}

// Several officers at once, each with numbers of its own.
const OFFICERS = 20;
const work = Array.from({ length: OFFICERS }, async (_, officer) => {
  for (let n = officer; n < Number(last); n += OFFICERS) await reserve(n);
});
await Promise.all(work);
