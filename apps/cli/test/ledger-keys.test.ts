import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Desk, grant } from "./ledger-fixture.ts";

const desk = new Desk();
afterAll(() => desk.close());

describe("keys", { timeout: 60_000 }, () => {
  it("open with their passphrase only, and say so", async () => {
    const dir = await desk.trial("passphrase");
    const other = { RAHDARI_PASSPHRASE: "wrong horse" };
    const was = { ...desk.env };
    Object.assign(desk.env, other);
    const wrong = await desk.append(dir, "PK/torkham", "right.grant", grant("A"));
    expect(wrong).toMatchObject({ code: 2, out: "" });
    expect(wrong.err).toContain("wrong-passphrase");
    expect(wrong.err).not.toContain("wrong horse");
    desk.env.RAHDARI_PASSPHRASE = undefined;
    expect((await desk.append(dir, "PK/torkham", "right.grant", grant("A"))).err).toContain("no-passphrase");
    desk.env.RAHDARI_PASSPHRASE = "short";
    const weak = await desk.run(
      "ledger",
      "enrol",
      desk.path("weak"),
      "PK",
      "--entry",
      desk.path("weak.json"),
    );
    expect(weak.err).toContain("weak-passphrase");
    Object.assign(desk.env, was);
    // What can be read by anybody needs none.
    desk.env.RAHDARI_PASSPHRASE = undefined;
    expect((await desk.run("ledger", "members", dir)).code).toBe(0);
    Object.assign(desk.env, was);
  });

  it("of an office are registered, replaced and revoked; its chain goes on", async () => {
    const dir = await desk.trial("offices");
    const as = ["--as", "PK"];
    await desk.json("ledger", "enrol", dir, "PK/sost");
    const early = await desk.append(dir, "PK/sost", "right.grant", grant("EARLY"));
    expect(early.err).toMatch(/key\/unknown[\s\S]*rahdari ledger key add DIR --as PK --office sost --key/);
    await desk.json("ledger", "key", "add", dir, ...as, "--office", "sost");
    const first = await desk.accepted(dir, "PK/sost", "right.grant", grant("S1"));
    await desk.json("ledger", "key", "add", dir, ...as, "--office", "sost");
    const second = await desk.accepted(dir, "PK/sost", "right.grant", grant("S2"));
    expect(second.seq).toBe(first.seq + 1);
    const { keys } = await desk.json("ledger", "members", dir);
    const own = keys.filter((key: { of: string }) => key.of === "sost");
    expect(own).toHaveLength(2);
    await desk.json(
      "ledger",
      "key",
      "revoke",
      dir,
      own[0].id,
      ...as,
      "--compromised-from",
      String(first.final.index),
    );
    const bundle = desk.path("offices-bundle.json");
    await desk.json("ledger", "members", dir, "--bundle", bundle, "--publish");
    const doubtful = await desk.run("verify", first.final.receipt, "--bundle", bundle);
    expect(doubtful.out).toContain("revoked as compromised");
    expect((await desk.run("verify", second.final.receipt, "--bundle", bundle)).out).not.toContain(
      "compromised",
    );
    expect(await desk.failure("ledger", "key", "revoke", dir, own[0].id, ...as)).toBe("1 key/ended");
    expect((await desk.json("ledger", "fsck", dir)).logs).toHaveLength(5);
  });

  it("of an authority rotate to the one held back, as often as is wanted", async () => {
    const dir = await desk.trial("rotation");
    const roots = async () =>
      (await desk.json("ledger", "members", dir)).keys.filter(
        ({ role, member, until }: Record<string, unknown>) =>
          role === "root" && member === "PK" && until === null,
      );
    const [first] = await roots();
    for (let i = 0; i < 2; i++) await desk.json("ledger", "key", "rotate", dir, "--as", "PK");
    const [last] = await roots();
    expect(last.id).not.toBe(first.id);
    await desk.json("ledger", "key", "add", dir, "--as", "PK", "--office", "sost");
    await desk.accepted(dir, "PK/sost", "right.grant", grant("AFTER"));
    expect((await desk.json("ledger", "reconcile", dir, "--as", "PK", "--all")).settled).toHaveLength(4);
  });

  it("are changed when a journal is lost, and the chain goes on behind what the ledger has", async () => {
    const [dir, as] = [await desk.trial("lost"), ["--as", "PK/torkham"]];
    for (const right of ["L1", "L2"]) await desk.accepted(dir, "PK/torkham", "right.grant", grant(right));
    expect(await desk.json("ledger", "resume", dir, ...as)).toMatchObject({ next: null });
    cpSync(join(dir, "journals"), desk.path("journals-of-yesterday"), { recursive: true });
    await desk.accepted(dir, "PK/torkham", "right.grant", grant("L3"));
    const lose = async (put: () => void) => {
      rmSync(join(dir, "journals"), { recursive: true });
      put();
      desk.input = JSON.stringify(grant("L4"));
      const append = ["ledger", "append", dir, ...as, "right.grant", "-"];
      expect(await desk.failure(...append)).toBe("1 journal-behind");
      expect(await desk.failure("ledger", "resume", dir, ...as)).toBe("2 used-key");
    };
    await lose(() => {});
    await lose(() => cpSync(desk.path("journals-of-yesterday"), join(dir, "journals"), { recursive: true }));
    await desk.json("ledger", "key", "add", dir, "--as", "PK", "--office", "torkham");
    expect(await desk.json("ledger", "resume", dir, ...as)).toMatchObject({ next: 3 });
    expect(await desk.json("ledger", "resume", dir, ...as)).toMatchObject({ next: null });
    for (const [i, right] of ["L4", "L5"].entries())
      expect(await desk.accepted(dir, "PK/torkham", "right.grant", grant(right))).toMatchObject({
        seq: 3 + i,
      });
    expect((await desk.json("ledger", "fsck", dir)).sound).toBe(true);
    // What the old copy holds is in the ledger already.
    expect((await desk.json("ledger", "reconcile", dir, ...as, "--all")).settled).toHaveLength(4);
  });

  it("are rotated when the journal of an authority's root is lost", async () => {
    const dir = await desk.trial("lost-root");
    rmSync(join(dir, "journals"), { recursive: true });
    const add = (key: string) => ["ledger", "key", "add", dir, "--as", "PK", "--office", key];
    expect(await desk.failure(...add("sost"))).toBe("1 journal-behind");
    expect(await desk.json("ledger", "resume", dir, "--as", "PK")).toMatchObject({ next: 1 });
    expect(await desk.failure(...add("sost"))).toBe("2 key-ended");
    expect(await desk.json("ledger", "key", "rotate", dir, "--as", "PK")).toMatchObject({ seq: 1 });
    expect(await desk.json(...add("sost"))).toMatchObject({ seq: 2 });
  });

  it("are asked for, never taken from the command line", async () => {
    const { err } = await desk.run("ledger", "append", ".", "--passphrase", "x");
    expect(err).toContain("unknown-option");
  });
});

