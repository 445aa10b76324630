import { parse } from "yaml";
import { z } from "zod";
import { isKind } from "../message/messages.ts";
import { Payload } from "../payload/payload.ts";

/** "2027-01-11 09:00", UTC. */
const Moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
  .refine((text) => !Number.isNaN(momentOf(text)), "no such moment");
const Kind = z
  .string()
  .refine((kind) => kind.startsWith("right.") || isKind(kind), "no message has this kind");

const Step = z.strictObject({
  at: Moment,
  /** When the ledger took it in, where that was later than what it tells of. */
  received: Moment.optional(),
  by: z.string().regex(/^[A-Z]{2}(\/[a-z0-9-]+)?$/),
  does: Kind,
  with: z.record(z.string(), z.json()),
  /** Goods and parties that come with a declaration: private, and committed to. */
  goods: Payload.optional(),
  /** What happens, for people. */
  tell: z.string().min(1).max(300),
  /** Code of the refusal that is wanted; accepted where left out. */
  refused: z.string().optional(),
  /** Pointer to the field that the refusal names. */
  field: z.string().optional(),
});
export type Step = z.infer<typeof Step>;

const Given = z.strictObject({ given: z.string().optional(), steps: z.array(Step).min(1) });
export type Given = z.infer<typeof Given>;

const Scenario = z.strictObject({
  title: z.string().min(1).max(120),
  /** What it shows, and the article that it rests on. */
  shows: z.string().min(1).max(600),
  /** Name of a beginning that it shares with others. */
  given: z.string().optional(),
  steps: z.array(Step).min(1),
  /** Parts of the state in the end, by path: "movements M1 state". */
  ends: z.record(z.string(), z.json()),
});

/** A numbered story of one transit, told message by message. */
export type Scenario = z.infer<typeof Scenario> & { readonly id: string };

/** A scenario or beginning that cannot be read, with the file and each fault in it. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly code = "bad-scenario";
}

/** Reads a scenario; its name is `NN-what-it-is.yaml`, and NN its id. Throws ScenarioError. */
export function parseScenario(name: string, text: string): Scenario {
  const id = /^(\d{2})-[a-z0-9-]+\.yaml$/.exec(name)?.[1];
  if (id === undefined) throw new ScenarioError(`${name}: a scenario is named like 07-border-shut.yaml`);
  return { id, ...read(name, text, Scenario) };
}

export function parseGiven(name: string, text: string): Given {
  return read(name, text, Given);
}

function read<Schema extends z.ZodType>(name: string, text: string, schema: Schema): z.infer<Schema> {
  let content: unknown;
  try {
    content = parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw new ScenarioError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `/${path.join("/")}: ${message}`);
  throw new ScenarioError(`${name}: ${faults.join("; ")}`);
}

export function momentOf(text: string): number {
  return Date.parse(`${text.replace(" ", "T")}:00.000Z`);
}

/** Steps of a scenario with those of the beginnings before it. Throws ScenarioError where one is not there. */
export function stepsOf(
  { given, steps }: Pick<Scenario, "given" | "steps">,
  givens: ReadonlyMap<string, Given>,
): readonly (Step & { readonly isGiven: boolean })[] {
  const own = steps.map((step) => ({ ...step, isGiven: false }));
  if (given === undefined) return own;
  const before = givens.get(given);
  if (!before) throw new ScenarioError(`no beginning is named ${given}`);
  return [...stepsOf(before, givens).map((step) => ({ ...step, isGiven: true })), ...own];
}
