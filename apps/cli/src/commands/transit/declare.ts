import {
  BODIES,
  legsOf,
  loadRegimes,
  needsNavigationSeal,
  type OnTheWay,
  type Regimes,
  regimesFor,
  rulesAt,
  type Suitability,
} from "@rahdari/transit";
import { z } from "zod";
import { type Arguments, readArguments } from "../../arguments.ts";
import { networkOf } from "../../data.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { readInputFile } from "../../ledger/files.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  option: { type: "string" },
  regime: { type: "string" },
  movement: { type: "string" },
  holder: { type: "string" },
  guarantee: { type: "string" },
  vehicle: { type: "string" },
  approval: { type: "string" },
  permit: { type: "string", multiple: true },
  json: { type: "boolean" },
  data: { type: "string", multiple: true },
} as const;
const MAX_PLAN = 20_000_000;

/** Of a plan's JSON, what a declaration is made of. */
const Plan = z.object({
  request: z.object({
    ready: z.string().min(10),
    goods: z.object({ hs: z.string().optional() }).optional(),
    registration: z.string().optional(),
  }),
  options: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        places: z.array(z.string()).min(2),
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
type Plan = z.infer<typeof Plan>;
type Option = Plan["options"][number];

/**
 * `rahdari transit declare PLAN.json|- [--option N]` says under which regimes an option can be declared, and why not
 * under the others, and which papers the way needs; with `--regime`, `--movement`, `--holder`, `--guarantee` and `--vehicle` it gives the declaration
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
  const way = { legs: legsOf(places, regimes, day), day, start: places[0] as OnTheWay };
  const served = regimesFor(way.legs, regimes, day, plan.request.goods?.hs);
  if (args.text("regime") === undefined) {
    io.out(
      args.flag("json")
        ? json({ option: option.id, legs: way.legs, regimes: served, documents: option.documents })
        : told(option, way, served),
    );
    return served.some(({ fault }) => !fault) ? EXIT.answer : EXIT.none;
  }
  io.out(json(declaration(args, plan, way, served, regimes)));
  return EXIT.answer;
}

async function planIn(file: string, io: Io): Promise<Plan> {
  const bytes = file === "-" ? await io.input() : await readInputFile(file, MAX_PLAN);
  const name = file === "-" ? "standard input" : file;
  try {
    return Plan.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    const wayOut = "make one with rahdari plan FROM TO --ready DATE --json";
    throw new Trouble("bad-plan", name, "is not the JSON of a plan", { wayOut, cause });
  }
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

type Way = { readonly legs: ReturnType<typeof legsOf>; readonly day: string; readonly start: OnTheWay };

function told({ name, documents }: Option, { legs, day }: Way, served: readonly Suitability[]): string {
  const lines = [
    name,
    ...legs.map(({ territory, from, to }) => `  ${territory.padEnd(6)} ${from} - ${to}`),
    "",
    `Regimes on ${day}:`,
    ...served.map(({ regime, name: title, fault }) =>
      fault
        ? `  no   ${regime.padEnd(9)} ${fault.code} at ${fault.path}`
        : `  yes  ${regime.padEnd(9)} ${title}`,
    ),
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

function declaration(
  args: Arguments,
  plan: Plan,
  { legs, day, start }: Way,
  served: readonly Suitability[],
  regimes: Regimes,
): object {
  const regime =
    args.choice(
      "regime",
      served.map((one) => one.regime),
    ) ?? "national";
  const fault = served.find((one) => one.regime === regime)?.fault;
  if (fault)
    throw new Trouble(fault.code, `${regime}#${fault.path}`, "the option cannot be declared under it", {
      exit: EXIT.none,
    });
  const hs = plan.request.goods?.hs;
  const rules = rulesAt(regimes, regime, day);
  if (rules.number("approval.years")) need(args, "approval");
  if (rules.flag("permit.required")?.value === true && args.list("permit").length === 0) missing("permit");
  const body = {
    movement: need(args, "movement"),
    holder: need(args, "holder"),
    regime,
    guarantee: need(args, "guarantee"),
    legs,
    furtherOffices: [],
    vehicle: {
      registration: need(args, "vehicle"),
      country: plan.request.registration ?? start.country,
      approval: approvalIn(args),
    },
    permits: args.list("permit"),
    readings: regime === "aptta" ? { status: "in-force" } : {},
    navigationSeal: hs !== undefined && needsNavigationSeal(hs, { regime, legs }, regimes, day),
  };
  const parsed = BODIES["declaration.lodge"].safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [part, inner] = issue?.path ?? [];
  const option = inner === "approval" ? "approval" : part === "permits" ? "permit" : String(part);
  throw new UsageError("bad-option", { option: `--${option}`, message: issue?.message ?? "is malformed" });
}

function need(args: Arguments, option: string): string {
  const text = args.text(option);
  return text ?? missing(option);
}

function missing(option: string): never {
  throw new UsageError("missing-argument", { option: `--${option}`, message: "is missing" });
}

/** "PK-2025-118:2025-09-01", number and day of issue. */
function approvalIn(args: Arguments): { number: string; issued: string } | null {
  const text = args.text("approval");
  if (text === undefined) return null;
  const [number = "", issued = ""] = text.split(":");
  return { number, issued };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
