import { beforeAll, describe, expect, it } from "vitest";
import { fromBase64, toBase64, toHex, utf8 } from "../../src/bytes/text.ts";
import {
  commitTo,
  type Disclosure,
  disclose,
  type Opening,
  verifyDisclosure,
} from "../../src/event/commitment.ts";
import { ledgerHandler } from "../../src/http/ledger-handler.ts";
import { tileHandler } from "../../src/http/tile-handler.ts";
import { Journal } from "../../src/journal/journal.ts";
import { canonicalBytes } from "../../src/json/canonical.ts";
import type { JsonObject } from "../../src/json/json.ts";
import { formatQrText } from "../../src/receipt/compact.ts";
import { formatReceipt, type Receipt } from "../../src/receipt/receipt.ts";
import { formatBundle, parseBundle } from "../../src/roster/bundle.ts";
import { appendLeaf, EMPTY_RANGE, rootOf } from "../../src/tree/compact-range.ts";
import { leafHash } from "../../src/tree/hash.ts";
import { CrashFiles } from "../support/crash-files.ts";
import { type Bench, bench } from "../support/engines.ts";
import { keyOf, ORIGIN, Pen, tickingClock } from "../support/fixture.ts";

// P8: the payload is its parties' alone; what the ledger holds of it reveals nothing, not even to who tries every
// value. Identifiers are planted in payloads and looked for in all that leaves the parties' hands.

const PLANTED: JsonObject = {
  plate: "01KZ777PLANTED",
  driver: "Planted Driverov (synthetic)",
  consignee: "Planted Fruit Almaty (synthetic)",
  hs: "080510PLANTED",
  seal: "PLANTED-K71",
};

/** A value as text, in the forms in which it could lie somewhere. */
function formsOf(value: string): string[] {
  const bytes = utf8(value);
  const shifted = [0, 1, 2].map((n) =>
    Buffer.concat([Buffer.alloc(n), bytes])
      .toString("base64")
      .slice(4, -4),
  );
  return [value, toHex(bytes), value.toLowerCase(), value.toUpperCase(), ...shifted];
}

function findIn(text: string): string[] {
  return Object.values(PLANTED)
    .map(String)
    .filter((value) => formsOf(value).some((form) => text.includes(form)));
}

let ledger: Bench;
let files: CrashFiles;
let opening: Opening;
let commit: Uint8Array;
let receipt: Receipt;

/** Every file that any node has, with its name. */
async function everything(directory: string): Promise<string[]> {
  const out: string[] = [];
  for (const name of await files.list(directory)) {
    const path = directory === "/" ? `/${name}` : `${directory}/${name}`;
    const bytes = await files.read(path);
    out.push(path, ...(bytes ? [Buffer.from(bytes).toString("latin1")] : await everything(path)));
  }
  return out;
}

beforeAll(async () => {
  files = new CrashFiles(Math.random);
  ledger = await bench("cosigned", files);
  ({ commit, opening } = commitTo(PLANTED, (length) => crypto.getRandomValues(new Uint8Array(length))));
  const [pk, torkham] = [new Pen("PK"), new Pen("PK/torkham")];
  await ledger.engine.submit((await pk.addOffice("torkham")).bytes);
  const said = await torkham.write("x.said", { status: "started" }, { commit: toBase64(commit) });
  const done = await ledger.engine.submit(said.bytes);
  if (done.status !== "final") throw new Error(JSON.stringify(done));
  receipt = await ledger.engine.receipt(done.index);
  const own = {
    files,
    directory: "/PK/journal",
    origin: ORIGIN,
    author: "PK/torkham",
    signer: keyOf("PK/torkham"),
  };
  const journal = await Journal.open({ ...own, now: tickingClock() });
  await journal.record({ kind: "x.said", body: {}, commit });
  await ledger.engine.close();
});

