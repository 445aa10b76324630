import { describe, expect, it } from "vitest";
import { keyOf, ORIGIN } from "../../../packages/ledger/test/support/fixture.ts";
import { officesLedger } from "../../../packages/ledger/test/vectors/forged-entries.ts";
import { provisionalOf } from "../../../packages/ledger/test/vectors/journals.ts";
import { charterFor, sampleLedger } from "../../../packages/ledger/test/vectors/sample.ts";
import type { Sketch } from "../../../packages/ledger/test/vectors/sketch.ts";
import { canonicalJson } from "../canonical-json.ts";
import { preAuthenticationEncoding, sha256 } from "../encoding.ts";
import { leafHash } from "../merkle-path.ts";
import { keyIdOf } from "../shape.ts";
import { formatVerifierKey, noteKeyId } from "../signed-note.ts";
import { type Json, type JsonObject, parseJson } from "../strict-json.ts";
import { policyIdOf } from "../trust-policy.ts";
import { bundleHoldsForPackage, bundleHoldsForSecond, type Pair, pairOf } from "./both-verifiers.ts";
import { Chance, type Mutants } from "./mutation.ts";
import { jsonMutants, lineMutants } from "./text-mutants.ts";
import { isObject, valueMutants } from "./value-mutants.ts";

const seed = Number(process.env.RAHDARI_SEED ?? 20270111);
/** How many changes of each value are tried; more by hand. */
const count = Number(process.env.RAHDARI_COUNT ?? 250);
const tally = { tried: 0, held: 0 };

/**
 * Mutants that whoever holds all keys has signed again, author, authorities and log: nothing but the rules for
 * what is signed can refuse them, and there the two verifiers have to be of one mind.
 */
describe(`mutants signed again (seed ${seed})`, () => {
  it("of entries, as values", async () => {
    const [ledger, pair] = await ledgerAndPair();
    const chance = new Chance(seed);
    for (const [index, leaf] of ledger.leaves.entries()) {
      for (const [change, entry] of valueMutants(entryOf(leaf), count / 4, chance)) {
        const text = canonicalJson(await resigned(entry));
        await agree(pair, await fileOf(ledger, text, index), `${index}: ${change}: ${text.slice(0, 2_000)}`);
      }
    }
  });

  it("of entries, as texts", async () => {
    const [ledger, pair] = await ledgerAndPair();
    const chance = new Chance(seed);
    for (const [index, leaf] of ledger.leaves.entries())
      for (const [change, text] of jsonMutants(Buffer.from(leaf).toString(), chance))
        await agree(pair, await fileOf(ledger, text, index), `${index}: ${change}: ${text.slice(0, 2_000)}`);
  });

  it("of leaves of journals", async () => {
    const [, pair] = await ledgerAndPair();
    const { entry: leaf } = await provisionalOf("PK/torkham", ORIGIN);
    for (const [change, entry] of valueMutants(entryOf(leaf), 2 * count, new Chance(seed))) {
      const text = canonicalJson(await resigned(entry));
      await agree(pair, await journalFileOf(text), `${change}: ${text}`);
    }
  });

  it("of checkpoints", async () => {
    const [ledger, pair] = await ledgerAndPair();
    const receipt = JSON.parse((await fileOf(ledger, undefined, 2)).toString());
    const [path, lines] = receipt.proof.split("\n\n") as [string, string];
    for (const [change, text] of checkpointMutants(lines.split("\n"), new Chance(seed))) {
      const proof = `${path}\n\n${text}\n${await logLine(text, ledger.charter.origin)}`;
      await agree(pair, Buffer.from(JSON.stringify({ ...receipt, proof })), `${change}: ${text}`);
    }
  });

  it("of rosters", async () => {
    const { ledger } = await sampleLedger(charterFor(1, "none"));
    const chance = new Chance(seed);
    const roster = JSON.parse(JSON.stringify(ledger.state.roster)) as Json;
    for (const [change, changed] of valueMutants(roster, 4 * count, chance)) {
      const file = await bundleOf(ledger, changed);
      const holds = bundleHoldsForSecond(file);
      tallied(holds);
      expect
        .soft(await bundleHoldsForPackage(file), `${change}: ${file.toString().slice(0, 3_000)}`)
        .toBe(holds);
    }
    console.log(`seed ${seed}: ${tally.tried} signed again, ${tally.held} of them hold`);
  });
});

function tallied(holds: boolean): void {
  tally.tried++;
  if (holds) tally.held++;
}

async function agree(pair: Pair, file: Buffer, told: string): Promise<void> {
  const [second, first] = [pair.second(file), await pair.package(file)];
  tallied(second.holds);
  const reasons = `${told}\n${JSON.stringify([first, second]).slice(0, 500)}`;
  expect.soft(first, reasons).toEqual(second.holds ? second : { holds: false, why: expect.any(String) });
}

async function ledgerAndPair(): Promise<[Sketch, Pair]> {
  const ledger = await officesLedger();
  return [ledger, pairOf(await ledger.bundle())];
}

