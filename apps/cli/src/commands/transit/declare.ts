import { legsOf, loadRegimes, needsNavigationSeal, type OnTheWay, type Regimes } from "@rahdari/transit";
import { z } from "zod";
import { type Arguments, readArguments } from "../../arguments.ts";
import { networkOf } from "../../data.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { readInputFile } from "../../ledger/files.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { nearest } from "../../nearest.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";
import { type Answer, answersFor, remarkOn } from "./declarable.ts";
import { DECLARED_OPTIONS, declarationFrom } from "./declared-options.ts";

const OPTIONS = {
  option: { type: "string" },
  regime: { type: "string" },
  ...DECLARED_OPTIONS,
  json: { type: "boolean" },
  data: { type: "string", multiple: true },
} as const;
const MAX_PLAN = 20_000_000;
const MAKE_ONE = "make one with rahdari plan FROM TO --ready DATE --json > plan.json";

/** Of a plan's JSON, what a declaration is made of. */
const Plan = z.object({
  request: z.object({
    ready: z.string().min(10),
    goods: z.object({ hs: z.string().optional() }).optional(),
    registration: z.string().optional(),
    unit: z.string().optional(),
  }),
  options: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        places: z.array(z.string()).min(2),
        modes: z.array(z.string()).default(["road"]),
        documents: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            issuer: z.string(),
            latestStart: z.string(),
            late: z.boolean(),
          }),
        ),
      }),
    )
    .min(1),
});
export type Plan = z.infer<typeof Plan>;
export type Option = Plan["options"][number];

/** The way of an option: its legs, its first place, and the day on which it is ready. */
export type Way = {
  readonly legs: ReturnType<typeof legsOf>;
  readonly day: string;
  readonly start: OnTheWay;
};

/**
 * `rahdari transit declare PLAN.json|- [--option N]` says under which regimes an option can be declared, and why not
 * under the others, and which papers the way needs; with `--regime` and what else a declaration says it gives that,
 * for `rahdari ledger append ... declaration.lodge -`.
 */
export async function declareCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { PLAN } = args.expect("PLAN");
  const plan = await planIn(PLAN, io);
  const option = optionIn(args, plan);
  const regimes = loadRegimes();
  const day = plan.request.ready.slice(0, 10);
  const places = placesOf(option, args);
  const way: Way = { legs: legsOf(places, regimes, day), day, start: places[0] as OnTheWay };
  const answers = answersFor(plan, option, way, regimes);
  if (args.text("regime") === undefined) {
    const { documents, id } = option;
    io.out(
      args.flag("json")
        ? json({ option: id, legs: way.legs, regimes: answers, documents })
        : told(option, way, answers, sealIsOpen(plan, way, answers, regimes)),
    );
    return answers.some(({ fault }) => !fault) ? EXIT.answer : EXIT.none;
  }
  const chosen = chosenOf(args, answers);
  const body = declarationFrom(args, plan, way, chosen, regimes);
  if (sealIsOpen(plan, way, [chosen], regimes)) io.err(`navigationSeal is false: ${SEAL_OPEN}\n`);
  io.out(json(body));
  return EXIT.answer;
}

const SEAL_OPEN =
  "some goods travel under a navigation seal on this way, and the plan names none; plan with --goods HS to know";

/** Whether it depends on the goods, and none are named, that a navigation seal is needed. */
function sealIsOpen(
  { request: { goods } }: Plan,
  { legs, day }: Way,
  answers: readonly Answer[],
  regimes: Regimes,
): boolean {
  return answers.some(
    ({ regime, fault }) =>
      !fault && needsNavigationSeal(goods?.hs, { regime, legs }, regimes, day) === undefined,
  );
}

/** The answer about the regime that was chosen, if it serves. */
function chosenOf(args: Arguments, answers: readonly Answer[]): Answer {
  const text = args.text("regime")?.trim().toLowerCase() ?? "";
  const names = answers.map(({ regime }) => regime);
  const answer = answers.find(({ regime }) => regime === text);
  if (!answer) {
    const message = `not one of ${names.join(", ")}: ${text}`;
    throw new UsageError("bad-option", { option: "--regime", message, suggestions: nearest(text, names) });
  }
  const { fault, regime } = answer;
  if (!fault) return answer;
  const message = ["the option cannot be declared under it", ...remarkOn(answer)].join(": ");
  throw new Trouble(fault.code, `${regime}#${fault.path}`, message, { exit: EXIT.none });
}

async function planIn(file: string, io: Io): Promise<Plan> {
  const bytes = file === "-" ? await io.input() : await readPlan(file);
  const name = file === "-" ? "standard input" : file;
  try {
    return Plan.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new Trouble("bad-plan", name, "is not the JSON of a plan", { wayOut: MAKE_ONE, cause });
  }
}

function readPlan(file: string): Promise<Uint8Array> {
  return readInputFile(file, MAX_PLAN).catch((cause) => {
    const { code, message } =
      cause instanceof Trouble ? cause : { code: "no-such-file", message: "cannot be read" };
    throw new Trouble(code, file, message, { wayOut: MAKE_ONE, cause });
  });
}

function optionIn(args: Arguments, { options }: Plan): Option {
  const number = args.number("option") ?? 1;
  const option = options[number - 1];
  if (option) return option;
  throw new UsageError("bad-option", {
    option: "--option",
    message: `the plan has options 1 to ${options.length}`,
  });
}

function placesOf({ places }: Option, args: Arguments): OnTheWay[] {
  const network = networkOf(args);
  return places.flatMap((id) => {
    const place = network.places.get(id);
    // No customs office stands on a pass or at a junction: those before and after it do.
    if (place) return ["pass", "junction"].includes(place.kind) ? [] : [{ id, country: place.country }];
    const wayOut = "name the data that the plan was made with: --data DIR";
    throw new Trouble("unknown-place", id, "is no place of this network", { wayOut });
  });
}

function told(
  { name, documents }: Option,
  { legs, day }: Way,
  answers: readonly Answer[],
  isSealOpen: boolean,
): string {
  const lines = [
    name,
    ...legs.map(({ territory, from, to }) => `  ${territory.padEnd(6)} ${from} - ${to}`),
    "",
    `Regimes on ${day}:`,
    ...answers.map(answerLine),
    ...(isSealOpen ? ["", `Navigation seal: ${SEAL_OPEN}.`] : []),
    "",
    "Papers that the way needs: last day to apply, paper; issuer:",
    ...documents.map(
      ({ latestStart, late, name: paper, issuer }) =>
        `  ${latestStart}${late ? " TOO LATE" : ""}  ${paper}; ${issuer}`,
    ),
    "",
    "No legal advice.",
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

function answerLine(answer: Answer): string {
  const { regime, name, fault } = answer;
  const said = fault
    ? `no   ${regime.padEnd(9)} ${fault.code} at ${fault.path}`
    : `yes  ${regime.padEnd(9)} ${name}`;
  return `  ${[said, ...remarkOn(answer)].join(fault ? ": " : "; ")}`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
