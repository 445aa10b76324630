import type { Submission } from "@rahdari/ledger";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Elsewhere } from "../support/elsewhere.ts";
import { depart, embedded, notice, openCorridor } from "../support/journey.ts";
import { eventually } from "../support/serve.ts";
import type { Trial } from "../support/trial.ts";

// A node that cosigns while the sequencer is away, silent, slow, or ahead of what is shown here.

const storage = embedded();

describe("while the sequencer", () => {
  let trial: Trial;
  let elsewhere: Elsewhere;
  let pk: string;
  beforeEach(async () => {
    elsewhere = new Elsewhere();
    trial = await openCorridor({ place: await storage.place(), ledgerOf: elsewhere.ledgerOf });
    pk = await trial.key("authority", "PK");
    await depart(trial, "M1");
    elsewhere.submissions = 0;
  });
  afterEach(() => trial.remove());
  const open = async () => {
    const { rows } = await trial.store.db
      .selectFrom("request")
      .select(({ fn }) => fn.countAll<number>().as("rows"))
      .where("entry", "is", null)
      .executeTakeFirstOrThrow();
    return Number(rows);
  };
  const say = async (key: string) => {
    const { status, body } = await trial.say(pk, notice("M1"), key);
    return { status, level: body.level };
  };
  /** While no time passes: whoever waited for the ledger would wait for ever. */
  const sayAtOnce = async (key: string) => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    try {
      return await say(key);
    } finally {
      vi.useRealTimers();
    }
  };

  it("is away, the server starts all the same, and goes on when it is back", async () => {
    elsewhere.goAway();
    expect(await say("first")).toMatchObject({ status: 202, level: "provisional" });
    await trial.reopen();
    expect(await say("second")).toMatchObject({ status: 202, level: "provisional" });
    elsewhere.come();
    await eventually(async () => (await open()) === 0, 15_000);
    expect(await say("first")).toMatchObject({ status: 201, level: "final" });
    expect(await say("second")).toMatchObject({ status: 201, level: "final" });
  });

  it("says nothing, the first to hand in wait some seconds and the others not at all", async () => {
    elsewhere.hang();
    const first = await Promise.all(["a", "b", "c"].map(say));
    expect(first.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect((await sayAtOnce("d")).status).toBe(202);
    const health = await (await trial.request("/health", null)).json();
    expect(health).toEqual({ status: "degraded", reasons: ["ledger-away"] });
    await trial.reopen();
    expect((await sayAtOnce("e")).status).toBe(202);
  });

  it.each(["is away", "says nothing"])("%s, proofs are refused for now", { timeout: 15_000 }, async (how) => {
    const entry = trial.engine.state.size - 1;
    const receipt = () => trial.request(`/v1/transit/entries/${entry}/receipt`, pk);
    if (how === "is away") elsewhere.goAway();
    else elsewhere.hang();
    const refused = await receipt();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "10"]);
    expect(await refused.json()).toMatchObject({ code: "ledger-away" });
    elsewhere.come();
    expect((await receipt()).status).toBe(200);
  });

  it("was away, each message is brought once in order, and noted by what came of it", async () => {
    elsewhere.goAway();
    const keys = Array.from({ length: 300 }, (_, i) => `late-${i}`);
    const said = await Promise.all(keys.map(say));
    expect(new Set(said.map(({ status }) => status))).toEqual(new Set([202]));
    const before = trial.engine.state.size;
    elsewhere.submissions = 0;
    // Slow: rounds that do not wait for each other would bring everything many times.
    elsewhere.slow(700);
    await eventually(async () => (await open()) === 0, 30_000);
    expect(trial.engine.state.size).toBe(before + 300);
    expect(elsewhere.submissions).toBe(300);
  });

  it("refuses an event for good, it is not brought again by itself", async () => {
    const refused: Submission = {
      status: "refused",
      refusal: { code: "key/unknown", detail: "the key was taken back" },
    };
    elsewhere.reply = async () => refused;
    const { status, body } = await trial.say(pk, notice("M1"), "refused");
    expect([status, body.code]).toEqual([409, "ledger-refused"]);
    await trial.reopen();
    const after = elsewhere.submissions;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(elsewhere.submissions).toBe(after);
    // Whoever hands it in again has it tried again.
    elsewhere.come();
    expect(await say("refused")).toMatchObject({ status: 201 });
  });

  it("is ahead of what is shown here, the answer says that it is final and not to be seen yet", async () => {
    elsewhere.lag();
    expect(await say("ahead")).toMatchObject({ status: 202, level: "final" });
    elsewhere.see();
    expect(await say("ahead")).toMatchObject({ status: 201, level: "final" });
  });
});
