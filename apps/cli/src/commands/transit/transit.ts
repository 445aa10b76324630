import {
  codeOf,
  commitmentIn,
  endFaults,
  groundsOf,
  loadRegimes,
  loadScenarios,
  play,
  type Scenario,
  type Step,
  stepsOf,
  type Told,
  type TransitState,
  transitMachine,
} from "@rahdari/transit";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { nearest } from "../../nearest.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";
import { declareCommand } from "./declare.ts";

const OPTIONS = { json: { type: "boolean" } } as const;
const VERBS = ["list", "play", "declare", "serve", "key"] as const;

/** `rahdari transit list | play ID | declare PLAN | serve DIR | key ...`: 1 where a scenario does not go as it says. */
export function transitCommand([verb, ...given]: readonly string[], io: Io): ExitCode | Promise<ExitCode> {
  if (verb === "declare") return declareCommand(given, io);
  // A database takes half a second to load: only who needs it waits for it.
  if (verb === "serve") return import("./serve.ts").then((serve) => serve.transitServeCommand(given, io));
  if (verb === "key") return import("./key.ts").then((key) => key.transitKeyCommand(given, io));
  const args = readArguments(given, OPTIONS);
  const { scenarios, givens } = loadScenarios();
  if (verb === "list") {
    io.out(args.flag("json") ? json({ scenarios: scenarios.map(headOf) }) : scenarios.map(listed).join(""));
    return EXIT.answer;
  }
  if (verb !== "play") {
    const suggestions = nearest(verb ?? "", [...VERBS]);
    throw new UsageError("unknown-command", {
      option: verb ?? "transit",
      message: `expected ${VERBS.join(", ")}`,
      suggestions,
    });
  }
  const { ID } = args.expect("ID");
  const scenario = scenarios.find(({ id }) => id === ID.padStart(2, "0"));
  if (!scenario) {
    const message = `no scenario of this number; there are 01 to ${scenarios.at(-1)?.id}`;
    throw new UsageError("bad-option", { option: ID, message });
  }
  return tellAll(scenario, stepsOf(scenario, givens), args.flag("json"), io);
}

function headOf({ id, title, shows }: Scenario) {
  return { id, title, shows: shows.trim() };
}

function listed({ id, title }: Scenario): string {
  return `${id}  ${printable(title)}\n`;
}

function tellAll(scenario: Scenario, steps: ReturnType<typeof stepsOf>, asJson: boolean, io: Io): ExitCode {
  const regimes = loadRegimes();
  const machine = transitMachine(regimes);
  const told: Told[] = [];
  const telling = play(machine, regimes, steps);
  let next = telling.next();
  for (; !next.done; next = telling.next()) told.push(next.value);
  const state: TransitState = next.value;
  const amiss = [
    ...told.flatMap((one) =>
      one.amiss === undefined ? [] : [`${one.step.at} ${one.step.does}: ${one.amiss}`],
    ),
    ...endFaults(machine, state, scenario.ends),
  ];
  if (asJson)
    io.out(json({ ...headOf(scenario), steps: told.map(stepJson), amiss, state: machine.toJson(state) }));
  else io.out(story(scenario, steps, told, { amiss, state }));
  return amiss.length === 0 ? EXIT.answer : EXIT.none;
}

function stepJson({ step, index, rejection }: Told) {
  const { at, by, does, with: body, goods, tell } = step;
  return {
    index,
    at,
    by,
    does,
    body,
    ...(goods && { goods, commit: commitmentIn(goods) }),
    tell,
    outcome: rejection ? { status: "rejected", ...rejection } : { status: "accepted" },
  };
}

function story(
  scenario: Scenario,
  steps: ReturnType<typeof stepsOf>,
  told: readonly Told[],
  { amiss, state }: { readonly amiss: readonly string[]; readonly state: TransitState },
): string {
  const before = steps.filter(({ isGiven }) => isGiven).length;
  const lines = told.flatMap((one, i) => [
    ...(i === before && before > 0 ? [""] : []),
    sentence(one.step),
    ...[...said(one.step), ...goodsOf(one), ...refusalOf(one)].map((line) => `${" ".repeat(18)}${line}`),
  ]);
  const end = amiss.length === 0 ? "Ends as it should." : ["Does not go as it says:", ...amiss].join("\n  ");
  const title = `${scenario.id} ${scenario.title}`;
  const all = [
    title,
    scenario.shows.trim(),
    "Times are UTC.",
    "",
    ...lines,
    "",
    ...outcome(state),
    "",
    end,
    "",
  ];
  return all.map(printable).join("\n");
}

function sentence({ at, received, by, tell }: Step): string {
  return `${at}  ${by.padEnd(16)} ${tell}${received === undefined ? "" : ` (on the ledger ${received})`}`;
}

/** Goods stay with the parties on the way; what the ledger has of them is a hash. */
function goodsOf({ step: { goods }, rejection }: Told): string[] {
  if (!goods) return [];
  const kilograms = goods.items.reduce((sum, { grossGrams }) => sum + grossGrams, 0) / 1000;
  const named = goods.items.map(({ hs, description }) => `${description} (HS ${hs})`).join(", ");
  const lines = [`private: ${named}, ${kilograms.toLocaleString("en")} kg gross`];
  if (!rejection?.path?.startsWith("/payload/"))
    lines.push(`on the ledger: their commitment ${commitmentIn(goods)}`);
  return lines;
}

function said(step: Step): string[] {
  const grounds = groundsOf(step);
  return grounds === undefined ? [] : [grounds];
}

function refusalOf({ rejection }: Told): string[] {
  if (!rejection) return [];
  return [
    `refused: ${rejection.code}${rejection.path ? ` at ${rejection.path}` : ""}`,
    textOf(rejection.code),
  ];
}

/** What a code means; permits and other rights are refused with codes of the ledger. */
function textOf(code: string): string {
  return codeOf(code)?.text ?? "";
}

/** What became of movements and guarantees. */
function outcome({ movements, guarantees }: TransitState): string[] {
  const all = [...movements, ...guarantees] as readonly (readonly [string, { readonly state: string }])[];
  return all.map(([id, { state }]) => `${" ".repeat(18)}${id.padEnd(16)} ${state}`);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
