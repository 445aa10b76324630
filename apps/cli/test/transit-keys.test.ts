import { describe, expect, it } from "vitest";
import { deskOfTest, founded } from "./transit-fixture.ts";

describe("keys of the interface on the command line", { timeout: 60_000 }, () => {
  it("are for members, and for holders and guarantors that they admitted", async () => {
    const desk = deskOfTest();
    const { dir } = await founded(desk);
    const refused = (...more: string[]) =>
      desk.failure("transit", "key", "add", dir, "--label", "x", ...more);
    expect(await refused("--as", "ZZ")).toBe("2 not-a-member");
    expect(await refused("--as", "KZ", "--office", "KZ/almaty")).toBe("2 not-a-member");
    expect(await refused("--as", "PK", "--holder", "PAK/041/123")).toBe("2 not-admitted");
    expect(await refused("--as", "PK", "--guarantor", "PK-BANK-1")).toBe("2 not-admitted");
    await desk.accepted(dir, "PK/lahore", "holder.authorise", { holder: "PAK/041/123" });
    await desk.accepted(dir, "PK/lahore", "guarantor.authorise", { guarantor: "PK-BANK-1" });
    for (const [who, id] of [
      ["--holder", "PAK/041/123"],
      ["--guarantor", "PK-BANK-1"],
    ] as const) {
      await desk.json("transit", "key", "add", dir, "--as", "PK", who, id, "--label", "x");
      expect(await refused("--as", "AF", who, id)).toBe("2 not-admitted");
    }
    const { keys } = await desk.json("transit", "key", "list", dir, "--as", "PK");
    expect(keys).toHaveLength(3);
  });

  it("are for offices that are on the ledger, each once, with a label that people see", async () => {
    const desk = deskOfTest();
    const { dir } = await founded(desk);
    const own = ["transit", "key", "add", dir, "--as", "PK"];
    const add = (label: string, ...names: string[]) =>
      desk.failure(...own, "--label", label, ...names.flatMap((name) => ["--office", name]));
    expect(await add("x", "PK/nowhere")).toBe("2 no-office");
    expect(await add("x", "PK/lahore", "PK/lahore")).toBe("2 no-office");
    for (const label of ["   ", "\u202elabel", "line\nbreak", "x".repeat(101)])
      expect(await add(label, "PK/lahore")).toBe("2 bad-option");
    await desk.json(...own, "--label", "گیٹ 2", "--office", "PK/lahore");
    const { keys } = await desk.json("transit", "key", "list", dir, "--as", "PK");
    expect(keys).toMatchObject([{ label: "all of PK" }, { offices: ["PK/lahore"], label: "گیٹ 2" }]);
  });
});
