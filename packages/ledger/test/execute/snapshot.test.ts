import { describe, expect, it } from "vitest";
import { toHex, utf8 } from "../../src/bytes/text.ts";
import { sha256 } from "../../src/crypto/sha256-node.ts";
import { formatSnapshot, parseSnapshot } from "../../src/execute/snapshot.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { bench, memoryFiles } from "../support/engines.ts";
import { Pen } from "../support/fixture.ts";

const machine = rightsMachine;

describe("a saved state", () => {
  it("is taken only whole, and else for none, so that all is replayed", async () => {
    const files = memoryFiles();
    const { engine, reopen } = await bench("embedded", files);
    await engine.submit((await new Pen("PK").addOffice("torkham")).bytes);
    const bytes = formatSnapshot(machine, engine.state, engine.checkpoint.root);
    expect(parseSnapshot(machine, bytes)?.state.size).toBe(engine.state.size);
    await engine.close();
    const saved = JSON.parse(new TextDecoder().decode(bytes.subarray(65)));
    const large = JSON.stringify(saved).replace(/"time":\d+/, `"time":${"1".repeat(400)}`);
    const layout = JSON.stringify(saved, null, 1);
    for (const text of [large, layout])
      expect(parseSnapshot(machine, utf8(`${toHex(sha256(utf8(text)))}\n${text}`))).toBeUndefined();
    const without = Object.keys(saved).map((name) => ({ ...saved, [name]: undefined }));
    for (const other of [...without, { ...saved, size: "5" }, { ...saved, app: {} }, null, [], "x"]) {
      const text = JSON.stringify(other);
      const hashed = utf8(`${toHex(sha256(utf8(text)))}\n${text}`);
      expect(parseSnapshot(machine, hashed), text.slice(0, 60)).toBeUndefined();
      const file = await files.create("/node/log/snapshot");
      await file.write(hashed);
      const again = await reopen();
      expect(again.engine.state.size).toBe(engine.state.size);
    }
  });
});
