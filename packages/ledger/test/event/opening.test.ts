import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/bytes/text.ts";
import { commitmentOf, commitTo, disclose, verifyDisclosure } from "../../src/event/commitment.ts";
import { formatOpening, parseOpening } from "../../src/event/opening.ts";
import { steadyRandom } from "../support/receipts.ts";

const { commit, opening } = commitTo({ seal: "K71", grossKg: 20_400 }, steadyRandom());

describe("an opening's file", () => {
  it("gives back what opens the commitment", async () => {
    const read = parseOpening(utf8(formatOpening(opening)));
    expect(read).toEqual(opening);
    expect(verifyDisclosure((await disclose(read, "seal"))!, commit)).toBe(true);
  });

  it("opens the same in any order of its fields, and nothing with any of them changed", () => {
    const { fields } = opening;
    expect(commitmentOf({ fields: fields.toReversed() })).toEqual(commit);
    for (const change of [{ name: "x" }, { salt: "AAAAAAAAAAAAAAAAAAAAAA==" }, { value: "x" }])
      expect(commitmentOf({ fields: [{ ...fields[0]!, ...change }, ...fields.slice(1)] })).not.toEqual(
        commit,
      );
    expect(commitmentOf({ fields: fields.slice(1) })).not.toEqual(commit);
  });

  it.each([
    ["{}", "bad-value", "/opening"],
    ['{"opening":"rahdari/opening/1","fields":[]}', "bad-value", "/fields"],
    [formatOpening(opening).replace(/"salt": "[^"]*"/, '"salt": "AAAA"'), "bad-value", "/fields/0/salt"],
    [formatOpening({ fields: [opening.fields[0]!, opening.fields[0]!] }), "duplicate-key", "/fields/1/name"],
  ])("%s is refused", (text, why, at) => {
    expect(() => parseOpening(utf8(text))).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ format: "opening", why, at }) }),
    );
  });
});
