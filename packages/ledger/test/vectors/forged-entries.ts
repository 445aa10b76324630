import { fromUtf8, toBase64, utf8 } from "../../src/bytes/text.ts";
import { charterLeaf } from "../../src/entry/entry.ts";
import type { Json, JsonObject } from "../../src/json/json.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import type { Charter, Seal } from "../../src/roster/charter.ts";
import { keyOf, ORIGIN, Pen, sealAll } from "../support/fixture.ts";
import { provisionalOf } from "./journals.ts";
import { charterFor, grantBody } from "./sample.ts";
import { acceptedLeaf, charterLeafOf, Sketch, signFields } from "./sketch.ts";

/** A receipt that proves nothing though every signature of the log on it is good, and the code that says why. */
export type Forged = { readonly name: string; readonly receipt: Receipt; readonly code: string };

/** A ledger of one node with two offices, one of them revoked. */
export async function officesLedger(): Promise<Sketch> {
  const root = new Pen("PK");
  let ledger = (await Sketch.found(charterFor(3, "none"))).with(await root.addOffice("torkham"));
  ledger = ledger.with(await root.addOffice("chaman")).with(await root.addOffice("wagah"));
  const key = toBase64(keyOf("PK/wagah").publicKey);
  const { id } = ledger.state.roster.keys.find(({ publicKey }) => publicKey === key)!;
  return ledger.with(await root.write("key.revoke", { key: id, reason: "retired", doubtfulFrom: null }));
}

export async function forgedEntries(ledger: Sketch): Promise<Forged[]> {
  const parts = [forgedAuthors, forgedCharters, forgedForms, forgedJournals];
  return (await Promise.all(parts.map((part) => part(ledger)))).flat();
}

const REJECTED = rejectedFor("key/role");

function rejectedFor(code: string): JsonObject {
  return { outcome: { status: "rejected", code } };
}

/** Who says it was signed by whom. `index`: where it stands, the end where that is not told. */
async function forgedAuthors(ledger: Sketch): Promise<Forged[]> {
  const cases: readonly (readonly [
    name: string,
    author: string,
    key: string,
    changes?: JsonObject,
    index?: number,
  ])[] = [
    ["accepted, by the key of another office", "PK/torkham", "PK/chaman"],
    ["accepted, an office by its member's root", "PK/torkham", "PK root"],
    ["accepted, a member by an office's key", "PK", "PK/torkham"],
    ["accepted, a member by its node's key", "PK", "PK node"],
    ["accepted, an office by its member's node", "PK/torkham", "PK node"],
    ["accepted, by another member's root", "KZ", "PK root"],
    ["accepted, by a key of nobody", "PK/torkham", "nobody"],
    ["accepted, by a key that does not count yet", "PK/torkham", "PK/torkham", {}, 1],
    ["accepted, by a revoked key", "PK/wagah", "PK/wagah"],
    ["rejected, by another member's root", "KZ", "PK root", REJECTED],
  ];
  const forged = cases.map(async ([name, author, key, changes, index]) => {
    const envelope = await signFields(fieldsOf(author), keyOf(key));
    return placed(ledger, name, "key/unknown", acceptedLeaf(envelope, changes), index);
  });
  const elsewhere = await signFields(
    { ...fieldsOf("PK/torkham"), origin: "rahdari.test/agreement/2" },
    keyOf("PK/torkham"),
  );
  const good = await signFields(fieldsOf("PK/torkham"), keyOf("PK/torkham"));
  const other = { ...good, event: fieldsOf("PK/torkham", "right.close") };
  return [
    ...(await Promise.all(forged)),
    await placed(ledger, "an event for another ledger", "origin/other", acceptedLeaf(elsewhere)),
    await placed(ledger, "the signature of another event", "signature/false", acceptedLeaf(other)),
    await placed(
      ledger,
      "S of the signature and the group's order",
      "signature/false",
      acceptedLeaf(largeS(good)),
    ),
  ];
}

