import { CODES, type Code, type CodeName } from "../code/codes.ts";
import { codesOf, ETIR_ERRORS } from "../code/etir-errors.ts";
import { GUARANTEE_REASONS } from "../code/guarantee-reasons.ts";
import { MACHINES } from "../machine/machines.ts";
import { mermaid } from "../machine/table.ts";
import { HANDED_IN } from "../message/handed-in.ts";
import { GROUPS, type Kind } from "../message/messages.ts";
import { type Given, type Scenario, type Step, stepsOf } from "./scenario.ts";

/** docs/scenarios.md: what each scenario shows, step by step. */
export function scenariosPage(scenarios: readonly Scenario[], givens: ReadonlyMap<string, Given>): string {
  const parts = scenarios.map((scenario) => {
    const steps = stepsOf(scenario, givens);
    const before = steps.filter(({ isGiven }) => isGiven).length;
    const own = steps.filter(({ isGiven }) => !isGiven);
    const lines = own.flatMap((step) => {
      const { at, by, does, tell, refused } = step;
      const grounds = groundsOf(step);
      return [
        `- ${at} ${by} \`${does}\`: ${tell}${refused === undefined ? "" : ` Refused: \`${refused}\`.`}`,
        ...(grounds === undefined ? [] : [`  - ${grounds}`]),
      ];
    });
    const given = scenario.given ? [`Begins as \`${scenario.given}\` (${before} steps).`, ""] : [];
    return [
      `## ${scenario.id} ${scenario.title}`,
      "",
      scenario.shows.trim(),
      "",
      ...given,
      ...lines,
      "",
    ].join("\n");
  });
  return `${[
    "# Scenarios",
    "",
    "The main ways and failures of a transit, as scripts in `data/scenarios`, run by `npm test`. `rahdari transit play ID` tells one line by line. Times are UTC. Holders, firms, vehicles and numbers are synthetic; places, articles and time limits are real. This page is made from the scripts.",
    "",
    ...parts,
  ].join("\n")}`;
}

/** Why a step is taken and by which article, where its message says so: a refusal, a reservation, a suspension. */
export function groundsOf({ with: body }: Pick<Step, "with">): string | undefined {
  const said = [
    ["reason", body.because ?? body.reason],
    ["article", body.article],
  ].flatMap(([name, text]) => (typeof text === "string" ? [`${name}: ${text}`] : []));
  return said.length === 0 ? undefined : said.join("; ");
}

/** docs/transit-reference.md: machines, messages and codes, as the code has them. */
export function referencePage(): string {
  const machines = MACHINES.map(
    (machine) => `### ${machine.name}\n\n\`\`\`mermaid\n${mermaid(machine)}\n\`\`\`\n`,
  );
  const groups = GROUPS.map(
    ({ title, kinds, etir, ncts }) => `| ${title} | ${kinds.map(handedIn).join(", ")} | ${etir} | ${ncts} |`,
  );
  const codes = Object.entries(CODES).map(([name, one]) => {
    const { etir, ncts, text }: Code = one;
    const reason = GUARANTEE_REASONS[name as CodeName] ?? "-";
    return `| \`${name}\` | ${one.class} | ${etir ?? "-"} | ${ncts} | ${reason} | ${text} |`;
  });
  return `${[
    "# Transit: machines, messages, codes",
    "",
    "Made from the code of `packages/transit`; see [transit.md](transit.md) for what it is about.",
    "",
    "## Machines",
    "",
    ...machines,
    "## Messages",
    "",
    "eTIR: pairs of its message list; NCTS: numbers of its messages. Nearest relatives, not the same messages. An office states them all; those with (h) a holder may hand to it, with (g) a guarantor.",
    "",
    "| group | kinds | eTIR | NCTS |",
    "| --- | --- | --- | --- |",
    ...groups,
    "",
    "## Codes",
    "",
    "Class: 100 validation, 200 order of steps, 300 what a message refers to (eTIR code list 99). eTIR, NCTS: the published code that says the same, where one does. Reason: that of the NCTS list InvalidGuaranteeReason which an office says in `guarantee.reject`.",
    "",
    "| code | class | eTIR | NCTS | reason | meaning |",
    "| --- | --- | --- | --- | --- | --- |",
    ...codes,
    "",
    "## eTIR code list 99",
    "",
    "Every number that is published, and who says it here.",
    "",
    "| number | meaning | said by |",
    "| --- | --- | --- |",
    ...ETIR_ERRORS.map(({ number, meaning, besides }) => {
      const codes = codesOf(number).map((code) => `\`${code}\``);
      return `| ${number} | ${meaning} | ${besides ?? codes.join(", ")} |`;
    }),
    "",
  ].join("\n")}`;
}

function handedIn(kind: Kind): string {
  if (HANDED_IN.holder.includes(kind)) return `\`${kind}\` (h)`;
  return HANDED_IN.guarantor.includes(kind) ? `\`${kind}\` (g)` : `\`${kind}\``;
}
