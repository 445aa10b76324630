import { isList } from "./canonical-json.ts";
import { isAdmittedKey } from "./edwards-key.ts";
import { fromBase64, sha256 } from "./encoding.ts";
import { demand } from "./refusal.ts";
import type { Json, JsonObject } from "./strict-json.ts";

/** Reads a JSON value as a T, or refuses it; `at` names the place. */
export type Shape<T> = (value: Json, at: string) => T;
export type Shaped<S> = S extends Shape<infer T> ? T : never;
type Fields = Readonly<Record<string, Shape<unknown>>>;
type ObjectOf<F extends Fields> = { readonly [K in keyof F]: Shaped<F[K]> };

/** An object with exactly these fields, and some of those. */
export function object<F extends Fields, O extends Fields = Record<never, never>>(
  fields: F,
  optional?: O,
): Shape<ObjectOf<F> & Partial<ObjectOf<O>>> {
  const all: Fields = { ...fields, ...optional };
  return (value, at) => {
    const given = anyObject(value, at);
    for (const key of Object.keys(fields)) demand(Object.hasOwn(given, key), `${at}: ${key} is missing`);
    const entries = Object.keys(given).map((key) => {
      demand(Object.hasOwn(all, key), `${at}: ${key} is unknown`);
      return [key, all[key]!(given[key]!, `${at}/${key}`)];
    });
    return Object.fromEntries(entries) as ObjectOf<F> & Partial<ObjectOf<O>>;
  };
}

export function list<T>(item: Shape<T>, most = Number.POSITIVE_INFINITY, least = 0): Shape<readonly T[]> {
  return (value, at) => {
    demand(isList(value), `${at}: list`);
    demand(value.length >= least && value.length <= most, `${at}: ${least} to ${most} items`);
    return value.map((one, index) => item(one, `${at}/${index}`));
  };
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, at) => (value === null ? null : shape(value, at));
}

export function oneOf<const T extends Json>(...values: readonly T[]): Shape<T> {
  return (value, at) => {
    const found = values.find((one) => one === value);
    demand(found !== undefined, `${at}: one of ${values.join(", ")}`);
    return found;
  };
}

export function matching(pattern: RegExp, longest = Number.POSITIVE_INFINITY): Shape<string> {
  return (value, at) => {
    const text = string(longest)(value, at);
    demand(pattern.test(text), `${at}: ${pattern}`);
    return text;
  };
}

export function base64Of(length: number): Shape<Buffer> {
  return (value, at) => {
    const bytes = fromBase64(anyString(value, at));
    demand(bytes.length === length, `${at}: Base 64 of ${length} bytes`);
    return bytes;
  };
}

export const anyValue: Shape<Json> = (value) => value;

/** Lengths count code points. */
export function string(longest: number, shortest = 0): Shape<string> {
  return (value, at) => {
    const text = anyString(value, at);
    const length = [...text].length;
    demand(length >= shortest && length <= longest, `${at}: ${shortest} to ${longest} characters`);
    return text;
  };
}

export const anyString: Shape<string> = (value, at) => {
  demand(typeof value === "string", `${at}: string`);
  return value;
};

export const anyObject: Shape<JsonObject> = (value, at) => {
  demand(value !== null && typeof value === "object" && !isList(value), `${at}: object`);
  return value;
};

export const count: Shape<number> = (value, at) => {
  demand(typeof value === "number" && value >= 0, `${at}: number from 0`);
  return value;
};

export const instant: Shape<string> = (value, at) => {
  const text = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)(value, at);
  const date = new Date(text);
  // A 30th of February, or 24:00, reads as another day.
  demand(!Number.isNaN(date.valueOf()) && date.toISOString() === text, `${at}: instant`);
  return text;
};

export const publicKey: Shape<Buffer> = (value, at) => {
  const bytes = base64Of(32)(value, at);
  demand(isAdmittedKey(bytes), `${at}: key not admitted`);
  return bytes;
};

export function keyIdOf(key: Uint8Array): string {
  return sha256(key).subarray(0, 8).toString("hex");
}

export const keyId = matching(/^[0-9a-f]{16}$/);
export const hash256 = matching(/^[0-9a-f]{64}$/);
export const origin = matching(/^[a-z0-9][a-z0-9.-]*(?:\/[A-Za-z0-9._-]+)+$/, 100);
export const memberId = matching(/^[A-Z][A-Z0-9-]{1,15}$/);
export const office = matching(/^[a-z0-9][a-z0-9-]{0,31}$/);
export const author = matching(/^[A-Z][A-Z0-9-]{1,15}(?:\/[a-z0-9][a-z0-9-]{0,31})?$/);
export const kind = matching(/^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+$/, 60);
export const keyName = matching(/^[^+\p{White_Space}\p{Cc}]+$/u, 100);
