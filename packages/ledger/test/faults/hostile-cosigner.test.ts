import { randomBytes } from "node:crypto";
import type { RequestListener, ServerResponse } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { httpCosigner, httpEntries } from "../../src/http/clients.ts";
import { cosign } from "../../src/note/cosignature.ts";
import { formatSignatureLine } from "../../src/note/note.ts";
import { parseAddCheckpoint } from "../../src/witness/request.ts";
import { bench, memoryFiles } from "../support/engines.ts";
import { keyOf, Pen, START } from "../support/fixture.ts";
import { hostileServer } from "../support/hostile-server.ts";

// One of four cosigners answers whatever it likes. The sequencer goes on with the others, does not hammer the
// one, and holds no more in memory than an answer may be long.

const CHUNK = randomBytes(1 << 16);

function flood(response: ServerResponse): void {
  if (response.destroyed) return;
  if (response.write(CHUNK)) setImmediate(flood, response);
  else response.once("drain", () => flood(response));
}

let size = 0;
const BEHAVIOURS: Readonly<Record<string, RequestListener>> = {
  "with garbage": (_, response) => response.end(CHUNK),
  "with nothing at all": (_, response) => response.end(),
  never: () => {},
  "with a byte a second": (_, response) => {
    const drip = setInterval(() => response.write("—"), 100);
    response.on("close", () => clearInterval(drip));
  },
  "with gigabytes": (_, response) => flood(response),
  "with gigabytes, as a conflict": (_, response) => flood(response.writeHead(409)),
  "with another conflict of sizes at every question": (_, response) => {
    size = (size + 1) % 2;
    response.writeHead(409, { "content-type": "text/x.tlog.size" }).end(`${size}\n`);
  },
  "with a conflict of the size that was named": (_, response) => response.writeHead(409).end("0\n"),
  "with a size beyond all sizes": (_, response) => response.writeHead(409).end(`${"9".repeat(40)}\n`),
  "with a way to somewhere else": (_, response) => response.writeHead(307, { location: "/other" }).end(),
  "with a connection cut off": (request) => request.socket.destroy(),
  "with a header that has no end": (request) =>
    request.socket.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}`),
  "with what is not HTTP": (request) => request.socket.end("250 HELO\r\n\r\n"),
  "with an error that has no end": (_, response) => flood(response.writeHead(500)),
  "with a line of another's": (_, response) =>
    response.end(`— kz.test/node ${randomBytes(76).toString("base64")}\n`),
  "with a line of its own that does not hold": (_, response) =>
    response.end(`— uz.test/node ${randomBytes(76).toString("base64")}\n`),
  "with its signature for another checkpoint": async (_, response) => {
    const text = `rahdari.test/agreement/1\n9\n${Buffer.alloc(32).toString("base64")}\n`;
    const line = await cosign(
      { text, signatures: [] },
      "uz.test/node",
      keyOf("UZ node"),
      BigInt(START / 1_000),
    );
    response.end(formatSignatureLine(line));
  },
};

describe("a sequencer one of whose cosigners answers", () => {
  const memory = process.memoryUsage().rss;
  afterAll(() => expect(process.memoryUsage().rss - memory).toBeLessThan(400e6));

  it.concurrent.each(Object.entries(BEHAVIOURS))("%s", async (_name, behaviour) => {
    const hostile = await hostileServer(behaviour);
    const ledger = await bench("cosigned", memoryFiles());
    ledger.links.set("UZ", httpCosigner(hostile.url, { fetch, timeout: 400 }));
    const [pk, torkham] = [new Pen("PK"), new Pen("PK/torkham")];
    expect(await ledger.engine.submit((await pk.addOffice("torkham")).bytes)).toMatchObject({
      status: "final",
    });
    const begin = performance.now();
    while (performance.now() - begin < 700)
      expect(await ledger.engine.submit((await torkham.write("x.y", {})).bytes)).toMatchObject({
        status: "final",
      });
    const { note } = ledger.engine.checkpoint;
    expect(note.signatures.map(({ name }) => name)).not.toContain("uz.test/node");
    expect(hostile.asked()).toBeGreaterThan(0);
    expect(hostile.asked()).toBeLessThan(30);
    await ledger.engine.close();
    await hostile.close();
  });

  it("with more than an answer has, is read no further", async () => {
    const hostile = await hostileServer((_, response) => flood(response));
    const clients = { fetch, timeout: 20_000 };
    await expect(httpCosigner(hostile.url, clients)("x")).rejects.toThrow("more than 100000 bytes");
    await expect(httpEntries(hostile.url, clients)(0, 1)).rejects.toThrow(/more than \d{8} bytes/);
    await hostile.close();
  });

  it("well again, after it had been away, takes it back in", async () => {
    let away = true;
    const ledger = await bench("cosigned", memoryFiles());
    const honest = ledger.links.get("UZ")!;
    ledger.links.set("UZ", async (body) => {
      if (away)
        return { status: 409, type: "text/x.tlog.size", body: `${parseAddCheckpoint(body).old + 1n}\n` };
      return honest(body);
    });
    ledger.links.delete("AF");
    const pk = new Pen("PK");
    const waiting = ledger.engine.submit((await pk.addOffice("torkham")).bytes);
    await new Promise((resolve) => setTimeout(resolve, 200));
    away = false;
    expect(await waiting).toMatchObject({ status: "final" });
    await ledger.engine.close();
  });
});
