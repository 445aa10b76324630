import type { Json, JsonObject } from "../strict-json.ts";
import type { Chance, Mutants } from "./mutation.ts";

const zeros = (bytes: number) => Buffer.alloc(bytes).toString("base64");

/** Values at the edges of what the formats take. */
const ODD: readonly Json[] = [
  ...[null, true, 0, -1, 1, 2 ** 53 - 1, -(2 ** 53) + 1],
  ...[
    "",
    " ",
    "0",
    "PK",
    "KZ",
    "PK/torkham",
    "PK/a/b",
    "P",
    "pk",
    "PK\n",
    "PK/",
    "/",
    "a.b",
    "a.",
    "none",
    "two-thirds",
  ],
  ...["accepted", "rejected", "cosigner", "authority", "root", "office", "node", "join", "leave", "open"],
  ...["\u0000", "\u00e9", "\ufeff", "\u0085", "\u007f", "a+b", "a b", "\u{1f69a}", "~2", "/~01"],
  ...[15, 16, 17, 32, 33, 60, 61, 99, 100, 101, 200, 201, 500, 501].map((length) => "a".repeat(length)),
  ...[50, 51, 100, 101].map((length) => "\u{1f69a}".repeat(length)),
  ...[16, 17, 31, 32, 33, 64, 65].map(zeros),
  ...["2028-02-29T00:00:00.000Z", "2027-02-29T00:00:00.000Z", "0000-01-01T00:00:00.000Z"],
  ...["9999-12-31T23:59:59.999Z", "+010000-01-01T00:00:00.000Z", "2027-01-11T00:00:60.000Z"],
  ...["2027-01-11T00:00:00.000z", "2027-01-11 00:00:00.000Z", "2027-01-11T00:00:00.000+00:00"],
  // Keys: neutral, of order 8, with y not below the field's order.
  ...["AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "JuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/AU="],
  ...["7f///////////////////////////////////////38=", "0".repeat(16), "0".repeat(64), "A".repeat(64)],
  ...[
    [],
    {},
    [1],
    { a: 1 },
    { type: "leave", id: "PK" },
    { status: "accepted" },
    { status: "rejected", code: "a" },
  ],
];

/** As many changes of a value, each in one place, by chance. */
export function* valueMutants(value: Json, count: number, chance: Chance): Mutants<Json> {
  const paths = [...pathsOf(value, [])];
  for (let i = 0; i < count; i++) {
    const path = chance.pick(paths);
    const [name, change] = chance.pick(CHANGES);
    yield [`${name} at /${path.join("/")} (${i})`, changedAt(value, path, (inner) => change(inner, chance))];
  }
}

type Change = (value: Json, chance: Chance) => Json | undefined;

/** `undefined`: gone. */
const CHANGES: readonly (readonly [name: string, change: Change])[] = [
  ["another value", (_, chance) => chance.pick(ODD)],
  ["another value", (_, chance) => chance.pick(ODD)],
  ["a neighbour", neighbour],
  ["a neighbour", neighbour],
  ["nothing", () => undefined],
  [
    "a field more",
    (value, chance) =>
      isObject(value)
        ? {
            ...value,
            [String(chance.pick(["", "a", "__proto_", "code", "path", "against"]))]: chance.pick(ODD),
          }
        : value,
  ],
  [
    "an item more",
    (value, chance) => (Array.isArray(value) ? [...value, chance.pick([...value, ...ODD])] : value),
  ],
  ["reversed", (value) => (Array.isArray(value) ? value.toReversed() : value)],
];

/** A value close by: the next number, a text with a sign more or less or in another case. */
function neighbour(value: Json, chance: Chance): Json {
  if (typeof value === "number") return value + chance.pick([-1, 1, 1000]);
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string") return value;
  return chance.pick([
    `${value}a`,
    `${value}0`,
    `${value}\n`,
    ` ${value}`,
    value.slice(0, -1),
    value.slice(1),
    value.toUpperCase(),
    value.toLowerCase(),
    chance.flip64(value),
  ]);
}

function* pathsOf(value: Json, path: readonly string[]): Iterable<readonly string[]> {
  yield path;
  if (value === null || typeof value !== "object") return;
  for (const [key, inner] of Object.entries(value)) yield* pathsOf(inner, [...path, key]);
}

function changedAt(
  value: Json,
  [key, ...rest]: readonly string[],
  change: (value: Json) => Json | undefined,
): Json {
  if (key === undefined) return change(value) ?? null;
  if (Array.isArray(value)) {
    const inner = innerOf((value as readonly Json[])[Number(key)]!, rest, change);
    return inner === undefined ? value.toSpliced(Number(key), 1) : value.with(Number(key), inner);
  }
  const { [key]: old, ...others } = value as JsonObject;
  const inner = innerOf(old!, rest, change);
  return inner === undefined ? others : { ...others, [key]: inner };
}

function innerOf(
  value: Json,
  path: readonly string[],
  change: (value: Json) => Json | undefined,
): Json | undefined {
  return path.length === 0 ? change(value) : changedAt(value, path, change);
}

export function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
