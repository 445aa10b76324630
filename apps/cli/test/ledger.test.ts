import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Desk, grant, ORIGIN, PASSPHRASE, reserve } from "./ledger-fixture.ts";

const desk = new Desk();
afterAll(() => desk.close());

describe("a ledger to try on one machine", { timeout: 60_000 }, () => {
  let dir: string;
  beforeAll(async () => {
    dir = await desk.trial();
  });

  it("keeps its keys for their owner only, and shows neither them nor the passphrase", async () => {
    expect(statSync(join(dir, "keys.age")).mode & 0o777).toBe(0o600);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(filesBelow(dir).filter((file) => readFileSync(file, "latin1").includes(PASSPHRASE))).toEqual([]);
  });

  it("takes a statement from journal to final receipt, each of them verifiable", async () => {
    const stated = await desk.accepted(dir, "PK/torkham", "right.grant", grant("FIRST"));
    expect(stated).toMatchObject({
      author: "PK/torkham",
      seq: 0,
      waiting: null,
      final: { outcome: { status: "accepted" }, discrepancy: null },
    });
    const bundle = desk.path("first-bundle.json");
    const members = await desk.json("ledger", "members", dir, "--bundle", bundle);
    expect(members.fingerprint).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
    const final = await desk.json("verify", stated.final.receipt, "--bundle", bundle);
    expect(final).toMatchObject({
      holds: true,
      kind: "receipt",
      statements: { receipt: { level: "final" } },
    });
    const provisional = await desk.run("verify", stated.provisional, "--bundle", bundle);
    expect(provisional.code).toBe(0);
    expect(provisional.out).toContain("that it is final: the ledger has not spoken");
  });

  it("keeps a slip of the pen out of the journal", async () => {
    await desk.accepted(dir, "PK/torkham", "right.grant", grant("SLIP", 1));
    const journal = () => readFileSync(receiptsOf(dir, "PK~torkham").at(-1) ?? "");
    const before = [receiptsOf(dir, "PK~torkham").length, journal()];
    desk.input = JSON.stringify(grant("SLIP", 1));
    expect(await desk.fault("ledger", "append", dir, "--as", "PK/torkham", "right.grant", "-")).toMatchObject(
      {
        issues: [{ option: "right.grant#/right", message: expect.stringContaining("nothing was written") }],
        wayOut: expect.stringContaining("--anyway"),
      },
    );
    desk.input = JSON.stringify({ ...grant("X"), cap: "many" });
    expect(await desk.fault("ledger", "append", dir, "--as", "PK/torkham", "right.grant", "-")).toMatchObject(
      {
        issues: [{ option: "BODY#/cap" }],
      },
    );
    expect(await desk.failure("ledger", "append", dir, "--as", "PK/torkham", "right.grand")).toBe(
      "2 kind/unknown",
    );
    expect([receiptsOf(dir, "PK~torkham").length, journal()]).toEqual(before);
  });

  it("states it all the same where that is wanted, and hands out the evidence", async () => {
    await desk.accepted(dir, "UZ/termez", "right.grant", grant("ANYWAY", 1));
    const { code, out } = await desk.append(
      dir,
      "UZ/termez",
      "right.grant",
      grant("ANYWAY", 1),
      "--anyway",
      "--json",
    );
    expect(code).toBe(1);
    const { final } = JSON.parse(out);
    expect(final.outcome).toMatchObject({ status: "rejected", code: "right/known" });
    const bundle = desk.path("anyway-bundle.json");
    await desk.json("ledger", "members", dir, "--bundle", bundle);
    const { statements } = await desk.json("verify", final.discrepancy, "--bundle", bundle);
    expect(Object.keys(statements)).toEqual(["provisional", "rejected", "against"]);
  });

  it("goes on in the journal, and finds out at reconciliation who was second", async () => {
    await desk.accepted(dir, "PK/torkham", "right.grant", grant("ONE", 1));
    const offline = await desk.accepted(
      dir,
      "PK/torkham",
      "right.reserve",
      reserve("ONE", "pk"),
      "--journal",
    );
    expect(offline).toMatchObject({ final: null, waiting: expect.any(String) });
    await desk.accepted(dir, "UZ/termez", "right.reserve", reserve("ONE", "uz"));
    const ran = await desk.run("ledger", "reconcile", dir, "--as", "PK/torkham", "--json");
    expect(ran.code).toBe(1);
    const { settled, discrepancies } = JSON.parse(ran.out);
    expect(discrepancies).toBe(1);
    expect(settled).toMatchObject([{ seq: offline.seq, outcome: { code: "right/not-free" } }]);
    const bundle = desk.path("one-bundle.json");
    await desk.json("ledger", "members", dir, "--bundle", bundle);
    const { out } = await desk.run("verify", settled[0].discrepancy, "--bundle", bundle);
    expect(out).toContain("What it contradicts:\n  UZ/termez (UZ) stated right.reserve");
    // Nothing is left to be brought.
    expect(await desk.json("ledger", "reconcile", dir, "--as", "PK/torkham")).toMatchObject({ settled: [] });
  });

  it("brings what is in the journal before anything new", async () => {
    await desk.accepted(dir, "UZ/termez", "right.grant", grant("ORDER", 2));
    const first = await desk.accepted(
      dir,
      "PK/torkham",
      "right.reserve",
      reserve("ORDER", "o1"),
      "--journal",
    );
    const second = await desk.accepted(dir, "PK/torkham", "right.reserve", reserve("ORDER", "o2"));
    expect(second.seq).toBe(first.seq + 1);
    expect(receiptsOf(dir, "PK~torkham")).toContainEqual(expect.stringContaining(`/${first.seq}-final.json`));
  });

  it("claims the time that is said, with its zone", async () => {
    const at = ["--at", "2026-01-14T11:10+05:00"];
    const { final } = await desk.accepted(dir, "PK/torkham", "right.grant", grant("AT"), ...at);
    const entry = JSON.parse(JSON.parse(readFileSync(final.receipt, "utf8")).entry);
    expect(entry.envelope.event.at).toBe("2026-01-14T06:10:00.000Z");
    expect(
      await desk.failure("ledger", "append", dir, "--as", "PK/torkham", "right.grant", "--at", "noon"),
    ).toBe("2 bad-option");
  });

  it("hides a private payload, and shows the fields that are opened", async () => {
    const payload = desk.file("payload.json", { consignee: "Almaty Fruit (synthetic)", seal: "K71" });
    const opening = desk.path("opening.json");
    const secret = ["--private", payload, "--opening", opening];
    const { final } = await desk.accepted(dir, "PK/torkham", "right.grant", grant("PRIVATE"), ...secret);
    expect(readFileSync(final.receipt, "utf8")).not.toContain("Almaty Fruit");
    expect(statSync(opening).mode & 0o777).toBe(0o600);
    const out = desk.path("shown.json");
    const prove = ["ledger", "prove", dir, String(final.index)];
    await desk.json(...prove, "--disclose", `${opening}:seal`, "--out", out);
    const bundle = desk.path("private-bundle.json");
    await desk.json("ledger", "members", dir, "--bundle", bundle);
    const shown = await desk.run("verify", out, "--bundle", bundle);
    expect(shown.out).toContain('Private field shown: seal = "K71"');
    expect(shown.out).not.toContain("Almaty Fruit");
    const { issues } = await desk.fault(...prove, "--disclose", `${opening}:plate`);
    expect(issues[0]?.suggestions).toContain(`${opening}:seal`);
    // The opening is never overwritten, and nothing is stated without it.
    const size = receiptsOf(dir, "PK~torkham").length;
    desk.input = JSON.stringify(grant("PRIVATE-2"));
    const again = ["ledger", "append", dir, "--as", "PK/torkham", "right.grant", "-", ...secret];
    expect(await desk.failure(...again)).toBe("2 exists");
    expect(receiptsOf(dir, "PK~torkham").length).toBe(size);
  });

  it("names what is wrong on the disk by file and byte", async () => {
    const own = desk.path("to-be-broken");
    execFileSync("cp", ["-r", dir, own]);
    expect((await desk.json("ledger", "fsck", own)).sound).toBe(true);
    const ledger = join(own, "ledgers", ORIGIN.replaceAll("/", "~"), "log", "tile", "entries", "000.p");
    const file = join(ledger, newest(ledger));
    const bytes = readFileSync(file);
    bytes[40]! ^= 1;
    writeFileSync(file, bytes);
    const { code, out } = await desk.run("ledger", "fsck", own);
    expect(code).toBe(1);
    expect(out).toMatch(/tile\/entries\/000\.p\/\d+\n {4}byte 2: entry 0 was changed/);
    expect(out).toContain("journal of PK/torkham");
    const broken = await desk.fault("ledger", "checkpoint", own);
    expect(broken.wayOut).toContain("fsck");
    expect(await desk.failure("ledger", "fsck", desk.path("nowhere"))).toBe("2 no-ledger");
  });

  it("overwrites nothing", async () => {
    const taken = desk.file("taken.json", {});
    expect(await desk.failure("ledger", "init", dir, "--origin", ORIGIN, "--member", "PK")).toBe("2 exists");
    expect(await desk.failure("ledger", "prove", dir, "0", "--out", taken)).toBe("2 exists");
    expect(await desk.failure("ledger", "members", dir, "--bundle", taken)).toBe("2 exists");
    expect(await desk.failure("ledger", "enrol", dir, "PK", "--entry", taken)).toBe("2 exists");
  });

  it("bakes its bundle into the verifying page", async () => {
    const page = desk.file(
      "stand-in.html",
      '<html><script type="application/json" id="bundle">null</script><p>Verify</p></html>',
    );
    const out = desk.path("verify.html");
    const { fingerprint } = await desk.json("ledger", "page", dir, "--page", page, "--out", out);
    const baked = readFileSync(out, "utf8");
    const [, json = ""] = /id="bundle">(.*?)<\/script><p>Verify/s.exec(baked) ?? [];
    expect(json).not.toContain("<");
    const bundle = desk.file("baked.json", json);
    expect(await desk.json("verify", receiptsOf(dir, "PK")[0] ?? "", "--bundle", bundle)).toMatchObject({
      bundle: { fingerprint },
    });
    const none = desk.file("none.html", "<p>nothing</p>");
    expect(await desk.failure("ledger", "page", dir, "--page", none, "--out", desk.path("no.html"))).toBe(
      "2 no-place",
    );
  });

  it("gives the checkpoint as the note that others can verify", async () => {
    const { size, text } = await desk.json("ledger", "checkpoint", dir);
    const { out } = await desk.run("ledger", "checkpoint", dir);
    expect(out).toBe(text);
    expect(text).toMatch(new RegExp(`^${ORIGIN}\n${size}\n[A-Za-z0-9+/]{43}=\n\n— ${ORIGIN} `));
  });

  it.each([
    [["ledger"], 2, "founds|init"],
    [["ledger", "apend"], 2, "did you mean: ledger append"],
    [["ledger", "key", "ad", "."], 2, "ledger key add"],
    [["ledger", "append", "nowhere", "--as", "PK/torkham", "right.grant"], 2, "no-ledger"],
    [["ledger", "append", "DIR", "--as", "Torkham", "right.grant"], 2, "not PK for an authority"],
    [["ledger", "append", "DIR", "--as", "PK/torkham", "Grant it"], 2, "not the kind of an event"],
    [["ledger", "append", "DIR", "--as", "PK/torkham", "right.grant", "missing.json"], 2, "no-such-file"],
    [["ledger", "append", "DIR", "--as", "PK/sost", "right.grant"], 2, "body/malformed"],
    [["ledger", "prove", "DIR", "one"], 2, "not a whole number"],
    [["ledger", "prove", "DIR", "999"], 1, "not-found"],
    [["ledger", "prove", "DIR", "0", "--qr", "code.gif"], 2, "not a name in .svg"],
    [["ledger", "checkpoint", "DIR", "--ledger", "other.test/1"], 2, "does not keep other.test/1"],
    [["ledger", "checkpoint", "DIR", "--node", "ftp://x"], 2, "not the address of a ledger"],
    [
      ["ledger", "checkpoint", "DIR", "--node", "http://127.0.0.1:1/a.test/1"],
      69,
      "ECONNREFUSED|EADDRNOTAVAIL|bad port",
    ],
    [["ledger", "vote", "DIR", "3", "perhaps", "--as", "PK"], 2, "not yes or no"],
    [["ledger", "serve", "DIR"], 2, "--port"],
    [["ledger", "serve", "nowhere", "--port", "0"], 2, "no-ledger"],
    [["ledger", "witness", "nowhere", "--port", "0"], 2, "no-witness"],
    [["ledger", "init", "new", "--origin", "Nope", "--member", "PK"], 2, "--origin"],
    [["ledger", "init", "new", "--origin", ORIGIN, "--member", "pk"], 2, "not a member"],
    [
      ["ledger", "init", "new", "--origin", ORIGIN, "--member", "PK", "--office", "AF/x"],
      2,
      "no member that",
    ],
  ])("%j ends with %i", async (args, code, said) => {
    const ran = await desk.run(
      ...args.map((arg) => (arg === "DIR" ? dir : /^(new|nowhere)$/.test(arg) ? desk.path(arg) : arg)),
    );
    expect(ran.err).toMatch(new RegExp(said));
    expect(ran).toMatchObject({ code, out: "" });
    expect(existsSync(desk.path("new"))).toBe(false);
  });

  it("says how to go on, in words that a shell takes", async () => {
    const own = desk.path("hints");
    const { out } = await desk.run(
      ...["ledger", "init", own, "--origin", "hints.test/1", "--member", "PK", "--office", "PK/torkham"],
    );
    const [, body = "", ...verbs] =
      /echo '(.*)' \|\n\s+rahdari (.*)\n\s+rahdari (.*)\n\s+rahdari (.*)\n/.exec(out) ?? [];
    desk.input = body;
    for (const [i, verb] of verbs.entries()) {
      const args = execFileSync("sh", ["-c", `printf '%s\\n' ${verb}`], { encoding: "utf8" })
        .trimEnd()
        .split("\n");
      const here = args.map((arg) => (arg === "bundle.json" ? desk.path("hints.bundle") : arg));
      expect({ i, ...(await desk.run(...here)) }).toMatchObject({ i, code: 0, err: "" });
    }
  });

  it("leaves nothing of a founding that fails, and sweeps up after one that was killed", async () => {
    const left = desk.path("swept.founding-999999999");
    mkdirSync(left);
    await desk.run(
      "ledger",
      "init",
      desk.path("swept"),
      "--origin",
      ORIGIN,
      "--member",
      "PK",
      "--office",
      "AF/x",
    );
    expect(readdirSync(desk.root).filter((name) => name.startsWith("swept"))).toEqual([]);
  });

  it("shows hostile names instead of obeying them", async () => {
    const evil = "Evil\u001b[2J\u202e Customs";
    const made = ["ledger", "init", desk.path("evil"), "--origin", "evil.test/1", "--member", `PK=${evil}`];
    const { code, out } = await desk.run(...made);
    expect(code).toBe(0);
    const listed = await desk.run("ledger", "members", desk.path("evil"));
    for (const text of [out, listed.out]) {
      expect(text).toContain("Evil");
      expect(text).not.toContain("\u001b");
      expect(text).not.toContain("\u202e");
    }
  });
});

function receiptsOf(dir: string, author: string): string[] {
  const path = join(dir, "receipts", ORIGIN.replaceAll("/", "~"), author);
  return readdirSync(path)
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((name) => join(path, name));
}

function newest(directory: string): string {
  return (
    readdirSync(directory)
      .toSorted((a, b) => Number(a) - Number(b))
      .at(-1) ?? ""
  );
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