async function forgedCharters(ledger: Sketch): Promise<Forged[]> {
  const { charter } = ledger;
  const [first, ...others] = charter.members;
  const twice = { ...charter, members: [first!, { ...others[0]!, root: first!.root }, ...others.slice(1)] };
  const names = { ...first!, node: { name: "pk.test/node", key: toBase64(keyOf("another").publicKey) } };
  const seals = await sealAll(charter);
  const leaf = (of: Charter, by: readonly Seal[]) => charterLeaf(of, by, "2027-01-11T00:00:00.000Z");
  const event = acceptedLeaf(await signFields(fieldsOf("PK/torkham"), keyOf("PK/torkham")));
  const at = (name: string, code: string, bytes: Uint8Array | string, index = 0) =>
    placed(ledger, name, code, bytes, index);
  return Promise.all([
    at(
      "a charter of another ledger",
      "origin/other",
      await charterLeafOf({ ...charter, origin: "rahdari.test/agreement/2" }),
    ),
    at("a charter without one of its seals", "signature/false", leaf(charter, seals.slice(1))),
    at("a charter with a seal twice", "signature/false", leaf(charter, [...seals, seals[0]!])),
    at("a charter with its seals exchanged", "signature/false", leaf(charter, exchanged(seals))),
    at("a charter with one root for two", "signature/false", await charterLeafOf(twice)),
    at(
      "a charter with one name for two nodes",
      "signature/false",
      await charterLeafOf({ ...charter, members: [...others, names] }),
    ),
    at(
      "a charter with a member twice",
      "signature/false",
      leaf({ ...charter, members: [...charter.members, first!] }, seals),
    ),
    at("a charter that is not entry 0", "entry/malformed", ledger.leaves[0]!, 3),
    at("an entry 0 that is no charter", "entry/malformed", event),
  ]);
}

async function forgedForms(ledger: Sketch): Promise<Forged[]> {
  const envelope = await signFields(fieldsOf("PK/torkham"), keyOf("PK/torkham"));
  const good = acceptedLeaf(envelope);
  const deep = JSON.parse(`{"a":${"[".repeat(13)}${"]".repeat(13)}}`) as Json;
  const deeper = await signFields({ ...fieldsOf("PK/torkham"), body: deep }, keyOf("PK/torkham"));
  const roster = fromUtf8(ledger.leaves[1]!)!;
  const leaves: Readonly<Record<string, string>> = {
    "an entry with white space": good.replace(",", ", "),
    "an entry with its keys out of order": `{"type":"event",${good.slice(1).replace(',"type":"event"', "")}`,
    "an entry with a needless escape": good.replace("QTTA", "QTT\\u0041"),
    "an entry with a key twice": good.replace('"type":', '"type":"event","type":'),
    "an entry with an unknown field": good.replace('"type":', '"note":"","type":'),
    "an entry with __proto__": good.replace('{"envelope":', '{"__proto__":{},"envelope":'),
    "an event with __proto__": good.replace('{"event":{', '{"event":{"__proto__":{},'),
    "an entry with a fraction": good.replace('"cap":9', '"cap":9.0'),
    "an entry nested 17 deep": acceptedLeaf(deeper),
    "an accepted outcome with a code": acceptedLeaf(envelope, { outcome: { status: "accepted", code: "a" } }),
    "a rejected outcome without a code": acceptedLeaf(envelope, { outcome: { status: "rejected" } }),
    "a code of 101 characters": acceptedLeaf(envelope, rejectedFor("\u{1F69A}".repeat(101))),
    "an outcome of another kind": acceptedLeaf(envelope, { outcome: { status: "pending" } }),
    "a time that is none": acceptedLeaf(envelope, { received: "2027-13-11T00:00:00.000Z" }),
    "an entry of another type": acceptedLeaf(envelope, { type: "note" }),
    "a roster entry with capitals": roster.replace(
      /"roster":"(\w+)"/,
      (_, hash) => `"roster":"${hash.toUpperCase()}"`,
    ),
    "a roster entry without policy": roster.replace(/"policy":"\w+",/, ""),
    "an entry that is no object": "[]",
    "an entry that is empty": "",
  };
  return Promise.all(
    Object.entries(leaves).map(([name, leaf]) => placed(ledger, name, "entry/malformed", leaf)),
  );
}

