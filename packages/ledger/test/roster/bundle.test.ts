import { expect, it } from "vitest";
import { toBase64, utf8 } from "../../src/bytes/text.ts";
import type { JsonObject } from "../../src/json/json.ts";
import { policyId, quorumPolicy } from "../../src/note/policy.ts";
import { SIGNATURE_TYPE, verifierKey } from "../../src/note/vkey.ts";
import { bundleFingerprint, followsBundle, formatBundle, parseBundle } from "../../src/roster/bundle.ts";
import type { Roster } from "../../src/roster/roster.ts";
import { type Bench, bench, memoryFiles } from "../support/engines.ts";
import { keyOf, ORIGIN, Pen } from "../support/fixture.ts";

async function bundleOf({ engine }: Bench) {
  const { entry, proof } = await engine.receipt(await engine.publishRoster());
  const handovers = await engine.handovers(proof.checkpoint.size);
  return parseBundle(utf8(formatBundle(engine.state.roster, entry, proof, handovers)));
}

it("follows on a known one over any number of changes, each handed over by the members before it", async () => {
  const ledger = await bench("cosigned", memoryFiles());
  const pens = Object.fromEntries(["AF", "KZ", "PK", "UZ"].map((id) => [id, new Pen(id)]));
  const say = async (id: string, kind: string, body: JsonObject) => {
    const done = await ledger.engine.submit((await pens[id]!.write(kind, body)).bytes);
    expect(done).toMatchObject({ status: "final", outcome: { status: "accepted" } });
    return done.status === "final" ? done.index : -1;
  };
  const leaves = async (id: string, voters: readonly string[]) => {
    const proposal = await say("PK", "member.propose", { action: { type: "leave", id } });
    for (const voter of voters) await say(voter, "member.vote", { proposal, yes: true });
  };
  const four = await bundleOf(ledger);
  await leaves("AF", ["UZ", "KZ"]);
  await leaves("KZ", ["UZ", "KZ"]);
  const two = await bundleOf(ledger);
  await leaves("UZ", ["UZ"]);
  const one = await bundleOf(ledger);
  await ledger.engine.close();

  expect([four, two, one].map((bundle) => bundle.proof.checkpoint.note.signatures.length - 1)).toEqual([
    3, 2, 1,
  ]);
  expect(await followsBundle(four, two)).toBe(true);
  expect(await followsBundle(two, one)).toBe(true);
  // Only one of the four known has signed the last one; all on the way were signed by the quorum before.
  expect(await followsBundle(four, one)).toBe(true);
  expect(await followsBundle(two, four)).toBe(false);
  expect(new Set([four, two, one].map(bundleFingerprint)).size).toBe(1);
});

it("has another fingerprint where the log's keeper has made up its members, and does not follow", async () => {
  const ledger = await bench("cosigned", memoryFiles());
  const known = await bundleOf(ledger);
  await ledger.engine.close();
  const alone = await bench("embedded", memoryFiles());
  const made = await bundleOf(alone);
  await alone.engine.close();
  const log = verifierKey(ORIGIN, SIGNATURE_TYPE.ed25519, keyOf("log").publicKey);
  expect(made.roster.policies[0]?.id).toBe(policyId(quorumPolicy(log, [], 0)));
  expect(bundleFingerprint(made)).not.toBe(bundleFingerprint(known));
  const { logKey }: Roster = made.roster;
  expect(logKey).toBe(toBase64(keyOf("log").publicKey));
  expect(await followsBundle(known, made)).toBe(false);
});
