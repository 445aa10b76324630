import { beforeEach, describe, expect, it } from "vitest";
import { toBase64 } from "../../src/bytes/text.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { keyId } from "../../src/event/envelope.ts";
import type { JsonObject } from "../../src/json/json.ts";
import { keyCommitment, MAX_MEMBERS } from "../../src/roster/charter.ts";
import { bench, memoryFiles } from "../support/engines.ts";
import { keyOf, memberEntry, Pen } from "../support/fixture.ts";

// What members may do to the ledger itself, and the code by which each of the others is turned away.

type Said = { readonly index: number; readonly accepted: boolean; readonly code: string | undefined };
type Ledger = { readonly engine: Engine<unknown>; say: Say; readonly pens: Map<string, Pen> };
type Say = (author: string, kind: string, body: JsonObject) => Promise<Said>;

const publicKey = (name: string) => toBase64(keyOf(name).publicKey);
const idOf = (name: string) => keyId(keyOf(name).publicKey);
const joins = (id: string) => ({ action: { type: "join", member: memberEntry(id) } });
const leaves = (id: string) => ({ action: { type: "leave", id } });

async function ledgerOf(members: readonly string[]): Promise<Ledger> {
  const { engine } = await bench("embedded", memoryFiles(), { members });
  const pens = new Map<string, Pen>();
  return {
    engine,
    pens,
    async say(author, kind, body) {
      const pen = pens.get(author) ?? new Pen(author);
      pens.set(author, pen);
      const done = await engine.submit((await pen.write(kind, body)).bytes);
      if (done.status !== "final") throw new Error(JSON.stringify(done));
      const { outcome, index } = done;
      const code = outcome.status === "rejected" ? outcome.code : undefined;
      return { index: Number(index), accepted: outcome.status === "accepted", code };
    },
  };
}

let say: Say;
let pens: Map<string, Pen>;
beforeEach(async () => {
  ({ say, pens } = await ledgerOf(["AF", "KZ", "PK", "UZ"]));
});

describe("a key", () => {
  const office = (key: string) => ({ role: "office", of: "torkham", key: publicKey(key) });

  it("is registered once, for ever, whoever registers it", async () => {
    expect((await say("PK", "key.add", office("a"))).accepted).toBe(true);
    for (const by of ["PK", "AF"]) expect((await say(by, "key.add", office("a"))).code).toBe("key/known");
    await say("PK", "key.revoke", { key: idOf("a"), reason: "retired", doubtfulFrom: null });
    expect((await say("PK", "key.add", office("a"))).code).toBe("key/known");
    expect((await say("PK", "key.add", office("log"))).code).toBe("key/known");
  });

  it("of a node takes no other node's name", async () => {
    const node = (of: string) => ({ role: "node", of, key: publicKey("n") });
    expect((await say("PK", "key.add", node("af.test/node"))).code).toBe("key/name-taken");
    expect((await say("PK", "key.add", node("pk.test/node"))).accepted).toBe(true);
  });

  it("is revoked by its member alone, once, and never a root", async () => {
    const revoke = (key: string, doubtfulFrom: number | null = null) => ({
      key: idOf(key),
      reason: doubtfulFrom === null ? "retired" : "compromised",
      doubtfulFrom,
    });
    await say("PK", "key.add", office("a"));
    expect((await say("AF", "key.revoke", revoke("a"))).code).toBe("key/not-yours");
    expect((await say("PK", "key.revoke", revoke("PK root"))).code).toBe("key/root");
    expect((await say("PK", "key.revoke", revoke("a", 9_999))).code).toBe("body/malformed");
    expect((await say("PK", "key.revoke", revoke("a", 1))).accepted).toBe(true);
    expect((await say("PK", "key.revoke", revoke("a"))).code).toBe("key/ended");
  });

  it("of a root gives way to the one committed to, and to no other", async () => {
    const rotate = (name: string) => ({ key: publicKey(name), next: keyCommitment(keyOf("x").publicKey) });
    // Who has stolen a root can pass it neither to a key of its own nor to the one committed to.
    expect((await say("PK", "key.rotate", rotate("thief"))).code).toBe("key/role");
    expect((await say("AF", "key.rotate", rotate("AF root 2"))).code).toBe("key/role");
    const thief = new Pen("PK", { signer: keyOf("thief") });
    const written = await thief.draft("key.rotate", rotate("thief"));
    const { engine } = await ledgerOf(["PK"]);
    expect((await engine.submit(written.bytes)).status).toBe("refused");
    pens.set("UZ", new Pen("UZ", { signer: keyOf("UZ root 2") }));
    expect((await say("UZ", "key.rotate", rotate("UZ root 2"))).accepted).toBe(true);
  });
});

describe("a proposal", () => {
  it("needs an author and voters that are authorities, and one that is open", async () => {
    expect((await say("PK", "member.vote", { proposal: 77, yes: true })).code).toBe("proposal/unknown");
    expect((await say("PK", "member.propose", joins("AF"))).code).toBe("member/known");
    expect((await say("PK", "member.propose", leaves("XX"))).code).toBe("member/unknown");
    const { index: proposal } = await say("PK", "member.propose", leaves("UZ"));
    for (const by of ["AF", "KZ"])
      expect((await say(by, "member.vote", { proposal, yes: true })).accepted).toBe(true);
    expect((await say("AF", "member.vote", { proposal, yes: false })).code).toBe("proposal/decided");
  });

  it("is adopted by more than two thirds, a vote taken back not counted", async () => {
    const { index: proposal } = await say("PK", "member.propose", joins("KG"));
    const vote = (by: string, yes: boolean) => say(by, "member.vote", { proposal, yes });
    await vote("AF", true);
    await vote("PK", false);
    await vote("KZ", true);
    // Two of four are for it: the newcomer's key is not known yet, so its word is no evidence of anything.
    const early = await new Pen("KG").draft("member.accept", { proposal });
    const { engine } = await ledgerOf(["PK"]);
    expect((await engine.submit(early.bytes)).status).toBe("refused");
    await vote("UZ", true);
    expect((await say("KG", "member.accept", { proposal: proposal + 1 })).code).toBe("proposal/unknown");
    expect((await say("KG", "member.accept", { proposal })).accepted).toBe(true);
    expect((await say("KG", "member.propose", leaves("UZ"))).accepted).toBe(true);
  });

  it("gives no vote to a neutral cosigner", async () => {
    const neutral = { ...memberEntry("EV"), kind: "cosigner" };
    const { index: proposal } = await say("PK", "member.propose", {
      action: { type: "join", member: neutral },
    } as unknown as JsonObject);
    for (const by of ["AF", "KZ"]) await say(by, "member.vote", { proposal, yes: true });
    expect((await say("EV", "member.accept", { proposal })).accepted).toBe(true);
    expect((await say("EV", "member.propose", leaves("UZ"))).code).toBe("member/no-vote");
    const { index: next } = await say("PK", "member.propose", leaves("UZ"));
    expect((await say("EV", "member.vote", { proposal: next, yes: true })).code).toBe("member/no-vote");
  });

  it("does not send the last authority away", async () => {
    const alone = await ledgerOf(["PK"]);
    expect((await alone.say("PK", "member.propose", leaves("PK"))).code).toBe("member/last");
  });

  it("brings in no more members than a note has room for", async () => {
    const ids = Array.from({ length: MAX_MEMBERS }, (_, i) => `M${String(i).padStart(2, "0")}`);
    const full = await ledgerOf(ids);
    expect((await full.say("M00", "member.propose", joins("KG"))).code).toBe("member/too-many");
  });
});