describe("several ledgers in one directory", { timeout: 60_000 }, () => {
  it("lie side by side, and have to be named", async () => {
    const [dir, out] = [desk.path("several"), (name: string) => desk.path(`several-${name}.json`)];
    await desk.json("ledger", "enrol", dir, "PK=Pakistan Customs", "--entry", out("pk"));
    for (const epoch of ["1", "2"]) {
      const about = ["--origin", `several.test/${epoch}`, "--agreement", "Several", "--engine", "alone"];
      await desk.json("ledger", "charter", dir, ...about, "--out", out(`charter${epoch}`), out("pk"));
      const unsealed = await desk.fault("ledger", "found", dir, out(`charter${epoch}`));
      expect(unsealed).toMatchObject({ issues: [{ message: "not sealed by PK" }] });
      await desk.json(
        "ledger",
        "seal",
        dir,
        out(`charter${epoch}`),
        "--as",
        "PK",
        "--out",
        out(`sealed${epoch}`),
      );
      await desk.json("ledger", "found", dir, out(`sealed${epoch}`));
      expect(await desk.failure("ledger", "found", dir, out(`sealed${epoch}`))).toBe("2 exists");
    }
    const { issues } = await desk.fault("ledger", "members", dir);
    expect(issues[0]).toMatchObject({
      option: "--ledger",
      suggestions: ["several.test/1", "several.test/2"],
    });
    const named = ["--ledger", "several.test/2"];
    expect((await desk.json("ledger", "members", dir, ...named)).origin).toBe("several.test/2");
    await desk.json("ledger", "key", "add", dir, ...named, "--as", "PK", "--office", "torkham");
    await desk.accepted(dir, "PK/torkham", "right.grant", grant("S"), ...named);
    expect((await desk.json("ledger", "fsck", dir)).logs).toHaveLength(4);
  });

  it("are sealed by those only whom they name with their own keys", async () => {
    const [pk, uz, out] = [
      desk.path("s-pk"),
      desk.path("s-uz"),
      (name: string) => desk.path(`s-${name}.json`),
    ];
    await desk.json("ledger", "enrol", pk, "PK", "--entry", out("pk"));
    await desk.json("ledger", "enrol", uz, "UZ", "--entry", out("uz"));
    const about = ["--origin", "sealed.test/1", "--agreement", "Sealed", "--engine", "alone"];
    await desk.json("ledger", "charter", pk, ...about, "--out", out("charter"), out("pk"), out("uz"));
    const seal = (dir: string, as: string, to: string) => [
      "ledger",
      "seal",
      dir,
      out("charter"),
      "--as",
      as,
      "--out",
      out(to),
    ];
    expect(await desk.failure(...seal(pk, "UZ", "x"))).toBe("2 no-key");
    expect(await desk.failure(...seal(pk, "AF", "x"))).toBe("2 not-a-member");
    await desk.json(...seal(pk, "PK", "by-pk"));
    await desk.json(...seal(uz, "UZ", "by-uz"));
    const other = JSON.parse(readFileSync(out("by-uz"), "utf8"));
    desk.file("s-other.json", { ...other, charter: { ...other.charter, agreement: "Another" } });
    expect(await desk.failure("ledger", "found", pk, out("by-pk"), out("other"))).toBe("2 other-charter");
    expect(await desk.failure("ledger", "found", uz, out("by-pk"), out("by-uz"))).toBe("2 no-key");
    expect(await desk.json("ledger", "found", pk, out("by-pk"), out("by-uz"))).toMatchObject({
      role: "alone",
    });
  });
});
