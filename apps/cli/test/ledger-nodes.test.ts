import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Desk, freePorts, grant, ORIGIN, Process, reserve } from "./ledger-fixture.ts";

const desk = new Desk();
const processes: Process[] = [];
afterAll(async () => {
  await Promise.all(processes.map((one) => one.end()));
  desk.close();
});

function server(dir: string, port: number, verb = "serve"): Process {
  const made = new Process(["ledger", verb, dir, "--port", String(port)], desk.env);
  processes.push(made);
  return made;
}

const append = (dir: string, as: string, kind: string, body: object, ...more: string[]) =>
  desk.append(dir, as, kind, body, "--json", ...more);

async function metrics(base: string): Promise<string> {
  return (await fetch(`${base}/metrics`)).text();
}

describe("three authorities, each with its own keys, directory and node", { timeout: 120_000 }, () => {
  const MEMBERS = ["PK", "AF", "UZ"] as const;
  const file = (name: string) => desk.path(`${name}.json`);
  const dirs = Object.fromEntries([...MEMBERS, "KG"].map((id) => [id, desk.path(id.toLowerCase())]));
  const nodes = new Map<string, Process>();
  const bases = new Map<string, string>();
  const seq = desk.path("sequencer");
  const post = desk.path("torkham");
  let url = "";

  beforeAll(async () => {
    const ports = await freePorts(5);
    for (const [i, id] of [...MEMBERS, "KG"].entries()) bases.set(id, `http://127.0.0.1:${ports[i + 1]}`);
    bases.set("sequencer", `http://127.0.0.1:${ports[0]}`);
    url = `${bases.get("sequencer")}/${ORIGIN}`;
    for (const id of MEMBERS) {
      const entry = ["--node", `${id.toLowerCase()}.test/node`, "--entry", file(id)];
      await desk.json("ledger", "enrol", dirs[id]!, `${id}=Customs of ${id}`, ...entry);
    }
    const about = ["--origin", ORIGIN, "--agreement", "Test (synthetic)", "--out", file("charter")];
    await desk.json("ledger", "charter", seq, ...about, ...MEMBERS.map(file));
    const sealed = MEMBERS.map((id) => file(`sealed-${id}`));
    for (const [i, id] of MEMBERS.entries())
      await desk.json("ledger", "seal", dirs[id]!, file("charter"), "--as", id, "--out", sealed[i]!);
    const cosigners = MEMBERS.flatMap((id) => ["--cosigner", `${id}=${bases.get(id)}/${ORIGIN}`]);
    await desk.json("ledger", "found", seq, ...sealed, ...cosigners);
    for (const id of MEMBERS)
      await desk.json("ledger", "join", dirs[id]!, ...sealed, "--as", id, "--sequencer", url);
    for (const [id, base] of bases) {
      if (id !== "KG")
        nodes.set(id, server(id === "sequencer" ? seq : dirs[id]!, Number(new URL(base).port)));
    }
    await Promise.all([...nodes.values()].map((node) => node.start()));
    const { key } = await desk.json("ledger", "enrol", post, "PK/torkham");
    await desk.json("ledger", "key", "add", dirs.PK!, "--as", "PK", "--office", "torkham", "--key", key);
  }, 120_000);

  it("make a post's statement final with three cosignatures, over HTTP", async () => {
    const { code, out } = await append(post, "PK/torkham", "right.grant", grant("A"), "--node", url);
    expect(code).toBe(0);
    const { final } = JSON.parse(out);
    const bundle = file("bundle");
    await desk.json("ledger", "members", post, "--node", url, "--bundle", bundle);
    const { statements } = await desk.json("verify", final.receipt, "--bundle", bundle);
    expect(statements.receipt.cosigners.map(({ name }: { name: string }) => name)).toEqual([
      "AF",
      "PK",
      "UZ",
    ]);
    const prove = ["ledger", "prove", post, String(final.index), "--node", url];
    await desk.json(...prove, "--qr", desk.path("a.png"));
    expect((await desk.run("verify", desk.path("a.png"), "--bundle", bundle)).code).toBe(0);
    for (const place of [seq, dirs.UZ!])
      expect((await desk.json("ledger", "checkpoint", place)).size).toBeGreaterThan(final.index);
  });

  it("tell how they are, and log neither bodies nor secrets", async () => {
    const base = bases.get("sequencer")!;
    const health = await (await fetch(`${base}/health`)).json();
    expect(health).toMatchObject({ status: "ok", ledgers: [{ origin: ORIGIN, role: "sequencer" }] });
    await fetch(`${url}/events`, { method: "POST", body: '{"secret":"hunter2"}' });
    const text = await metrics(base);
    for (const name of ["entries", "final_entries", "parked", "waiting", "batches", "submit_seconds_count"])
      expect(text).toMatch(new RegExp(`^rahdari_ledger_${name}\\{ledger="${ORIGIN}"\\} \\d+$`, "m"));
    expect(text).toMatch(/refusals_total\{ledger="[^"]+",code="malformed"\} 1/);
    const { err } = nodes.get("sequencer")!;
    for (const line of err.trimEnd().split("\n")) expect(JSON.parse(line)).toHaveProperty("msg");
    expect(err).not.toMatch(/hunter2|correct horse/);
  });

  it("leave a statement provisional while one of them is away, and finish it when it is back", async () => {
    await nodes.get("UZ")!.end("SIGKILL");
    const { code, out } = await append(post, "PK/torkham", "right.grant", grant("B"), "--node", url);
    expect(code).toBe(69);
    const stated = JSON.parse(out);
    expect(stated).toMatchObject({ final: null, waiting: "too few have cosigned so far" });
    expect((await desk.run("verify", stated.provisional, "--bundle", file("bundle"))).code).toBe(0);
    expect(await metrics(bases.get("sequencer")!)).toMatch(
      /cosigner_trouble_total\{ledger="[^"]+",cosigner="UZ"\} \d+/,
    );
    await nodes.get("UZ")!.start();
    const reconcile = ["ledger", "reconcile", post, "--as", "PK/torkham", "--node", url];
    expect((await desk.json(...reconcile)).settled).toMatchObject([{ seq: stated.seq }]);
  });

  it("lose nothing when the sequencer is killed, and stop in good order when they are asked to", async () => {
    const sequencer = nodes.get("sequencer")!;
    const before = (await desk.json("ledger", "checkpoint", post, "--node", url)).size;
    await sequencer.end("SIGKILL");
    const { code, out } = await append(
      post,
      "PK/torkham",
      "right.reserve",
      reserve("A", "a1"),
      "--node",
      url,
    );
    expect([code, JSON.parse(out).final]).toEqual([69, null]);
    const started = sequencer.start();
    expect(await started).toContain(url);
    const reconcile = ["ledger", "reconcile", post, "--as", "PK/torkham", "--node", url];
    expect((await desk.json(...reconcile)).settled).toMatchObject([{ outcome: { status: "accepted" } }]);
    expect((await desk.json("ledger", "checkpoint", post, "--node", url)).size).toBeGreaterThan(before);
    expect(await nodes.get("AF")!.end("SIGTERM")).toBe(0);
    expect(existsSync(`${dirs.AF}/address`)).toBe(false);
    expect(nodes.get("AF")!.err).toContain('"msg":"stopped"');
    await nodes.get("AF")!.start();
  });

  it("keep one process from another's directory, and send it to the node that runs", async () => {
    const second = server(seq, 0);
    await expect(second.start()).rejects.toThrow(/locked[\s\S]*in use by process/);
    const { key } = await desk.json("ledger", "enrol", post, "PK/sost");
    // The keystore of PK, the ledger's own directory: the running node takes the statement.
    await desk.json("ledger", "key", "add", dirs.PK!, "--as", "PK", "--office", "sost", "--key", key);
    expect((await append(post, "PK/sost", "right.grant", grant("SOST"), "--node", url)).code).toBe(0);
  });

  it("take a newcomer in by more than two thirds, who then cosigns", async () => {
    const entry = ["--node", "kg.test/node", "--entry", file("KG")];
    await desk.json("ledger", "enrol", dirs.KG!, "KG=Customs of KG", ...entry);
    const proposed = await desk.json("ledger", "propose", dirs.PK!, "--as", "PK", "--join", file("KG"));
    const proposal = String(proposed.final.index);
    const early = await desk.run("ledger", "accept", dirs.KG!, proposal, "--as", "KG", "--node", url);
    expect(early).toMatchObject({
      code: 1,
      err: expect.stringMatching(/proposal\/unknown.*nothing was written/s),
    });
    for (const id of ["AF", "UZ"]) await desk.json("ledger", "vote", dirs[id]!, proposal, "yes", "--as", id);
    const sealed = MEMBERS.map((id) => file(`sealed-${id}`));
    await desk.json(
      "ledger",
      "join",
      dirs.KG!,
      ...sealed,
      "--as",
      "KG",
      "--sequencer",
      url,
      "--entry",
      file("KG"),
    );
    nodes.set("KG", server(dirs.KG!, Number(new URL(bases.get("KG")!).port)));
    await nodes.get("KG")!.start();
    await desk.json("ledger", "address", seq, `KG=${bases.get("KG")}/${ORIGIN}`);
    await nodes.get("sequencer")!.end("SIGTERM");
    await nodes.get("sequencer")!.start();
    await desk.json("ledger", "accept", dirs.KG!, proposal, "--as", "KG", "--node", url);
    const { policies, members } = await desk.json("ledger", "members", post, "--node", url);
    expect(members.at(-1)).toMatchObject({ id: "KG", until: null });
    expect(policies.at(-1).text).toContain("witness KG kg.test/node+");
    // Three of four are enough now, the newcomer among them.
    await nodes.get("AF")!.end("SIGKILL");
    const { code, out } = await append(post, "PK/torkham", "right.grant", grant("KG"), "--node", url);
    expect(code).toBe(0);
    const bundle = file("bundle-4");
    await desk.json("ledger", "members", post, "--node", url, "--bundle", bundle);
    const { statements } = await desk.json("verify", JSON.parse(out).final.receipt, "--bundle", bundle);
    expect(statements.receipt.cosigners.map(({ name }: { name: string }) => name)).toContain("KG");
    // One of the three takes a new key for its node, and is needed with it.
    await nodes.get("AF")!.start();
    await desk.json("ledger", "key", "add", dirs.UZ!, "--as", "UZ", "--cosigns", "uz.test/node");
    await nodes.get("UZ")!.end("SIGTERM");
    await nodes.get("UZ")!.start();
    await nodes.get("AF")!.end("SIGKILL");
    expect((await append(post, "PK/torkham", "right.grant", grant("NODE-2"), "--node", url)).code).toBe(0);
    for (const dir of [seq, dirs.KG!]) expect((await desk.json("ledger", "fsck", dir)).sound).toBe(true);
  });
});

describe("a node that serves the directory", { timeout: 60_000 }, () => {
  it("takes what is stated in that directory meanwhile, and reads go on beside it", async () => {
    const dir = await desk.trial("served");
    const node = server(dir, 0);
    await node.start();
    expect((await append(dir, "PK/torkham", "right.grant", grant("SERVED"))).code).toBe(0);
    expect((await desk.json("ledger", "checkpoint", dir)).size).toBe(7);
    expect((await desk.json("ledger", "fsck", dir)).sound).toBe(true);
    expect(await node.end("SIGINT")).toBe(0);
    expect((await append(dir, "PK/torkham", "right.reserve", reserve("SERVED", "x"))).code).toBe(0);
  });

  it("goes on at the entry after the last acknowledged one when it was killed", async () => {
    const dir = await desk.trial("killed");
    const node = server(dir, 0);
    await node.start();
    const sizes: number[] = [];
    for (let round = 0; round < 3; round++) {
      expect((await append(dir, "PK/torkham", "right.grant", grant(`K${round}`))).code).toBe(0);
      await node.end("SIGKILL");
      await node.start();
      sizes.push((await desk.json("ledger", "checkpoint", dir)).size);
    }
    expect(sizes).toEqual([7, 8, 9]);
  });
});

describe("a node that lies", { timeout: 60_000 }, () => {
  it("is found out by a post that has met the ledger before, and by one that keeps it", async () => {
    const post = desk.path("met");
    const [good, bad] = [await desk.trial("good"), await desk.trial("bad")];
    const [truth, lie] = [server(good, 0), server(bad, 0)];
    const [url, other] = [(await truth.start()).trim(), (await lie.start()).trim()];
    const { key } = await desk.json("ledger", "enrol", post, "PK/post");
    for (const dir of [good, bad])
      await desk.json("ledger", "key", "add", dir, "--as", "PK", "--office", "post", "--key", key);
    expect((await append(post, "PK/post", "right.grant", grant("MET"), "--node", url)).code).toBe(0);
    const { code, err } = await append(post, "PK/post", "right.grant", grant("LIE"), "--node", other);
    expect({ code, error: JSON.parse(err).error }).toMatchObject({
      code: 1,
      error: { code: "bundle/other" },
    });
    const kept = await desk.run("ledger", "prove", good, "0", "--node", other);
    expect(kept).toMatchObject({ code: 69, err: expect.stringContaining("another charter than ours") });
  });
});

describe("a post that has never had a line", { timeout: 60_000 }, () => {
  it("begins its journal by the ledger's name alone, and meets the ledger later", async () => {
    const [dir, post] = [await desk.trial("later"), desk.path("dark-post")];
    const { key } = await desk.json("ledger", "enrol", post, "PK/dark");
    const named = ["--ledger", ORIGIN];
    for (const right of ["D1", "D2"])
      expect((await append(post, "PK/dark", "right.grant", grant(right), "--journal", ...named)).code).toBe(
        0,
      );
    const node = server(dir, 0);
    const url = (await node.start()).trim();
    const reconcile = () => desk.run("ledger", "reconcile", post, "--as", "PK/dark", "--node", url, "--json");
    const early = await reconcile();
    expect(early.code).toBe(69);
    expect(JSON.parse(early.out)).toMatchObject({
      settled: [],
      waiting: expect.stringContaining("key/unknown"),
    });
    await desk.json("ledger", "key", "add", dir, "--as", "PK", "--office", "dark", "--key", key);
    const { code, out } = await reconcile();
    expect(code).toBe(0);
    expect(JSON.parse(out).settled).toHaveLength(2);
    // With its journal lost it would sign its first count again.
    renameSync(`${post}/journals`, `${post}/lost`);
    const again = await append(post, "PK/dark", "right.grant", grant("D3"), "--node", url);
    expect(JSON.parse(again.err).error.code).toBe("journal-behind");
    rmSync(`${post}/journals`, { recursive: true });
    renameSync(`${post}/lost`, `${post}/journals`);
    await node.end("SIGTERM");
    expect((await desk.run("ledger", "reconcile", post, "--as", "PK/dark", "--node", url)).code).toBe(0);
  });
});

describe("a founding that is interrupted", { timeout: 60_000 }, () => {
  it("leaves no half of a ledger, and can be begun again", async () => {
    const dir = desk.path("interrupted");
    const args = ["ledger", "init", dir, "--origin", ORIGIN, "--member", "PK", "--office", "PK/torkham"];
    const half = new Process(args, desk.env);
    const over = half.start().catch(() => "");
    // The keystore is sealed with the product's own work factor, which takes about a second.
    while (!readdirSync(desk.root).some((name) => name.startsWith("interrupted.founding-")))
      await new Promise((resolve) => setTimeout(resolve, 10));
    await half.end("SIGINT");
    await over;
    expect(existsSync(dir)).toBe(false);
    await desk.json(...args);
    expect(readdirSync(desk.root).filter((name) => name.startsWith("interrupted"))).toEqual(["interrupted"]);
  });
});

describe("a neutral witness", { timeout: 60_000 }, () => {
  it("cosigns logs that it was told of, remembers over a kill, and knows no others", async () => {
    const dir = await desk.trial("witnessed");
    const { policies } = await desk.json("ledger", "members", dir);
    const [, log] = /^log (\S+)$/m.exec(policies[0].text) ?? [];
    const own = desk.path("witness");
    const set = await desk.json("ledger", "witness", own, "--name", "w.test/1", "--log", log!);
    expect(set).toMatchObject({ logs: [log], vkey: expect.stringMatching(/^w\.test\/1\+/) });
    const [port = 0] = await freePorts(1);
    const witness = server(own, port, "witness");
    const base = (await witness.start()).trim();
    const { text } = await desk.json("ledger", "checkpoint", dir);
    const add = async (old: number) => {
      const body = `old ${old}\n\n${text}`;
      const response = await fetch(`${base}/add-checkpoint`, { method: "POST", body });
      return { status: response.status, body: await response.text() };
    };
    const first = await add(0);
    expect(first).toMatchObject({ status: 200, body: expect.stringMatching(/^— w\.test\/1 /) });
    await witness.end("SIGKILL");
    await witness.start();
    expect(await add(0)).toMatchObject({ status: 409, body: `${text.split("\n")[1]}\n` });
    const stranger = `other.test/1\n1\n${"A".repeat(43)}=\n\n— other.test/1 ${"A".repeat(88)}\n`;
    const refused = await fetch(`${base}/add-checkpoint`, { method: "POST", body: `old 0\n\n${stranger}` });
    expect(refused.status).toBe(404);
    expect(await witness.end("SIGTERM")).toBe(0);
    expect((await desk.run("ledger", "witness", own, "--name", "other")).err).toContain("a name is for ever");
  });
});

describe("a neutral cosigner", { timeout: 60_000 }, () => {
  it("can be a witness under the node key that it is enrolled with", async () => {
    const own = desk.path("neutral");
    const entry = ["--neutral", "--node", "neutral.test/1", "--entry", desk.path("neutral.json")];
    const { entry: made } = await desk.json("ledger", "enrol", own, "ICAO=Neutral (synthetic)", ...entry);
    expect(made).toMatchObject({ kind: "cosigner", node: { name: "neutral.test/1" } });
    const key = ["--key", "ICAO node"];
    const { vkey } = await desk.json("ledger", "witness", own, "--name", "neutral.test/1", ...key);
    const [, encoded = ""] = /^[^+]+\+[^+]+\+(.*)$/.exec(vkey) ?? [];
    expect(Buffer.from(encoded, "base64").subarray(1).toString("base64")).toBe(made.node.key);
  });
});

describe("without a network", { timeout: 60_000 }, () => {
  const unshared = spawnSync("unshare", ["-rn", "true"]).status === 0;

  it.skipIf(!unshared)(
    "verifies in an empty network namespace (skipped where none can be made)",
    async () => {
      const dir = await desk.trial("dark");
      const bundle = desk.path("dark-bundle.json");
      await desk.json("ledger", "members", dir, "--bundle", bundle);
      await desk.json("ledger", "prove", dir, "2", "--qr", desk.path("dark.png"));
      const [main] = [new URL("../src/main.ts", import.meta.url).pathname];
      const args = ["-rn", process.execPath, main, "verify", desk.path("dark.png"), "--bundle", bundle];
      const { status, stdout } = spawnSync("unshare", args, {
        encoding: "utf8",
        env: { ...process.env, ...desk.env },
      });
      expect(stdout).toMatch(/^It holds\./);
      expect(status).toBe(0);
    },
  );
});