describe("P8: of a private payload", () => {
  it("nothing lies in any file of any node", async () => {
    const all = (await everything("/")).join("\n");
    expect(all).toContain("tile/entries");
    expect(all).toContain(toBase64(commit));
    expect(all).toContain("/node/log/snapshot");
    expect(findIn(all)).toEqual([]);
    for (const { salt } of opening.fields) expect(all).not.toContain(salt);
    // The scan finds what is there.
    expect(findIn(`${all}${Buffer.from("PLANTED-K71 in a longer text").toString("base64")}`)).toEqual([
      "PLANTED-K71",
    ]);
  });

  it("nothing is in what a node answers", async () => {
    const { engine } = ledger;
    const handlers = [ledgerHandler(engine), tileHandler(files, "/node/log")];
    const size = Number(engine.checkpoint.size);
    const paths = ["bundle", "checkpoint", `tile/entries/000.p/${size}`, `tile/0/000.p/${size}`, "nothing"];
    for (let i = 0; i <= size; i++) paths.push(`receipts/${i}`);
    const answers: string[] = [];
    for (const path of paths)
      for (const handler of handlers)
        answers.push((await (await handler(new Request(`http://node/${path}`), path))?.text()) ?? "");
    expect(answers.join("\n")).toContain(toBase64(commit));
    expect(findIn(answers.join("\n"))).toEqual([]);
  });

  it("nothing is in a receipt but the field that was disclosed", async () => {
    const { entry, proof } = await ledger.engine.receipt(ledger.engine.state.rosterAt!);
    const { roster } = parseBundle(utf8(formatBundle(ledger.engine.state.roster, entry, proof)));
    expect(findIn(formatReceipt(receipt))).toEqual([]);
    const disclosed = { ...receipt, disclosures: [(await disclose(opening, "seal"))!] };
    expect(findIn(formatReceipt(disclosed))).toEqual(["PLANTED-K71"]);
    expect(findIn(formatQrText(receipt, roster))).toEqual([]);
    const salts = opening.fields.filter(({ salt }) => formatReceipt(disclosed).includes(salt));
    expect(salts.map(({ name }) => name)).toEqual(["seal"]);
  });
});

/** What somebody without the salts would try: every value of a field, alone and with salts that need no guessing. */
function guesses(name: string, value: string): Uint8Array[] {
  const easy = [
    new Uint8Array(16),
    new Uint8Array(16).fill(255),
    utf8(ORIGIN).subarray(0, 16),
    commit.subarray(0, 16),
  ];
  return [
    leafHash(canonicalBytes([name, value])),
    leafHash(canonicalBytes(value)),
    leafHash(utf8(value)),
    leafHash(canonicalBytes([name, "", value])),
    ...easy.map((salt) => leafHash(canonicalBytes([name, toBase64(salt), value]))),
  ];
}

describe("P8: who tries every value", () => {
  const plates = Array.from({ length: 2_000 }, (_, i) => (i === 1_337 ? "01KZ777PLANTED" : `01KZ${i}ABC`));

  it("finds the plate only with its salt, which is 128 bits of chance and nowhere on the ledger", async () => {
    const disclosure = (await disclose(opening, "plate"))!;
    const fits = (value: string, other: Partial<Disclosure> = {}) =>
      verifyDisclosure({ ...disclosure, ...other, value }, commit);
    expect(plates.filter((plate) => fits(plate))).toEqual(["01KZ777PLANTED"]);
    // Without the salt: the hashes that a disclosure of another field shows are tried with every guess.
    const seal = (await disclose(opening, "seal"))!;
    const shown = new Set([toBase64(commit), ...seal.proof]);
    const hit = plates.filter((plate) => guesses("plate", plate).some((hash) => shown.has(toBase64(hash))));
    expect(hit).toEqual([]);
    for (const { salt } of opening.fields) expect(fromBase64(salt, 16)).toBeDefined();
    expect(new Set(opening.fields.map(({ salt }) => salt)).size).toBe(opening.fields.length);
  });

  it("finds nothing of a payload of one field either, and cannot tell two alike", () => {
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
    const [one, two] = [
      commitTo({ plate: plates[1_337]! }, random),
      commitTo({ plate: plates[1_337]! }, random),
    ];
    expect(one.commit).not.toEqual(two.commit);
    const roots = plates.flatMap((plate) =>
      guesses("plate", plate).map((hash) => toBase64(rootOf(appendLeaf(EMPTY_RANGE, hash)))),
    );
    expect(roots).not.toContain(toBase64(one.commit));
    // With a salt that can be guessed, the same search finds it: what it looks for can be found.
    const weak = commitTo({ plate: plates[1_337]! }, (length) => new Uint8Array(length));
    expect(roots).toContain(toBase64(weak.commit));
  });

  it("finds nothing in the order of the hashes, which is not that of the fields", async () => {
    const orders = new Set<string>();
    for (let i = 0; i < 40; i++) {
      const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
      const made = commitTo(PLANTED, random).opening;
      const fields = await Promise.all(Object.keys(PLANTED).map((name) => disclose(made, name)));
      orders.add(fields.map((field) => field?.index).join());
    }
    expect(orders.size).toBeGreaterThan(10);
  });
});
