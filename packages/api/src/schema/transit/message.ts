import { RIGHT_BODIES } from "@rahdari/ledger";
import { BODIES, declaresGoods, GROUPS, Instant, type Kind, OfficeName, Payload } from "@rahdari/transit";
import { z } from "zod";

const COMMON = {
  office: OfficeName.meta({
    description: "Office that states it; this server speaks for it",
    example: "PK/lahore",
  }),
  at: Instant.nullable()
    .default(null)
    .meta({ description: "When it took place, UTC; null for now", example: "2027-01-11T04:15:00.000Z" }),
  evidence: z
    .boolean()
    .default(false)
    .meta({ description: "State it although the ledger is bound to reject it, for the record" }),
};

const Private = Payload.nullable()
  .default(null)
  .meta({ description: "Goods and parties: kept here, and committed to on the ledger" });

/** A group of messages with one address. */
export type MessageGroup = {
  /** Last part of its address: "guarantee-check". */
  readonly name: string;
  readonly title: string;
  readonly kinds: readonly string[];
  readonly etir: string;
  readonly ncts: string;
  readonly schema: z.ZodType;
};

/** A message as it is handed in. */
export type MessageIn = {
  readonly kind: string;
  readonly office: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly at: string | null;
  readonly evidence: boolean;
  readonly payload?: Payload | null;
};

/** "declaration.lodge" is described as DeclarationLodge, with its DeclarationLodgeBody. */
function messageOf(kind: string, body: z.ZodType) {
  const id = kind.replaceAll(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const own = { kind: z.literal(kind), body: body.meta({ id: `${id}Body` }), ...COMMON };
  return z.strictObject(declaresGoods(kind) ? { ...own, payload: Private } : own).meta({ id });
}

function schemaOf(kinds: readonly string[], bodyOf: (kind: string) => z.ZodType): z.ZodType {
  const [first, ...rest] = kinds.map((kind) => messageOf(kind, bodyOf(kind)));
  if (!first || rest.length === 0) return first as z.ZodType;
  return z.discriminatedUnion("kind", [first, ...rest]);
}

/** What a paper says is described by the kind that it is: JSON within JSON has no schema that ends. */
function bodyOf(kind: string): z.ZodType {
  if (kind !== "fallback.capture") return BODIES[kind as Kind];
  return BODIES[kind].extend({ body: z.record(z.string(), z.unknown()) });
}

const slug = (title: string) => title.toLowerCase().replaceAll(" ", "-");

/** Every group of messages: those of transit, and permits and vouchers, which are the ledger's scarce rights. */
export const MESSAGE_GROUPS: readonly MessageGroup[] = [
  ...GROUPS.map(({ title, kinds, etir, ncts }) => ({
    name: slug(title),
    title,
    kinds,
    etir,
    ncts,
    schema: schemaOf(kinds, bodyOf),
  })),
  {
    name: "permits",
    title: "Permits and vouchers",
    kinds: Object.keys(RIGHT_BODIES),
    etir: "-",
    ncts: "-",
    schema: schemaOf(Object.keys(RIGHT_BODIES), (kind) => RIGHT_BODIES[kind as keyof typeof RIGHT_BODIES]),
  },
];

export const Outcome = z.discriminatedUnion("status", [
  z.object({ status: z.literal("accepted") }),
  z.object({
    status: z.literal("rejected"),
    code: z.string(),
    path: z.string().optional(),
    against: z.int().optional(),
  }),
]);

/** What became of a message that an office stated. */
export const MessageStated = z
  .object({
    office: z.string(),
    seq: z.int().meta({ description: "Count in the office's own journal" }),
    level: z.enum(["final", "provisional"]).meta({
      description: "provisional: written down and signed, the ledger has not spoken yet",
    }),
    entry: z.int().nullable().meta({ description: "Index in the ledger; null while it is provisional" }),
    outcome: Outcome.nullable(),
    commit: z.string().nullable().meta({ description: "Root of the private payload, Base 64" }),
  })
  .meta({ id: "MessageStated" });
export type MessageStated = z.infer<typeof MessageStated>;

/** A message as the ledger holds it. */
export const LedgerMessage = z
  .object({
    entry: z.int(),
    kind: z.string(),
    office: z.string(),
    at: z.string().meta({ description: "When the office says that it took place, UTC" }),
    received: z.string().meta({ description: "When the ledger took it in, UTC" }),
    movement: z.string().nullable(),
    guarantee: z.string().nullable(),
    body: z.record(z.string(), z.unknown()),
    commit: z.string().nullable(),
    outcome: Outcome,
  })
  .meta({ id: "LedgerMessage" });
export type LedgerMessage = z.infer<typeof LedgerMessage>;

export const LedgerMessages = z.object({ messages: z.array(LedgerMessage), next: z.int().nullable() });
