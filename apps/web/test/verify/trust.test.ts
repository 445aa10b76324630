import { type Bundle, formatBundle, parseBundle } from "@rahdari/ledger";
import { beforeAll, describe, expect, it } from "vitest";
import { bench, memoryFiles } from "../../../../packages/ledger/test/support/engines.ts";
import { Pen } from "../../../../packages/ledger/test/support/fixture.ts";
import { firstBundle, judgeBundle, readBundle } from "../../src/verify/trust.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Bundles of one ledger, before and after an office was added, of another one, and one that lies. */
let [early, late, other, forged]: (Bundle | undefined)[] = [];

beforeAll(async () => {
  [early, late] = await bundlesOf(["AF", "KZ", "PK", "UZ"]);
  [other] = await bundlesOf(["AF", "PK"]);
  const { roster, leaf, proof } = late!;
  const shorn = { ...proof.checkpoint.note, signatures: proof.checkpoint.note.signatures.slice(0, 2) };
  forged = { ...late!, proof: { ...proof, checkpoint: { ...proof.checkpoint, note: shorn } } };
  expect(readBundle(utf8(formatBundle(roster, leaf, proof)))?.entry).toEqual(late!.entry);
});

async function bundlesOf(members: readonly string[]): Promise<[Bundle, Bundle]> {
  const { engine } = await bench("cosigned", memoryFiles(), { members });
  const publish = async () => {
    const { entry, proof } = await engine.receipt(await engine.publishRoster());
    return parseBundle(utf8(formatBundle(engine.state.roster, entry, proof)));
  };
  const first = await publish();
  await engine.submit((await new Pen(members[0] as string).addOffice("torkham")).bytes);
  const second = await publish();
  await engine.close();
  return [first, second];
}

describe("a bundle that is offered", () => {
  it("is compared by a person when it is the first", async () => {
    expect(await judgeBundle(undefined, early!)).toEqual({ ask: "first" });
  });

  it("takes the known one's place unseen when the known members sign for it", async () => {
    expect(await judgeBundle(early, late!)).toEqual({ take: true });
  });

  it("is left when it is older or the same", async () => {
    expect(await judgeBundle(late, early!)).toEqual({ leave: "older" });
    expect(await judgeBundle(late, late!)).toEqual({ leave: "same" });
  });

  it("is compared when it bears the same name and has other founders", async () => {
    expect(await judgeBundle(late, other!)).toEqual({ ask: "otherFounders" });
  });

  it("is refused when it does not hold by itself", async () => {
    expect(await judgeBundle(undefined, forged!)).toEqual({
      fault: { code: "cosignatures/few", have: 1, need: 3 },
    });
  });

  it("is none when it cannot be read", () => {
    expect(readBundle(utf8("{}"))).toBeUndefined();
    expect(readBundle(Uint8Array.of(0xff))).toBeUndefined();
  });
});

describe("the bundle to begin with", () => {
  it("is that of the page, unless the remembered one has followed it", async () => {
    expect(await firstBundle(early, undefined)).toBe(early);
    expect(await firstBundle(undefined, late)).toBe(late);
    expect(await firstBundle(early, late)).toBe(late);
    expect(await firstBundle(late, early)).toBe(late);
    expect(await firstBundle(early, other)).toBe(early);
    expect(await firstBundle(early, forged)).toBe(early);
    expect(await firstBundle(undefined, undefined)).toBeUndefined();
  });
});
