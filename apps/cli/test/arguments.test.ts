import { describe, expect, it } from "vitest";
import { readArguments } from "../src/arguments.ts";
import { argumentOf, PLAN_OPTIONS, planRequest } from "../src/plan-options.ts";
import type { UsageError } from "../src/usage-error.ts";

const request = (...args: string[]) =>
  planRequest(readArguments(["Lahore", "Almaty", "--ready", "2027-01-11", ...args], PLAN_OPTIONS));

function fault(...args: string[]): UsageError {
  try {
    planRequest(readArguments(args, PLAN_OPTIONS));
  } catch (error) {
    return error as UsageError;
  }
  throw new Error("expected a fault");
}

describe("the arguments of plan", () => {
  it("leave to the planner what is not given", () => {
    expect(request()).toEqual({
      from: "Lahore",
      to: "Almaty",
      ready: "2027-01-11",
      goods: { reefer: false, dangerous: false },
      exclude: { countries: [], crossings: [], modes: [] },
      via: [],
    });
  });

  it("fill every part of the request", () => {
    const args =
      "--deadline 2027-02-01 --goods 0805.21 --tonnes 19.5 --value 2e4 --reefer --unit wagon --registration PK --driver UZ " +
      "--drivers 2 --prefer cost --exclude-country CN,AF --exclude-country IR --exclude-crossing torkham --exclude-mode SEA " +
      "--papers to-get --as-of 2026-10-01 --seed 7 --draws 500";
    expect(request(...args.split(" "), "--via", "Kashgar, Bishkek,,")).toEqual({
      from: "Lahore",
      to: "Almaty",
      ready: "2027-01-11",
      deadline: "2027-02-01",
      goods: { hs: "080521", tonnes: 19.5, valueUsd: 20_000, reefer: true, dangerous: false },
      unit: "wagon",
      registration: "PK",
      driver: "UZ",
      drivers: 2,
      prefer: "cost",
      exclude: { countries: ["CN", "AF", "IR"], crossings: ["torkham"], modes: ["sea"] },
      via: ["Kashgar", "Bishkek"],
      papers: "to-get",
      asOf: "2026-10-01",
      seed: 7,
      draws: 500,
    });
  });

  it.each([
    ["truck", "truck"],
    ["20t", "truck"],
    ["20t-truck", "truck"],
    ["20 t truck", "truck"],
    ["40ft", "container"],
    ["40FT-Container", "container"],
    ["40-ft container", "container"],
    ["wagon", "wagon"],
  ])("read the unit %s as %s", (written, unit) => expect(request("--unit", written).unit).toBe(unit));

  it.each([
    [["Lahore"], "missing-argument", "TO"],
    [["Lahore", "Almaty"], "missing-argument", "--ready"],
    [["Lahore", "Almaty", "Bishkek", "--ready", "2027-01-11"], "too-many-arguments", "Bishkek"],
    [["a", "b", "--ready", "2027-01-11", "--unit", "camel"], "bad-option", "--unit"],
    [["a", "b", "--ready", "2027-01-11", "--tonnes", "20t"], "bad-option", "--tonnes"],
    [["a", "b", "--ready", "2027-01-11", "--tonnes", "0x10"], "bad-option", "--tonnes"],
    [["a", "b", "--ready", "2027-01-11", "--prefer", "speed"], "bad-option", "--prefer"],
    [["a", "b", "--ready", " "], "bad-option", "--ready"],
    [["a", "b", "--ready"], "bad-option", "--ready"],
    [["a", "b", "--redy", "2027-01-11"], "unknown-option", "--redy"],
    [["a", "b", "-x"], "unknown-option", "-x"],
  ])("%j is %s at %s", (args, code, option) => {
    const error = fault(...args);
    expect(error.code).toBe(code);
    expect(error.issues[0]?.option).toBe(option);
  });

  it("offer the option that was meant", () => {
    expect(fault("a", "b", "--redy", "2027-01-11").issues[0]?.suggestions).toContain("--ready");
    expect(fault("a", "b", "--exclude", "CN").issues[0]?.suggestions).toContain("--exclude-country");
  });
});

describe("argumentOf", () => {
  it.each([
    ["/from", "FROM"],
    ["/goods/hs", "--goods"],
    ["/exclude/countries/3", "--exclude-country"],
    ["/via/0", "--via"],
    ["/asOf", "--as-of"],
    ["/at/place", "--at"],
    ["", "request"],
  ])("names the argument behind %s", (pointer, argument) => expect(argumentOf(pointer)).toBe(argument));
});
