import { describe, expect, it } from "vitest";
import { seedSigner } from "../../src/crypto/ed25519-node.ts";
import { LedgerError } from "../../src/fault.ts";
import { isQuorum, parsePolicy, policyId, quorumPolicy } from "../../src/note/policy.ts";
import { formatVkey, SIGNATURE_TYPE, verifierKey } from "../../src/note/vkey.ts";

const key = (n: number, type: 1 | 4) =>
  verifierKey(`k${n}.example`, type, seedSigner(new Uint8Array(32).fill(n)).publicKey);
const log = formatVkey(key(100, SIGNATURE_TYPE.ed25519));
const [X1, X2, X3, Y1, Y2, Y3] = [1, 2, 3, 4, 5, 6].map((n) =>
  formatVkey(key(n, SIGNATURE_TYPE.cosignature)),
);

/** The example of C2SP tlog-policy, with keys. */
const EXAMPLE = `log ${log}

witness X1 ${X1}
witness X2 ${X2}
\t witness X3 ${X3} https://x3.example/
group X-witnesses 2 X1 X2 X3

witness Y1 ${Y1}
witness Y2 ${Y2}
witness Y3 ${Y3}
group Y-witnesses any Y1 Y2 Y3

  # both
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;

function lineAt(text: string): string {
  try {
    parsePolicy(text);
  } catch (error) {
    if (error instanceof LedgerError && error.fault.code === "malformed") return error.fault.at;
    throw error;
  }
  return "taken";
}

describe("a policy", () => {
  it("asks for what its groups say", () => {
    const { logs, witnesses, quorum } = parsePolicy(EXAMPLE);
    expect([logs.length, witnesses.length]).toEqual([1, 6]);
    const enough = (...names: string[]) => isQuorum(quorum, new Set(names));
    expect(enough("X1", "X3", "Y2")).toBe(true);
    expect(enough("X1", "X2", "X3")).toBe(false);
    expect(enough("X1", "Y1", "Y2", "Y3")).toBe(false);
    expect(enough()).toBe(false);
  });

  it("may ask for nothing", () => {
    expect(isQuorum(parsePolicy("quorum none\n").quorum, new Set())).toBe(true);
  });

  it("compares names as octets", () => {
    const kelvin = `witness K ${X1}\nwitness \u212a ${X2}\ngroup g all K \u212a\nquorum g\n`;
    expect(parsePolicy(kelvin).witnesses).toHaveLength(2);
    const raw = Buffer.concat([
      Buffer.from("witness "),
      Buffer.of(0xff),
      Buffer.from(` ${X1}\nquorum none\n`),
    ]);
    expect(parsePolicy(raw).witnesses).toHaveLength(1);
  });

  it("of one log and k witnesses is read back", () => {
    const witnesses = [1, 2, 3, 4].map((n) => ({ name: `w${n}`, key: key(n, SIGNATURE_TYPE.cosignature) }));
    const text = quorumPolicy(key(100, SIGNATURE_TYPE.ed25519), witnesses, 3);
    const policy = parsePolicy(text);
    expect(policy.witnesses).toEqual(witnesses);
    expect(isQuorum(policy.quorum, new Set(["w1", "w2"]))).toBe(false);
    expect(isQuorum(policy.quorum, new Set(["w1", "w2", "w4"]))).toBe(true);
    expect(policyId(text)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ["", ""],
    ["quorum nobody\n", "line 1"],
    ["quorum none\nquorum none\n", "line 2"],
    ["quorum none more\n", "line 1"],
    [`log ${X1}\nquorum none\n`, "line 1"],
    [`log ${log}\nlog ${log}\nquorum none\n`, "line 2"],
    [`log ${log} url more\nquorum none\n`, "line 1"],
    [`witness none ${X1}\nquorum none\n`, "line 1"],
    [`witness a ${X1}\nwitness b ${X1}\nquorum none\n`, "line 2"],
    [`witness a ${X1}\nwitness a ${X2}\nquorum none\n`, "line 2"],
    [`witness a ${log}\nquorum none\n`, "line 1"],
    [`group g 1 a\nwitness a ${X1}\nquorum g\n`, "line 1"],
    [`witness a ${X1}\ngroup g 0 a\nquorum g\n`, "line 2"],
    [`witness a ${X1}\ngroup g 2 a\nquorum g\n`, "line 2"],
    [`witness a ${X1}\ngroup g 01 a\nquorum g\n`, "line 2"],
    [`witness a ${X1}\ngroup g all\nquorum g\n`, "line 2"],
    [`witness a ${X1}\ngroup g all a\ngroup h all a\nquorum h\n`, "line 3"],
    [`witness a ${X1}\ngroup g all a a\nquorum g\n`, "line 2"],
    ["quorum none\r\n", ""],
    ["mirror x\nquorum none\n", "line 1"],
  ])("is refused: %j", (text, at) => {
    expect(lineAt(text)).toBe(at);
  });

  it("of more keys than a note has signatures is refused before they are looked at", () => {
    const vkey = `n+00000000+${"A".repeat(44)}`;
    const lines = Array.from(
      { length: 101 },
      (_, i) => `witness w${i} ${formatVkey(key(i, SIGNATURE_TYPE.cosignature))}`,
    );
    expect(parsePolicy(`${lines.slice(1).join("\n")}\nquorum none\n`).witnesses.length).toBe(100);
    expect(lineAt(`${lines.slice(1).join("\n")}\nlog ${vkey}\nquorum none\n`)).toBe("line 101");
  });
});
