import { type StdioOptions, spawn, spawnSync } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const started = (...args: string[]) => spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });

describe("the process", { timeout: 60_000 }, () => {
  it("hands the exit code on and keeps the streams apart", () => {
    expect(started("places", "Lahore")).toMatchObject({ status: 0, stderr: "" });
    expect(started("places", "xyzzyx")).toMatchObject({ status: 1 });
    const bad = started("plan", "Lahore", "--json");
    expect(bad).toMatchObject({ status: 2, stdout: "" });
    expect(JSON.parse(bad.stderr).error.code).toBe("missing-argument");
  });

  it("writes a long answer whole into a pipe", () => {
    const day = ["--ready", "2027-01-11", "--as-of", "2026-11-01", "--draws", "500"];
    const { status, stdout } = started("plan", "Lahore", "Almaty", ...day, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).options.length).toBeGreaterThan(0);
  });

  it("keeps its verdict when nobody reads the answer to its end", async () => {
    const child = spawn(process.execPath, [main, "places", "xyzzyx"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    child.stdout.destroy();
    expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(1);
  });

  it.skipIf(!existsSync("/dev/full"))("does not call a full disk a missing way", () => {
    const full = openSync("/dev/full", "w");
    const to = (stdio: StdioOptions, ...args: string[]) =>
      spawnSync(process.execPath, [main, ...args], { stdio, encoding: "utf8" });
    const answer = to(["ignore", full, "pipe"], "places", "Lahore");
    expect(answer.status).toBe(74);
    expect(answer.stderr).toMatch(/could not be written/);
    expect(to(["ignore", "pipe", full], "places").status).toBe(2);
  });

  it("is ended by an interrupt, which a shell sees as 130", async () => {
    const child = spawn(process.execPath, [main, "backtest"]);
    const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
    await new Promise((resolve) => child.once("spawn", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe("SIGINT");
  });
});
