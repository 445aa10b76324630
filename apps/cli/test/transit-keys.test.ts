import { afterAll, describe, expect, it } from "vitest";
import { Desk, ORIGIN } from "./ledger-fixture.ts";

const desk = new Desk();
afterAll(() => desk.close());

describe("keys of the interface on the command line", { timeout: 60_000 }, () => {
  it("are for offices that are on the ledger, each once, with a label that people see", async () => {
    const dir = desk.path("offices");
    const offices = ["--office", "PK/lahore", "--office", "AF/torkham-af"];
    const members = ["--member", "PK", "--member", "AF"];
    await desk.json(
      "ledger",
      "init",
      dir,
      "--machine",
      "transit/1",
      "--origin",
      ORIGIN,
      ...members,
      ...offices,
    );
    const own = ["transit", "key", "add", dir, "--as", "PK"];
    const add = (label: string, ...names: string[]) =>
      desk.failure(...own, "--label", label, ...names.flatMap((name) => ["--office", name]));
    expect(await add("x", "PK/nowhere")).toBe("2 no-office");
    expect(await add("x", "PK/lahore", "PK/lahore")).toBe("2 no-office");
    for (const label of ["   ", "\u202elabel", "line\nbreak", "x".repeat(101)])
      expect(await add(label, "PK/lahore")).toBe("2 bad-option");
    await desk.json(...own, "--label", "گیٹ 2", "--office", "PK/lahore");
    const { keys } = await desk.json("transit", "key", "list", dir, "--as", "PK");
    expect(keys).toMatchObject([{ offices: ["PK/lahore"], label: "گیٹ 2" }]);
  });
});
