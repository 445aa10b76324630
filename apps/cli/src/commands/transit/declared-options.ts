import { BODIES, needsNavigationSeal, type Regimes, type Rules, rulesAt } from "@rahdari/transit";
import type { Arguments } from "../../arguments.ts";
import { UsageError } from "../../usage-error.ts";
import type { Answer } from "./declarable.ts";
import type { Plan, Way } from "./declare.ts";

/** What a plan does not say of a declaration. */
export const DECLARED_OPTIONS = {
  movement: { type: "string" },
  holder: { type: "string" },
  guarantee: { type: "string" },
  vehicle: { type: "string" },
  approval: { type: "string" },
  permit: { type: "string", multiple: true },
} as const;
type Name = keyof typeof DECLARED_OPTIONS;

const FORMS: Readonly<Record<Name, string>> = {
  movement: "M1, a name of your own of letters, digits, - and .",
  holder: "PAK/041/123 under TIR, or PK/NLC: country and number",
  guarantee: "XB25000071, number of the carnet or guarantee",
  vehicle: "LES-4711, its registration",
  approval: "PK-2025-118:2025-09-01, NUMBER:YYYY-MM-DD of the certificate of approval",
  permit: "QP-1, a permit reserved on the ledger",
};

/** The body of `declaration.lodge`; throws UsageError with all options that are missing, or all that are malformed. */
export function declarationFrom(
  args: Arguments,
  plan: Plan,
  { legs, day, start }: Way,
  { regime, contestedSince }: Answer,
  regimes: Regimes,
): object {
  checkGiven(args, rulesAt(regimes, regime, day));
  const seal = needsNavigationSeal(plan.request.goods?.hs, { regime, legs }, regimes, day);
  const parsed = BODIES["declaration.lodge"].safeParse({
    movement: args.text("movement"),
    holder: args.text("holder"),
    regime,
    guarantee: args.text("guarantee"),
    legs,
    furtherOffices: [],
    vehicle: {
      registration: args.text("vehicle"),
      country: plan.request.registration ?? start.country,
      approval: approvalIn(args),
    },
    permits: args.list("permit"),
    readings: contestedSince === undefined ? {} : { status: "in-force" },
    navigationSeal: seal ?? false,
  });
  if (parsed.success) return parsed.data;
  const names = new Set(parsed.error.issues.map(({ path }) => optionAt(path)));
  const issues = [...names].map((name) => ({
    option: `--${name}`,
    message: `not of the form ${FORMS[name]}`,
  }));
  throw new UsageError("bad-option", ...issues);
}

function checkGiven(args: Arguments, rules: Rules): void {
  const wanted: readonly Name[] = [
    "movement",
    "holder",
    "guarantee",
    "vehicle",
    ...(rules.number("approval.years") ? (["approval"] as const) : []),
    ...(rules.flag("permit.required")?.value === true ? (["permit"] as const) : []),
  ];
  const missing = wanted.filter((name) => args.list(name).length === 0);
  if (missing.length === 0) return;
  const issues = missing.map((name) => ({
    option: `--${name}`,
    message: `is missing; for example --${name} ${FORMS[name]}`,
  }));
  throw new UsageError("missing-argument", ...issues);
}

function optionAt([part, inner]: readonly PropertyKey[]): Name {
  if (part === "permits") return "permit";
  if (part === "vehicle") return inner === "approval" ? "approval" : "vehicle";
  return part as Name;
}

/** "PK-2025-118:2025-09-01", number and day of issue. */
function approvalIn(args: Arguments): { number: string; issued: string } | null {
  const text = args.text("approval");
  if (text === undefined) return null;
  const [number = "", issued = "", ...more] = text.split(":");
  return { number: [number, ...more].join(":"), issued };
}
