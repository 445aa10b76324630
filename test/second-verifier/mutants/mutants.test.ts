import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Facts } from "../verifier.ts";
import { bundleHoldsForPackage, bundleHoldsForSecond, type Opinion, pairOf } from "./both-verifiers.ts";
import { compactMutants, qrMutants } from "./compact-mutants.ts";
import { fileMutants, type Parts } from "./file-mutants.ts";
import { Chance, type Mutants } from "./mutation.ts";
import { jsonMutants } from "./text-mutants.ts";

const vectors = fileURLToPath(new URL("../../../packages/ledger/vectors/", import.meta.url));
const seed = Number(process.env.RAHDARI_SEED ?? 20270111);
/** One mutant in so many is tried, by chance; 1 tries all. */
const share = Number(process.env.RAHDARI_SHARE ?? 2);

interface Vector {
  readonly name: string;
  readonly bundle: string;
  readonly file: string;
  readonly compact?: string;
  readonly qr?: string;
  readonly statement?: Pick<Facts, "cosigners">;
}

interface VectorFile {
  readonly bundles: Readonly<Record<string, string>>;
  readonly receipts: readonly Vector[];
}

const names = globSync("{ledger-*,journal}.json", { cwd: vectors }).sort();
const files = new Map(
  names.map((name) => [name, JSON.parse(readFileSync(vectors + name, "utf8")) as VectorFile]),
);
const all = [...files.values()].flatMap(({ receipts }) => receipts.map(({ file }) => file));

describe.each(names)(`mutants of %s (seed ${seed})`, (name) => {
  const { bundles, receipts } = files.get(name)!;
  const golden = receipts.filter(({ statement }) => statement);

  it("hold for both verifiers or for neither, and none says anything else", async () => {
    const chance = new Chance(seed);
    const tally = { mutants: 0, held: 0 };
    const known = new Set(golden.flatMap(({ statement }) => statement?.cosigners ?? []).map(asText));
    for (const vector of golden) {
      const pair = pairOf(bundles[vector.bundle]!);
      const truth = pair.second(Buffer.from(vector.file));
      expect(truth.holds, vector.name).toBe(true);
      for (const [change, bytes] of mutantsOf(vector, bundles[vector.bundle]!, chance)) {
        if (chance.below(share) > 0) continue;
        const [second, first] = [pair.second(bytes), await pair.package(bytes)];
        tally.mutants++;
        if (second.holds) tally.held++;
        const told = `${vector.name}: ${change}\n${Buffer.from(bytes).toString("latin1").slice(0, 3_000)}`;
        expect.soft(first, told).toEqual(second.holds ? second : { holds: false, why: expect.any(String) });
        if (second.holds) expect.soft(beyond(second, truth, known), told).toEqual([]);
      }
    }
    console.log(`${name}: seed ${seed}, ${tally.mutants} mutants, ${tally.held} of them hold`);
    expect(tally.mutants).toBeGreaterThan(30 * golden.length);
  });

  it("and the bundles of others", async () => {
    for (const [other, { bundles: theirs }] of files)
      for (const [key, bundle] of Object.entries(theirs)) {
        const pair = pairOf(bundle);
        for (const { name: receipt, file } of golden) {
          const [second, first] = [pair.second(Buffer.from(file)), await pair.package(Buffer.from(file))];
          expect.soft(first.holds, `${receipt} by ${key} of ${other}`).toBe(second.holds);
        }
      }
  });

  it("and of its bundles", async () => {
    const chance = new Chance(seed);
    for (const [key, bundle] of Object.entries(bundles)) {
      expect(await bundleHoldsForPackage(Buffer.from(bundle)), key).toBe(true);
      for (const [change, bytes] of bundleMutants(bundle, chance)) {
        expect
          .soft(await bundleHoldsForPackage(bytes), `${key}: ${change}`)
          .toBe(bundleHoldsForSecond(bytes));
      }
    }
  });
});

function* mutantsOf(vector: Vector, bundle: string, chance: Chance): Mutants<Uint8Array> {
  const policies = JSON.parse(bundle).roster.policies.map(({ id }: { id: string }) => id);
  yield* fileMutants(vector.file, chance, all, policies);
  const { proof }: Parts = JSON.parse(vector.file);
  const hashes = proof.slice(0, proof.indexOf("\n\n")).split("\n").length - 2;
  if (vector.compact) yield* compactMutants(Buffer.from(vector.compact, "hex"), hashes, chance);
  if (vector.qr) yield* qrMutants(vector.qr, chance);
}

function* bundleMutants(bundle: string, chance: Chance): Mutants<Uint8Array> {
  for (let i = 0; i < 60; i++) yield [`bit ${i}`, chance.flip(Buffer.from(bundle))];
  for (const [change, text] of jsonMutants(JSON.stringify(JSON.parse(bundle)), chance))
    yield [change, Buffer.from(text)];
}

/**
 * What a mutant says beyond the receipt that it was made of: it may leave out cosigners and disclosures, name
 * others who cosigned this checkpoint for another receipt, and nothing else.
 */
function beyond(mutant: Opinion, truth: Opinion, cosigned: ReadonlySet<string>): string[] {
  if (!mutant.holds || !truth.holds) return ["does not hold"];
  const { cosigners, disclosed, ...rest } = mutant.facts;
  const opened = new Set(truth.facts.disclosed.map(asText));
  return [
    ...cosigners.map(asText).filter((one) => !cosigned.has(one)),
    ...disclosed.map(asText).filter((one) => !opened.has(one)),
    ...Object.entries(rest).flatMap(([key, value]) =>
      asText(value) === asText(truth.facts[key as keyof Facts]) ? [] : [`${key}: ${asText(value)}`],
    ),
  ];
}

function asText(value: unknown): string {
  return JSON.stringify(value);
}
