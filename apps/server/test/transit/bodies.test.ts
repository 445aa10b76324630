import type { JsonObject } from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textFault } from "../../src/http/text-fault.ts";
import { embedded, faultOf, lodge, openCorridor, PAYLOAD } from "../support/journey.ts";
import { pathOf, type Trial } from "../support/trial.ts";

// What is signed is what was handed in: nothing is replaced, dropped or chosen on the way.

const storage = embedded();
let trial: Trial;
let pk: string;
beforeAll(async () => {
  trial = await openCorridor({ place: await storage.place() });
  pk = await trial.key("authority", "PK");
});
afterAll(() => trial.remove());

async function post(path: string, body: string | Uint8Array) {
  const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
  const response = await trial.request(path, pk, { method: "POST", headers, body: body as BodyInit });
  return { status: response.status, body: (await response.json()) as JsonObject };
}

/** A text in which one mark stands for bytes. */
function bytesIn(text: string, mark: string, bytes: readonly number[]): Uint8Array {
  const [before = "", after = ""] = text.split(mark);
  return Buffer.concat([Buffer.from(before), Uint8Array.from(bytes), Buffer.from(after)]);
}

const capture = (inner: string) =>
  `{"kind":"fallback.capture","office":"PK/lahore","evidence":true,"body":{"fallback":"F1","at":"2027-01-11T03:00:00.000Z","kind":"seal.check","body":${inner}}}`;
const lodged = (readings: string) =>
  JSON.stringify({ ...lodge("M1", "G1"), payload: PAYLOAD }).replace(
    '"readings":{}',
    `"readings":${readings}`,
  );

const many = (count: number) => `{${Array.from({ length: count }, (_, i) => `"k${i}":"v"`)}}`;

describe("a body", () => {
  it.each([
    ["a byte that begins nothing", [0xff]],
    ["a character that is too long", [0xc0, 0xaf]],
    ["half a surrogate pair", [0xed, 0xa0, 0x80]],
    ["a character that is cut off", [0xe2, 0x82]],
    ["a name in Windows-1251", [0xc0, 0xeb, 0xec, 0xe0]],
  ])("that is not UTF-8 is refused: %s", async (_, bytes) => {
    const before = trial.engine.state.size;
    const text = JSON.stringify({ ...lodge("M1", "G1"), payload: PAYLOAD });
    for (const [path, sent] of [
      [pathOf("declaration.lodge"), text.replace("Mandarins", "MARK")],
      ["/v1/transit/keys", '{"role":"authority","offices":null,"label":"MARK"}'],
    ] as const) {
      const { status, body } = await post(path, bytesIn(sent, "MARK", bytes));
      expect([status, body.code, body.detail]).toEqual([400, "invalid-json", "The body is not UTF-8."]);
    }
    expect(trial.engine.state.size).toBe(before);
  });

  it.each([
    ["__proto__ among readings", "lodge", '{"__proto__":"x"}', "/body/readings/__proto__"],
    ["__proto__, escaped", "lodge", '{"\\u005f_proto__":"x"}', "/body/readings/__proto__"],
    ["__proto__ on a paper", "capture", '{"seal":[1,{"__proto__":{"a":1}}]}', "/body/body/seal/1/__proto__"],
    ["a reading that stands twice", "lodge", '{"a":"1","a":"2"}', "/body/readings/a"],
    ["a key that stands twice, once escaped", "capture", '{"a/b":1,"\\u0061/b":2}', "/body/body/a~1b"],
  ])("of which something would be lost is refused: %s", async (_, which, inner, pointer) => {
    const before = trial.engine.state.size;
    const kind = which === "lodge" ? "declaration.lodge" : "fallback.capture";
    const done = await post(pathOf(kind), which === "lodge" ? lodged(inner) : capture(inner));
    expect([done.status, done.body.code]).toEqual([422, "invalid-request"]);
    expect(faultOf(done)).toMatchObject({ pointer, code: "body/malformed", params: { etir: 100 } });
    expect(trial.engine.state.size).toBe(before);
  });

  it("of a message that names two offices is refused", async () => {
    const done = await post(pathOf("seal.check"), '{"office":"KZ/almaty","office":"PK/lahore"}');
    expect(faultOf(done)).toMatchObject({ pointer: "/office", detail: "stands twice" });
  });
});

describe("a list", () => {
  const control = (types: readonly unknown[]) =>
    JSON.stringify({ office: "PK/lahore", kind: "control.decide", body: { movement: "M1", types } });
  const all = ["10", "20", "30", "40", "41", "42", "43", "44", "45", "50"];

  it.each([
    ["more values than any list here has", control(Array(130_000).fill(0)), "/body/types", "field/length"],
    ["more than it may have", control([...all, "10"]), "/body/types", "field/length"],
    ["one twice where each stands once", control(["10", "10"]), "/body/types", "body/malformed"],
    [
      "more legs than a way has",
      lodged("{}").replace(/"legs":\[/, `$&${"0,".repeat(130_000)}`),
      "/body/legs",
      "field/length",
    ],
    ["more readings than there are", lodged(many(51)), "/body/readings", "field/length"],
    ["more readings than are read", lodged(many(20_000)), "/body/readings", "field/length"],
    ["more fields than are read", capture(many(30_000)), "/body/body", "field/length"],
  ])("is refused with its place: %s", async (_, body, pointer, code) => {
    const kind = (JSON.parse(body) as { readonly kind: string }).kind;
    const done = await post(pathOf(kind), body);
    expect([done.status, done.body.code]).toEqual([422, "invalid-request"]);
    expect(faultOf(done)).toMatchObject({ pointer, code });
  });

  it("of all types of control is one that can be decided on", async () => {
    const done = await post(pathOf("control.decide"), control(all));
    expect(faultOf(done)).toMatchObject({ code: "movement/unknown" });
  });
});

describe("keys that would be lost", () => {
  it.each([
    '{"a":{"a":1},"b":[{"a":1},{"a":2}],"c":"a"}',
    '{"x":"{\\"a\\":1,\\"a\\":2}","y":["a","a"]}',
    '["__proto__",":",{"proto":"__proto__"}]',
    '"__proto__"',
    "{}",
  ])("are not found where there are none: %s", (text) => {
    expect(textFault(text)).toBeUndefined();
  });

  it("are found by their place", () => {
    expect(textFault('[[],{"a":[0,{"b":1,"b":2}]}]')).toMatchObject({ pointer: "/1/a/1/b" });
    expect(textFault('{"a":1,"b":{"a":1},"a":3}')).toMatchObject({ pointer: "/a" });
  });

  it("are looked for in texts of any form without end", () => {
    const most = 1 << 20;
    for (const text of [
      `"${"\\n".repeat(most / 2)}"`,
      `"${"x".repeat(most)}"`,
      "[".repeat(most / 2) + "]".repeat(most / 2),
    ])
      expect(textFault(text)).toBeUndefined();
  });
});
