import { sha256 } from "#sha256";
import { fromUtf8, toHex, utf8 } from "../bytes/text.ts";
import { malformed } from "../fault.ts";
import { formatVkey, parseVkey, SIGNATURE_TYPE, type VerifierKey } from "./vkey.ts";

/** A witness of a policy under the name that its rules use. */
export type PolicyWitness = { readonly name: string; readonly key: VerifierKey };

/** When a set of cosigners is enough. `none` always is. */
export type Quorum =
  | { readonly kind: "none" }
  | { readonly kind: "witness"; readonly name: string }
  | {
      readonly kind: "group";
      readonly name: string;
      readonly k: number;
      readonly members: readonly Quorum[];
    };

/** Which logs are accepted, and which cosigners make a checkpoint valid (C2SP tlog-policy). */
export type Policy = {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly PolicyWitness[];
  readonly quorum: Quorum;
};

const MAX_BYTES = 100_000;
const MAX_LINES = 1_000;
/** Most logs and witnesses, as many as a note has signatures: to admit a key takes a millisecond. */
const MAX_KEYS = 100;

/**
 * Reads a policy file. URLs are read over. Names are octets that are compared, never read: they come back with
 * one character an octet. Throws LedgerError `malformed` with the line.
 */
export function parsePolicy(policy: string | Uint8Array): Policy {
  const bytes = typeof policy === "string" ? utf8(policy) : policy;
  if (bytes.length > MAX_BYTES) throw malformed("policy", "oversize", "", `more than ${MAX_BYTES} bytes`);
  const text = Array.from(bytes, (octet) => String.fromCharCode(octet)).join("");
  if (utf8(text).length > MAX_BYTES)
    throw malformed("policy", "oversize", "", `more than ${MAX_BYTES} bytes`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text))
    throw malformed("policy", "bad-value", "", "control characters other than tab and newline");
  const lines = text.split("\n");
  if (lines.length > MAX_LINES) throw malformed("policy", "oversize", "", `more than ${MAX_LINES} lines`);
  const reader = new PolicyReader();
  for (const [i, line] of lines.entries()) reader.line(line, `line ${i + 1}`);
  return reader.done();
}

/** Name of a policy: SHA-256 of its text, lowercase Base 16. */
export function policyId(text: string): string {
  return toHex(sha256(utf8(text)));
}

/** The text of a policy with one log and k of the witnesses; `none` where there are no witnesses. */
export function quorumPolicy(log: VerifierKey, witnesses: readonly PolicyWitness[], k: number): string {
  const lines = [
    `log ${formatVkey(log)}`,
    ...witnesses.map(({ name, key }) => `witness ${name} ${formatVkey(key)}`),
    ...(witnesses.length > 0 ? [`group cosigners ${k} ${witnesses.map(({ name }) => name).join(" ")}`] : []),
    `quorum ${witnesses.length > 0 ? "cosigners" : "none"}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Whether the witnesses named have witnessed what the quorum asks for. */
export function isQuorum(quorum: Quorum, names: ReadonlySet<string>): boolean {
  if (quorum.kind === "none") return true;
  if (quorum.kind === "witness") return names.has(quorum.name);
  return quorum.members.filter((member) => isQuorum(member, names)).length >= quorum.k;
}

class PolicyReader {
  readonly #logs: VerifierKey[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  readonly #defined = new Map<string, Quorum>();
  readonly #grouped = new Set<string>();
  #quorum: Quorum | undefined;

  line(line: string, at: string): void {
    const [word, ...rest] = line.split(/[ \t]+/).filter((part) => part !== "");
    if (word === undefined || word.startsWith("#")) return;
    if (word === "log" || word === "witness") this.#count(at);
    if (word === "log") this.#log(rest, at);
    else if (word === "witness") this.#witness(rest, at);
    else if (word === "group") this.#group(rest, at);
    else if (word === "quorum") this.#setQuorum(rest, at);
    else throw malformed("policy", "syntax", at, `no such line: ${word.slice(0, 40)}`);
  }

  done(): Policy {
    if (!this.#quorum) throw malformed("policy", "missing-field", "", "no quorum line");
    return { logs: this.#logs, witnesses: this.#witnesses, quorum: this.#quorum };
  }

  /** Before the key is looked at. */
  #count(at: string): void {
    if (this.#logs.length + this.#witnesses.length >= MAX_KEYS)
      throw malformed("policy", "oversize", at, `more than ${MAX_KEYS} logs and witnesses`);
  }

  #log([vkey = "", , ...more]: readonly string[], at: string): void {
    const key = keyOf(vkey, SIGNATURE_TYPE.ed25519, more, at);
    if (this.#logs.some((log) => same(log, key)))
      throw malformed("policy", "bad-value", at, "the log stands twice");
    this.#logs.push(key);
  }

  #witness([name = "", vkey = "", , ...more]: readonly string[], at: string): void {
    const key = keyOf(vkey, SIGNATURE_TYPE.cosignature, more, at);
    if (this.#witnesses.some((one) => same(one.key, key)))
      throw malformed("policy", "bad-value", at, "the witness stands twice");
    this.#define({ kind: "witness", name }, at);
    this.#witnesses.push({ name, key });
  }

  #group([name = "", threshold = "", ...names]: readonly string[], at: string): void {
    const members = names.map((member) => this.#member(member, at));
    const n = members.length;
    const k =
      threshold === "all" ? n : threshold === "any" ? 1 : /^[1-9]\d{0,4}$/.test(threshold) ? +threshold : 0;
    if (n === 0 || k < 1 || k > n)
      throw malformed("policy", "bad-value", at, `a threshold of 1 to ${n} members is asked for`);
    this.#define({ kind: "group", name, k, members }, at);
  }

  #member(name: string, at: string): Quorum {
    const member = this.#defined.get(name);
    if (!member) throw malformed("policy", "bad-value", at, `not defined above: ${name.slice(0, 40)}`);
    if (this.#grouped.has(name))
      throw malformed("policy", "bad-value", at, `in a group already: ${name.slice(0, 40)}`);
    this.#grouped.add(name);
    return member;
  }

  #define(quorum: Exclude<Quorum, { kind: "none" }>, at: string): void {
    if (quorum.name === "" || quorum.name === "none" || this.#defined.has(quorum.name))
      throw malformed("policy", "bad-value", at, `not a new name: ${quorum.name.slice(0, 40)}`);
    this.#defined.set(quorum.name, quorum);
  }

  #setQuorum([name = "", ...more]: readonly string[], at: string): void {
    const quorum: Quorum | undefined = name === "none" ? { kind: "none" } : this.#defined.get(name);
    if (!quorum || more.length > 0)
      throw malformed("policy", "bad-value", at, `not defined above: ${name.slice(0, 40)}`);
    if (this.#quorum) throw malformed("policy", "duplicate-key", at, "a second quorum line");
    this.#quorum = quorum;
  }
}

function keyOf(vkey: string, type: number, more: readonly string[], at: string): VerifierKey {
  if (more.length > 0) throw malformed("policy", "syntax", at, "more words than the line takes");
  const key = parseVkey(fromUtf8(octets(vkey)) ?? "");
  if (key.type !== type)
    throw malformed("policy", "bad-value", at, `the key signs as type ${key.type}, not ${type}`);
  return key;
}

/** The octets that a word of the file was read from. */
function octets(word: string): Uint8Array {
  return Uint8Array.from(word, (sign) => sign.charCodeAt(0));
}

function same(a: VerifierKey, b: VerifierKey): boolean {
  return toHex(a.publicKey) === toHex(b.publicKey);
}
