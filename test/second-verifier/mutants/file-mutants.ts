import { type Chance, type Mutants, mapped, named, reordered } from "./mutation.ts";
import { jsonMutants, proofMutants } from "./text-mutants.ts";

/** A receipt's file as its parts. */
export interface Parts {
  readonly receipt: string;
  readonly level: string;
  readonly entry: string;
  readonly proof: string;
  readonly policyId: string;
  readonly disclosures: readonly Opened[];
}

interface Opened {
  readonly index: number;
  readonly name: string;
  readonly proof: readonly string[];
  readonly salt: string;
  readonly size: number;
  readonly value: unknown;
}

/** Files made of one by a change; `others` are receipts to take parts from, `policies` ids of the bundle's. */
export function* fileMutants(
  file: string,
  chance: Chance,
  others: readonly string[],
  policies: readonly string[],
): Mutants<Uint8Array> {
  const parts: Parts = JSON.parse(file);
  for (let i = 0; i < 12; i++) yield [`bit ${i} of the file`, chance.flip(Buffer.from(file))];
  const texts = (name: string, mutants: Mutants<string>) =>
    mapped(named(name, mutants), (text) => Buffer.from(text));
  const made = (name: string, mutants: Mutants<object>) =>
    mapped(named(name, mutants), (changes) => Buffer.from(JSON.stringify({ ...parts, ...changes })));
  yield* texts("file", jsonMutants(JSON.stringify(parts), chance));
  yield* made(
    "entry",
    mapped(entryMutants(parts.entry, chance), (entry) => ({ entry })),
  );
  yield* made(
    "proof",
    mapped(proofMutants(parts.proof, chance), (proof) => ({ proof })),
  );
  yield* made(
    "disclosures",
    mapped(disclosureMutants(parts.disclosures, chance), (disclosures) => ({ disclosures })),
  );
  yield* made("parts", partMutants(parts, chance, others, policies));
}

function* entryMutants(entry: string, chance: Chance): Mutants<string> {
  yield* jsonMutants(entry, chance);
  for (let i = 0; i < 6; i++) yield [`bit ${i}`, chance.flip(Buffer.from(entry)).toString("latin1")];
  const encoded = [...entry.matchAll(/(?<=")[A-Za-z0-9+/]{22,}={0,2}(?=")/g)];
  for (const { 0: text, index } of encoded.length > 0 ? [chance.pick(encoded), chance.pick(encoded)] : [])
    yield [
      "a bit of a key, a hash or a signature",
      entry.slice(0, index) + chance.flip64(text) + entry.slice(index + text.length),
    ];
  for (const [from, to] of [
    ["accepted", "rejected"],
    ["event", "journal"],
    ["journal", "event"],
    ["PK", "KZ"],
    ["00.000Z", "01.000Z"],
    ["torkham", "chaman"],
  ])
    if (entry.includes(from!)) yield [`${to} for ${from}`, entry.replace(from!, to!)];
}

function* disclosureMutants(disclosures: readonly Opened[], chance: Chance): Mutants<readonly unknown[]> {
  yield* reordered(disclosures);
  for (const [i, one] of disclosures.entries()) {
    const put = (changes: object) => disclosures.with(i, { ...one, ...changes });
    yield [`${i}, a bit of its salt`, put({ salt: chance.flip64(one.salt) })];
    for (const [change, proof] of reordered(one.proof)) yield [`${i}, proof ${change}`, put({ proof })];
    if (one.proof.length > 0)
      yield [`${i}, a bit of its proof`, put({ proof: one.proof.with(0, chance.flip64(one.proof[0]!)) })];
    for (const index of [one.index - 1, one.index + 1, one.index + 2 ** 32])
      yield [`${i}, index ${index}`, put({ index })];
    for (const size of [0, one.size - 1, one.size + 1, 2 * one.size])
      yield [`${i}, size ${size}`, put({ size })];
    for (const value of [null, "", `${one.value} `, [one.value], { a: one.value }])
      yield [`${i}, value ${value}`, put({ value })];
    const other = chance.pick(disclosures);
    for (const key of ["index", "name", "proof", "salt", "value"] as const)
      yield [`${i}, ${key} of ${other.name}`, put({ [key]: other[key] })];
  }
}

function* partMutants(
  parts: Parts,
  chance: Chance,
  others: readonly string[],
  policies: readonly string[],
): Mutants<Partial<Parts>> {
  yield ["the other level", { level: parts.level === "final" ? "provisional" : "final" }];
  yield ["capitals in the policy", { policyId: parts.policyId.toUpperCase() }];
  yield [
    "a bit of the policy",
    { policyId: chance.flip(Buffer.from(parts.policyId, "hex")).toString("hex") },
  ];
  for (const policyId of policies) yield ["another policy", { policyId }];
  for (const other of [chance.pick(others), chance.pick(others), chance.pick(others)]) {
    const taken: Parts = JSON.parse(other);
    for (const key of ["level", "entry", "proof", "policyId", "disclosures"] as const)
      yield [`${key} of another`, { [key]: taken[key] }];
    yield ["checkpoint of another", { proof: spliced(parts.proof, taken.proof) }];
  }
}

/** The index and path of one proof, with the checkpoint of another. */
function spliced(path: string, checkpoint: string): string {
  return path.slice(0, path.indexOf("\n\n")) + checkpoint.slice(checkpoint.indexOf("\n\n"));
}