function entryOf(leaf: Uint8Array): Json {
  return parseJson(Buffer.from(leaf).toString());
}

/** A receipt of the ledger with another text for one of its leaves. */
async function fileOf(ledger: Sketch, text: string | undefined, index: number): Promise<Buffer> {
  const { proof, policyId } = await (text === undefined ? ledger : ledger.withLeaf(text, index)).receipt(
    index,
  );
  const { note } = proof.checkpoint;
  const hashes = proof.hashes.map((hash) => `${Buffer.from(hash).toString("base64")}\n`).join("");
  const head = `c2sp.org/tlog-proof@v1\nindex ${index}\n${hashes}\n${note.text}\n`;
  const whole = head + (await logLine(note.text, ledger.charter.origin));
  const entry = text ?? Buffer.from(ledger.leaves[index]!).toString();
  const file = {
    receipt: "rahdari/receipt/1",
    level: "final",
    entry,
    proof: whole,
    policyId,
    disclosures: [],
  };
  return Buffer.from(JSON.stringify(file));
}

/** A receipt of a journal with this one leaf, signed by whom it names. */
async function journalFileOf(entry: string): Promise<Buffer> {
  const [, author = ""] = /"author":"([^"]*)"/.exec(entry) ?? [];
  const [, key = ""] = /"key":"([^"]*)"/.exec(entry) ?? [];
  const name = `${ORIGIN}/journal/${author}`;
  const signer = signerOf({ key });
  const text = `${name}\n1\n${leafHash(entry).toString("base64")}\n`;
  const proof = `c2sp.org/tlog-proof@v1\nindex 0\n\n${text}\n${await logLine(text, name, signer)}`;
  const log = formatVerifierKey(name, 1, Buffer.from(keyOf(signer).publicKey));
  const policyId = policyIdOf(`log ${log}\nquorum none\n`);
  const file = {
    receipt: "rahdari/receipt/1",
    level: "provisional",
    entry,
    proof,
    policyId,
    disclosures: [],
  };
  return Buffer.from(JSON.stringify(file));
}

async function logLine(text: string, name: string, signer = "log"): Promise<string> {
  const { publicKey, sign } = keyOf(signer);
  const id = Buffer.from(noteKeyId(name, 1, Buffer.from(publicKey)), "hex");
  return `\u2014 ${name} ${Buffer.concat([id, await sign(Buffer.from(text))]).toString("base64")}\n`;
}

function* checkpointMutants(lines: readonly string[], chance: Chance): Mutants<string> {
  for (const [i, line] of lines.slice(0, 3).entries())
    for (const changed of lineMutants(line, chance))
      yield [`line ${i}`, `${lines.with(i, changed).slice(0, 3).join("\n")}\n`];
  const text = `${lines.slice(0, 3).join("\n")}\n`;
  for (const more of ["x\n", "\n", "x", " \n", "\n\n", "\u2014 a AAAAAAA=\n"]) yield ["more", text + more];
}

/** An entry whose event or charter is signed again by those who signed it, where it still has one. */
async function resigned(entry: Json): Promise<Json> {
  if (!isObject(entry)) return entry;
  const { envelope, charter } = entry;
  if (envelope !== undefined && isObject(envelope) && envelope.event !== undefined)
    return {
      ...entry,
      envelope: { ...envelope, sig: await signature("event", envelope.event, signerOf(envelope)) },
    };
  if (charter === undefined || !Array.isArray(entry.seals)) return entry;
  const seals = entry.seals.map(async (seal: Json) =>
    isObject(seal) ? { ...seal, sig: await signature("charter", charter, `${seal.member} root`) } : seal,
  );
  return { ...entry, seals: await Promise.all(seals) };
}

const NAMES = ["PK root", "PK/torkham", "PK/chaman", "PK/wagah", "PK node", "KZ root"];

/** Whoever's key it names. */
function signerOf({ key }: JsonObject): string {
  return NAMES.find((name) => keyIdOf(keyOf(name).publicKey) === key) ?? "nobody";
}

async function signature(type: string, value: Json, signer: string): Promise<string> {
  const message = preAuthenticationEncoding(`application/vnd.rahdari.${type}+json`, canonicalJson(value));
  return Buffer.from(await keyOf(signer).sign(message)).toString("base64");
}

/** The bundle of a roster, hash and proof as they should be. */
async function bundleOf(ledger: Sketch, roster: Json): Promise<Buffer> {
  const policies = isObject(roster) && Array.isArray(roster.policies) ? roster.policies : [];
  const policy = policies.at(-1)?.id ?? "0".repeat(64);
  const hash = sha256(canonicalJson(roster)).toString("hex");
  const entry = canonicalJson({ type: "roster", policy, received: "2027-01-11T01:00:00.000Z", roster: hash });
  const { proof } = JSON.parse((await fileOf(ledger, entry, ledger.last)).toString());
  return Buffer.from(JSON.stringify({ bundle: "rahdari/bundle/1", roster, entry, proof }));
}
