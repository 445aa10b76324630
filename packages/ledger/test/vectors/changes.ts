import { toBase64 } from "../../src/bytes/text.ts";
import type { Signer } from "../../src/crypto/signer.ts";
import type { JsonObject } from "../../src/json/json.ts";
import { keyCommitment } from "../../src/roster/charter.ts";
import { keyOf, memberEntry, Pen } from "../support/fixture.ts";
import { charterFor, grantBody } from "./sample.ts";
import { Sketch } from "./sketch.ts";
import { fileVector, vectorFile } from "./statements.ts";

/** The steps of a ledger that lives: each a name for the entry that it leads to. */
async function changingLedger(): Promise<{
  ledger: Sketch;
  at: Record<string, number>;
  before: Sketch;
}> {
  let ledger = await Sketch.found(charterFor(3, "two-thirds"));
  const at: Record<string, number> = {};
  const step = async (name: string, pen: Pen, kind: string, body: JsonObject) => {
    const index = ledger.leaves.length;
    ledger = ledger.with(await pen.write(kind, body));
    at[name] = index;
  };
  const [pk, kz, uz, tm] = ["PK", "KZ", "UZ", "TM"].map((id) => new Pen(id)) as [Pen, Pen, Pen, Pen];
  const torkham = new Pen("PK/torkham");
  await step("office added", pk, "key.add", {
    role: "office",
    of: "torkham",
    key: publicKey(keyOf("PK/torkham")),
  });
  await step("grant by the office", torkham, "right.grant", grantBody("QTTA-2027"));
  const before = ledger;
  const revoked = {
    key: keyIdOf(ledger, "PK/torkham"),
    reason: "compromised",
    doubtfulFrom: at["grant by the office"]!,
  };
  await step("office revoked", pk, "key.revoke", revoked);
  await step("grant by the revoked key", torkham, "right.grant", grantBody("QTTA-2028"));
  const next = keyOf("KZ root 2");
  const rotated = new Pen("KZ", { signer: next });
  await step("root rotated", rotated, "key.rotate", {
    key: publicKey(next),
    next: keyCommitment(keyOf("KZ root 3").publicKey),
  });
  await step("old root", kz, "member.vote", { proposal: 0, yes: true });
  const joins = { action: { type: "join", member: memberEntry("TM") } };
  await step("newcomer proposed", pk, "member.propose", joins);
  await step("vote for it", uz, "member.vote", { proposal: at["newcomer proposed"]!, yes: true });
  await step("third vote", rotated, "member.vote", { proposal: at["newcomer proposed"]!, yes: true });
  await step("newcomer accepts", tm, "member.accept", { proposal: at["newcomer proposed"]! });
  await step("leave proposed", pk, "member.propose", { action: { type: "leave", id: "UZ" } });
  await step("newcomer votes", tm, "member.vote", { proposal: at["leave proposed"]!, yes: true });
  await step("leaves", rotated, "member.vote", { proposal: at["leave proposed"]!, yes: true });
  await step("who left", uz, "member.propose", { action: { type: "leave", id: "TM" } });
  await step("grant at the end", rotated, "right.grant", grantBody("QTTA-2029"));
  return { ledger, at, before };
}

/** Sizes at which an earlier policy judges; the last one, of the whole ledger, elsewhere. */
function sizesOf(at: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return {
    "office added": at["office added"]! + 1,
    "root rotated": at["root rotated"]! + 1,
    "newcomer proposed": at["newcomer accepts"]!,
    "newcomer accepts": at["newcomer accepts"]! + 2,
  };
}

/** What the bundle of an earlier day makes of the receipts; it knows neither later keys nor later policies. */
const BEFORE: Readonly<Record<string, string | undefined>> = {
  "office added": undefined,
  "newcomer proposed": undefined,
  "root rotated": "key/unknown",
  "newcomer accepts": "policy/unknown",
  "grant by the office": "policy/unknown",
};

/** The vectors of a ledger whose keys and members change, and whose receipts are judged by three policies. */
export async function changingVectors(): Promise<string> {
  const { ledger, at, before } = await changingLedger();
  const receipts: JsonObject[] = [];
  const again: JsonObject[] = [];
  for (const [name, index] of Object.entries(at)) {
    const size = sizesOf(at)[name] ?? ledger.leaves.length;
    const vector = fileVector(name, await ledger.receipt(index, { size }), ledger.policyAt(size).text);
    receipts.push({ bundle: "now", ...vector });
    if (!(name in BEFORE)) continue;
    const { statement, ...unproven } = vector;
    const code = BEFORE[name];
    again.push({ bundle: "before", ...(code === undefined ? vector : { ...unproven, code }) });
  }
  const about =
    "Receipts of a ledger with a rotated root, a revoked office key, a member that joined and one that left.";
  const bundles = { now: await ledger.bundle(), before: await before.bundle() };
  return vectorFile(about, { bundles, receipts: [...receipts, ...again] });
}

function publicKey(signer: Signer): string {
  return toBase64(signer.publicKey);
}

function keyIdOf({ state }: Sketch, name: string): string {
  const text = publicKey(keyOf(name));
  return state.roster.keys.find((key) => key.publicKey === text)?.id ?? "";
}
