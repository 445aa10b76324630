import type { ParseArgsOptionsConfig } from "node:util";
import type { PlanRequestInput } from "@rahdari/api";
import type { Arguments } from "./arguments.ts";
import { UsageError } from "./usage-error.ts";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const list = { type: "string", multiple: true } as const;

export const PLAN_OPTIONS = {
  ready: text,
  deadline: text,
  goods: text,
  tonnes: text,
  value: text,
  reefer: flag,
  dangerous: flag,
  unit: text,
  registration: text,
  driver: text,
  drivers: text,
  prefer: text,
  "exclude-country": list,
  "exclude-crossing": list,
  "exclude-mode": list,
  via: list,
  papers: text,
  "as-of": text,
  seed: text,
  draws: text,
  at: text,
  on: text,
  json: flag,
  format: text,
  server: text,
  data: list,
} satisfies ParseArgsOptionsConfig;

/** Which argument fills which part of the request, to name it when the planner finds fault with that part. */
const ARGUMENT_OF: Readonly<Record<string, string>> = {
  id: "ID",
  from: "FROM",
  to: "TO",
  "goods/hs": "--goods",
  "goods/tonnes": "--tonnes",
  "goods/valueUsd": "--value",
  "goods/reefer": "--reefer",
  "goods/dangerous": "--dangerous",
  "exclude/countries": "--exclude-country",
  "exclude/crossings": "--exclude-crossing",
  "exclude/modes": "--exclude-mode",
  asOf: "--as-of",
  "at/place": "--at",
  "at/on": "--on",
};

/** The argument that a JSON pointer into the request stands for. */
export function argumentOf(pointer: string): string {
  const path = pointer.replace(/^\//, "").replace(/\/\d+$/, "");
  return ARGUMENT_OF[path] ?? (path === "" ? "request" : `--${path}`);
}

const UNITS = {
  truck: "truck",
  "20t": "truck",
  "20t-truck": "truck",
  container: "container",
  "40ft": "container",
  "40ft-container": "container",
  wagon: "wagon",
} as const;

/** The request that the arguments of `plan` describe. What is left out is left to the planner's defaults. */
export function planRequest(args: Arguments): PlanRequestInput {
  const { FROM, TO } = args.expect("FROM", "TO");
  const ready = args.text("ready");
  if (ready === undefined) {
    throw new UsageError("missing-argument", {
      option: "--ready",
      message: "say when the goods are ready: YYYY-MM-DD",
    });
  }
  const parts = {
    deadline: args.text("deadline"),
    unit: unit(args),
    registration: args.text("registration"),
    driver: args.text("driver"),
    drivers: args.number("drivers"),
    prefer: args.choice("prefer", ["balanced", "time", "cost", "reliability", "co2e", "handovers"]),
    papers: args.choice("papers", ["held", "to-get"]),
    asOf: args.text("as-of"),
    seed: args.number("seed"),
    draws: args.number("draws"),
  };
  return {
    from: FROM,
    to: TO,
    ready,
    ...given(parts),
    goods: goods(args),
    exclude: exclude(args),
    via: args.list("via"),
  };
}

function goods(args: Arguments): NonNullable<PlanRequestInput["goods"]> {
  const hs = args.text("goods")?.replaceAll(/[.\s]/g, "");
  return {
    ...given({ hs, tonnes: args.number("tonnes"), valueUsd: args.number("value") }),
    reefer: args.flag("reefer"),
    dangerous: args.flag("dangerous"),
  };
}

function exclude(args: Arguments): NonNullable<PlanRequestInput["exclude"]> {
  const modes = args.list("exclude-mode").map((mode) => mode.toLowerCase());
  return {
    countries: args.list("exclude-country"),
    crossings: args.list("exclude-crossing"),
    modes: modes as ("road" | "rail" | "sea" | "air")[],
  };
}

function unit(args: Arguments): PlanRequestInput["unit"] {
  const written = args.text("unit");
  if (written === undefined) return undefined;
  const key = written
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, "-")
    .replace("40-ft", "40ft")
    .replace("20-t", "20t");
  if (Object.hasOwn(UNITS, key)) return UNITS[key as keyof typeof UNITS];
  const suggestions = Object.keys(UNITS);
  throw new UsageError("bad-option", { option: "--unit", message: `no such unit: ${written}`, suggestions });
}

/** Without the parts that were not given: absent is not the same as undefined under exact optional types. */
function given<Parts extends object>(
  parts: Parts,
): { [Key in keyof Parts]?: Exclude<Parts[Key], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Parts]?: Exclude<Parts[Key], undefined>;
  };
}
