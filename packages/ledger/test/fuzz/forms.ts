import { isDeepStrictEqual } from "node:util";
import { equal } from "../../src/bytes/bytes.ts";
import { fromUtf8, toHex, utf8 } from "../../src/bytes/text.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import { START } from "../support/fixture.ts";
import type { Target } from "./run.ts";
import type { Samples } from "./samples.ts";

/** Text of bytes; what is no UTF-8 stands for itself, octet by octet. */
export function textIn(bytes: Uint8Array): string {
  return fromUtf8(bytes) ?? Buffer.from(bytes).toString("latin1");
}

export const same = (text: string | Uint8Array, bytes: Uint8Array) =>
  equal(typeof text === "string" ? utf8(text) : text, bytes) ? undefined : "written out it is another";
export const alike = (one: unknown, two: unknown) =>
  isDeepStrictEqual(one, two) ? undefined : "read again it is another";

/** A target whose format has one text for each value. */
export function exact<Value>(
  name: string,
  samples: readonly Uint8Array[],
  parse: (bytes: Uint8Array) => Value | undefined,
  format: (value: Value) => string | Uint8Array,
): Target {
  return { name, samples, parse, check: (value: Value, bytes) => same(format(value), bytes) };
}

/** A target whose format has several texts for a value: read, written and read again it is the same. */
export function stable<Value>(
  name: string,
  samples: readonly Uint8Array[],
  parse: (bytes: Uint8Array) => Value,
  format: (value: Value) => string | Uint8Array,
): Target {
  const again = (value: Value) => {
    const text = format(value);
    return parse(typeof text === "string" ? utf8(text) : text);
  };
  return { name, samples, parse, check: (value: Value) => alike(again(value), value) };
}

/** A receipt that holds is of an entry that was logged: nothing made up is taken for one. */
export async function notForged(receipt: Receipt, samples: Samples): Promise<string | undefined> {
  const verdict = await verifyReceipt(receipt, samples.bundle, START);
  if ("fault" in verdict || samples.leaves.has(toHex(receipt.entry))) return undefined;
  return "a receipt holds that nobody gave";
}
