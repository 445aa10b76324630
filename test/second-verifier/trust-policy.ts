import { isAdmittedKey } from "./edwards-key.ts";
import { sha256 } from "./encoding.ts";
import { demand, refuse } from "./refusal.ts";
import { parseVerifierKey, type VerifierKey } from "./signed-note.ts";

/** C2SP tlog-policy, whole. */
export interface TrustPolicy {
  readonly id: string;
  readonly logs: readonly VerifierKey[];
  /** In the order of the text. */
  readonly witnesses: readonly Witness[];
  readonly isQuorum: (cosigned: ReadonlySet<string>) => boolean;
}

interface Witness {
  readonly name: string;
  readonly key: VerifierKey;
}

type Rule = (cosigned: ReadonlySet<string>) => boolean;

export const LOG_SIGNATURE = 1;
export const COSIGNATURE = 4;

export function policyIdOf(text: string): string {
  return sha256(text).toString("hex");
}

export function parsePolicy(text: string): TrustPolicy {
  demand(/^[\t\n\u0020-\u007e\u0080-\u{10ffff}]*\n$/u.test(text), "policy: characters");
  const draft = new Draft();
  for (const line of text.slice(0, -1).split("\n"))
    draft.line(line.split(/[ \t]+/).filter((item) => item !== ""));
  return draft.finish(policyIdOf(text));
}

class Draft {
  readonly #logs: VerifierKey[] = [];
  readonly #witnesses: Witness[] = [];
  readonly #rules = new Map<string, Rule>();
  readonly #grouped = new Set<string>();
  #quorum: Rule | undefined;

  line([word, ...items]: readonly string[]): void {
    if (word === undefined || word.startsWith("#")) return;
    if (word === "log") this.#log(items);
    else if (word === "witness") this.#witness(items);
    else if (word === "group") this.#group(items);
    else if (word === "quorum") this.#setQuorum(items);
    else refuse(`policy: line ${word}`);
  }

  finish(id: string): TrustPolicy {
    const isQuorum = this.#quorum ?? refuse("policy: no quorum line");
    return { id, logs: this.#logs, witnesses: this.#witnesses, isQuorum };
  }

  #log(items: readonly string[]): void {
    demand(items.length === 1 || items.length === 2, "policy: log line");
    this.#logs.push(newKey(items[0]!, LOG_SIGNATURE, this.#logs));
  }

  #witness(items: readonly string[]): void {
    demand(items.length === 2 || items.length === 3, "policy: witness line");
    const name = items[0]!;
    const others = this.#witnesses.map((witness) => witness.key);
    this.#define(name, (cosigned) => cosigned.has(name));
    this.#witnesses.push({ name, key: newKey(items[1]!, COSIGNATURE, others) });
  }

  #group([name, threshold, ...members]: readonly string[]): void {
    demand(name !== undefined && threshold !== undefined && members.length > 0, "policy: group line");
    const rules = members.map((member) => this.#ruleOf(member));
    for (const member of members) {
      demand(!this.#grouped.has(member), `policy: ${member} twice in groups`);
      this.#grouped.add(member);
    }
    const needed = thresholdOf(threshold, members.length);
    this.#define(name, (cosigned) => rules.filter((rule) => rule(cosigned)).length >= needed);
  }

  #setQuorum(items: readonly string[]): void {
    demand(items.length === 1 && this.#quorum === undefined, "policy: quorum line");
    this.#quorum = items[0] === "none" ? () => true : this.#ruleOf(items[0]!);
  }

  #define(name: string, rule: Rule): void {
    demand(name !== "none" && !this.#rules.has(name), `policy: name ${name}`);
    this.#rules.set(name, rule);
  }

  #ruleOf(name: string): Rule {
    return this.#rules.get(name) ?? refuse(`policy: ${name} not defined`);
  }
}

function newKey(vkey: string, type: number, others: readonly VerifierKey[]): VerifierKey {
  const key = parseVerifierKey(vkey);
  demand(key.type === type, "policy: type of key");
  demand(isAdmittedKey(key.key), "policy: key not admitted");
  demand(!others.some((other) => other.key.equals(key.key)), "policy: duplicate key");
  return key;
}

function thresholdOf(word: string, members: number): number {
  if (word === "all") return members;
  if (word === "any") return 1;
  demand(/^[1-9][0-9]*$/.test(word) && Number(word) <= members, "policy: threshold");
  return Number(word);
}
