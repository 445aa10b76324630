import { expect, it } from "vitest";
import { utf8 } from "../../src/bytes/text.ts";
import { replaceFile } from "../../src/disk/files.ts";
import type { StateMachine } from "../../src/machine/state-machine.ts";
import { LedgerNode } from "../../src/node/node.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { CrashFiles, seeded } from "../support/crash-files.ts";
import { sleep } from "../support/engines.ts";
import { charterOf, foundOn, keyOf, Pen, tickingClock } from "../support/fixture.ts";

it("says so when its disk is full, tells its operator why, and goes on when there is room again", async () => {
  const files = new CrashFiles(seeded(1));
  const charter = charterOf(["PK"]);
  for (const directory of ["/node", "/node/one"]) await files.makeDirectory(directory);
  const config = { ledger: "rahdari/ledger/1", role: "alone", charter };
  await replaceFile(files, "/node/one/ledger.json", utf8(JSON.stringify(config)));
  await foundOn(files, "/node/one/log", charter);
  const trouble: string[] = [];
  const told: string[] = [];
  const node = await LedgerNode.open({
    files,
    directory: "/node",
    lock: async () => ({ release: async () => {} }),
    keys: () => keyOf("log"),
    machines: new Map([[rightsMachine.name, rightsMachine as StateMachine<unknown>]]),
    now: tickingClock(),
    sleep,
    fetch: () => Promise.reject(new Error("nobody is asked")),
    onSubmission: (_origin, { status }, ms) => told.push(`${status} ${ms >= 0}`),
    onTrouble: (_origin, who, what) => trouble.push(`${who}: ${what}`),
  });
  const { bytes } = await new Pen("PK").addOffice("torkham");
  const submit = async () => {
    const url = `http://node.test/${charter.origin}/events`;
    const response = await node.handle(new Request(url, { method: "POST", body: new Uint8Array(bytes) }));
    return { status: response.status, body: await response.json() };
  };
  files.fullAt(1);
  expect(await submit()).toMatchObject({ status: 500, body: { code: "failed" } });
  expect(trouble).toEqual(["node: ENOSPC"]);
  files.free();
  expect(await submit()).toMatchObject({ status: 200, body: { status: "final" } });
  expect(told).toEqual(["final true"]);
  await node.close();
  expect((await submit()).status).toBe(503);
});
