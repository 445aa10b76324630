import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

describe("readConfig", () => {
  it("serves this machine only, on a port of its own choice", () => {
    expect(readConfig([], {}, false)).toMatchObject({
      port: undefined,
      host: "127.0.0.1",
      dataDirs: [],
      logLevel: "info",
      trustProxy: false,
    });
  });

  it("is quiet for a person at a terminal", () => expect(readConfig([], {}, true).logLevel).toBe("warn"));

  it("lays directories of the options over those of the environment", () => {
    const { dataDirs } = readConfig(["--data", "/c", "--data", "/d"], { RAHDARI_DATA: "/a:/b" }, false);
    expect(dataDirs).toEqual(["/a", "/b", "/c", "/d"]);
  });

  it("prefers options to the environment", () => {
    expect(readConfig(["--port", "9000", "--host", "::1"], { PORT: "1", HOST: "x" }, false)).toMatchObject({
      port: 9000,
      host: "::1",
    });
  });

  it.each([
    [[], { PORT: "70000" }],
    [[], { RAHDARI_WORKERS: "0" }],
    [[], { RAHDARI_LOG: "loud" }],
    [["--nonsense"], {}],
    [["stray"], {}],
  ])("refuses %j %j", (args, environment) => {
    expect(() => readConfig(args, environment, false)).toThrow(ConfigError);
  });
});
