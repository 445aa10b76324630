import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { embedded, lodge, openCorridor } from "../support/journey.ts";
import { eventually, type Served, serve } from "../support/serve.ts";
import { pathOf, type Trial } from "../support/trial.ts";

// Connections break: that is no fault of the server, and whoever watches its log is not to be called for it.

const storage = embedded();
let trial: Trial;
let served: Served;
let pk: string;
let lines: string[] = [];
beforeAll(async () => {
  const write = (line: string) => void lines.push(line);
  trial = await openCorridor({ place: await storage.place(), log: pino({}, { write }) });
  pk = await trial.key("authority", "PK");
  served = await serve((request) => trial.transit.app.fetch(request));
});
afterAll(async () => {
  await served.stop();
  await trial.remove();
});

/** Sends the head of a request and the beginning of its body, and hangs up. */
async function hangUp(path: string, head: Readonly<Record<string, string>>, begun: string): Promise<void> {
  const socket = connect(served.port, "127.0.0.1");
  const headers = { host: "x", authorization: `Bearer ${pk}`, "idempotency-key": "1", ...head };
  const text = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${path} HTTP/1.1\r\n${text.join("")}\r\n${begun}`);
  await wait(50);
  socket.destroy();
}

describe("a client that hangs up while it sends", () => {
  const message = JSON.stringify(lodge("M1", "G1"));
  const json = { "content-type": "application/json" };
  const half = message.slice(0, 100);

  it.each([
    ["a message of a length", pathOf("declaration.lodge"), { ...json, "content-length": "5000" }, half],
    [
      "a message in chunks",
      pathOf("declaration.lodge"),
      { ...json, "transfer-encoding": "chunked" },
      `64\r\n${half}\r\n`,
    ],
    [
      "a document in XML",
      "/v1/transit/imports/ncts-015",
      { "content-type": "application/xml", "content-length": "5000" },
      "<a>",
    ],
  ])("is no fault of ours: %s", async (_, path, head, begun) => {
    lines = [];
    await hangUp(path, head, begun);
    await eventually(() => lines.some((line) => line.includes('"msg":"request"')));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 30, status: 499, path }),
    ]);
  });

  it("leaves what the server does as it is", async () => {
    expect((await trial.say(pk, lodge("M1", "G1"))).status).toBe(201);
  });
});