async function forgedJournals(ledger: Sketch): Promise<Forged[]> {
  const [author, good] = ["PK/torkham", await provisionalOf("PK/torkham", ORIGIN)];
  const by = async (name: string, key: string, code = "key/unknown"): Promise<Forged> => ({
    name: `provisional, ${name}`,
    receipt: await provisionalOf(author, ORIGIN, { signer: keyOf(key) }),
    code,
  });
  const stranger = await provisionalOf(author, "rahdari.test/agreement/2", { log: ORIGIN });
  const elsewhere = await provisionalOf(author, ORIGIN, { log: "rahdari.test/agreement/2" });
  return [
    await by("by the key of another office", "PK/chaman"),
    await by("by its member's root", "PK root"),
    await by("by its member's node", "PK node"),
    await by("by another member's root", "KZ root"),
    await by("by a key of nobody", "nobody"),
    { name: "provisional, an event for another ledger", receipt: stranger, code: "origin/other" },
    { name: "provisional, in another ledger's journal", receipt: elsewhere, code: "policy/unknown" },
    { name: "a leaf of a journal called final", receipt: { ...good, level: "final" }, code: "level/false" },
    {
      name: "an entry of the ledger called provisional",
      receipt: { ...(await ledger.receipt(2)), level: "provisional" },
      code: "level/false",
    },
    await placed(ledger, "a leaf of a journal in the ledger", "level/false", good.entry),
  ];
}

async function placed(
  ledger: Sketch,
  name: string,
  code: string,
  leaf: Uint8Array | string,
  index?: number,
): Promise<Forged> {
  const forged = ledger.withLeaf(leaf, index);
  return { name, receipt: await forged.receipt(index ?? forged.last), code };
}

export function fieldsOf(author: string, kind = "right.grant"): JsonObject {
  const at = "2027-01-11T00:30:00.000Z";
  return {
    at,
    author,
    body: grantBody("QTTA-2027"),
    commit: null,
    kind,
    origin: ORIGIN,
    prev: null,
    seq: 0,
    v: 1,
  };
}

function exchanged(seals: readonly Seal[]): Seal[] {
  return seals.map((seal, i) => ({ ...seal, sig: seals[(i + 1) % seals.length]!.sig }));
}

/** RFC 8032 section 5.1.7 asks for S below the order: with it added, the equation would hold all the same. */
function largeS(envelope: JsonObject): JsonObject {
  const L = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
  const sig = Buffer.from(envelope.sig as string, "base64");
  const S = BigInt(`0x${Buffer.from(sig.subarray(32)).reverse().toString("hex")}`) + L;
  const half = Buffer.from(S.toString(16).padStart(64, "0"), "hex").reverse();
  return { ...envelope, sig: Buffer.concat([sig.subarray(0, 32), half]).toString("base64") };
}

/** Receipts that look wrong and hold all the same. */
export async function oddEntries(ledger: Sketch): Promise<Omit<Forged, "code">[]> {
  const role = acceptedLeaf(await signFields(fieldsOf("PK/torkham"), keyOf("PK/chaman")), REJECTED);
  const ended = acceptedLeaf(await signFields(fieldsOf("PK/wagah"), keyOf("PK/wagah")), REJECTED);
  const body = JSON.parse(
    '{"__proto__":{"a":1},"constructor":null,"\u{1F69A}":[],"\ufb33":{},"toJSON":-1}',
  ) as JsonObject;
  const names = acceptedLeaf(await signFields({ ...fieldsOf("PK/torkham"), body }, keyOf("PK/torkham")));
  const deep = JSON.parse(`{"a":${"[".repeat(12)}${"]".repeat(12)}}`) as JsonObject;
  const nested = acceptedLeaf(
    await signFields({ ...fieldsOf("PK/torkham"), body: deep }, keyOf("PK/torkham")),
  );
  const good = await signFields(fieldsOf("PK/torkham"), keyOf("PK/torkham"));
  const cases = {
    "rejected, by the key of another office": role,
    "rejected, by a revoked key": ended,
    "a body with keys that languages know": names,
    "an entry nested 16 deep": nested,
    "a code of 100 characters": acceptedLeaf(good, rejectedFor("\u{1F69A}".repeat(100))),
  };
  return Promise.all(
    Object.entries(cases).map(async ([name, leaf]) => {
      const { receipt } = await placed(ledger, name, "", utf8(leaf));
      return { name, receipt };
    }),
  );
}
