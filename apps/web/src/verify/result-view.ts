import type { LedgerFault, ReceiptFault } from "@rahdari/ledger/verify";
import type { VerifyKey } from "../i18n/en-verify.ts";
import type { Checked, Part, Report } from "./check.ts";
import { type Child, el, type Said } from "./dom.ts";
import { todoOf, wordsOf } from "./fault-words.ts";
import { signOf } from "./sign.ts";
import type { Speech } from "./speech.ts";
import { authorOf, basis, disclosed, established, factList, open, says } from "./statement-view.ts";
import { headlineOf, type Tone } from "./tone.ts";
import { code, data } from "./visible.ts";

type Holding = Extract<Checked, { kind: "statement" }>;

/** All that a check has found, as an article for each receipt. */
export function reportView({ parts, at }: Report, speech: Speech): HTMLElement {
  const several = parts.length > 1;
  return el(
    "div",
    { class: "report" },
    several
      ? el("p", { class: "notice" }, speech.word(parts.length > 2 ? "discrepancy" : "discrepancy.two"))
      : undefined,
    parts.map((part) => partView(part, speech)),
    el("p", { class: "quiet" }, speech.say("result.checkedAt", { time: speech.bothClocks(at) })),
  );
}

function partView({ role, checked }: Part, speech: Speech): HTMLElement {
  const title =
    role === "alone" ? undefined : el("h3", { class: "role" }, speech.word(`discrepancy.${role}`));
  return el("article", { class: "part" }, title, checkedView(checked, speech));
}

function checkedView(checked: Checked, speech: Speech): Child {
  switch (checked.kind) {
    case "statement":
      return statementView(checked, speech);
    case "fault":
      return faultView(checked.fault, speech);
    case "unread":
      return unreadView(checked, speech);
  }
}

function statementView(checked: Holding, speech: Speech): Child {
  const { statement, bundle } = checked;
  const { tone, head } = headlineOf(statement);
  const { entry, doubts } = statement;
  const has = (wanted: string) => doubts.some((doubt) => doubt.code === wanted);
  const event = entry.type === "event" || entry.type === "journal" ? entry.envelope.event : undefined;
  return [
    banner(tone, head, speech, [
      event
        ? el("p", { class: "lead" }, kindWord(event.kind, speech), " · " as Said, authorOf(statement, speech))
        : undefined,
      tone === "provisional" || tone === "rejected" ? el("p", {}, speech.word(`lead.${tone}`)) : undefined,
      has("doubtful-key") ? el("p", { class: "strong" }, speech.word("warn.doubtful")) : undefined,
      has("one-node") ? el("p", { class: "strong" }, speech.word("warn.alone")) : undefined,
    ]),
    section("result.established", established(statement, bundle, speech), speech),
    section("result.says", says(statement, speech), speech),
    section("result.disclosed", disclosed(statement, speech), speech),
    section("result.open", open(statement, speech), speech),
    section("result.basis", basis(statement, bundle, speech), speech),
    technical(checked, speech),
  ];
}

function kindWord(kind: string, speech: Speech): Child {
  const key = `kind.${kind}`;
  return speech.has(key) ? speech.word(key) : code(kind);
}

function banner(tone: Tone, head: VerifyKey, speech: Speech, more: readonly Child[]): HTMLElement {
  const mark = el(
    "p",
    { class: "mark" },
    signOf(tone),
    el("strong", { class: "tag" }, speech.word(`tag.${tone}`)),
  );
  return el("div", { class: `banner banner-${tone}` }, mark, el("h3", {}, speech.word(head)), more);
}

function section(
  title: VerifyKey,
  content: HTMLElement | undefined,
  speech: Speech,
): HTMLElement | undefined {
  return content && el("section", { class: "finding" }, el("h4", {}, speech.word(title)), content);
}

function faultView(fault: ReceiptFault, speech: Speech): Child {
  return [
    banner("bad", "head.bad", speech, [
      el("p", { class: "lead" }, wordsOf(fault, speech)),
      el("p", {}, speech.word("result.code"), ": " as Said, code(fault.code)),
      el("p", {}, speech.word("lead.bad")),
    ]),
    section("result.todo", el("p", {}, speech.word(todoOf(fault))), speech),
    fault.code === "entry/malformed" ? details(speech, data(fault.detail)) : undefined,
  ];
}

function unreadView({ why, text, detail }: Extract<Checked, { kind: "unread" }>, speech: Speech): Child {
  return [
    banner("unread", "head.unread", speech, [
      el("p", { class: "lead" }, speech.say(why, text === undefined ? {} : { text })),
      el("p", {}, speech.word("result.code"), ": " as Said, code(codeOf(why, detail))),
    ]),
    section("result.todo", el("p", {}, speech.word("todo.unread")), speech),
    detail?.code === "malformed"
      ? details(speech, code(`${detail.format} ${detail.at} ${detail.detail}`))
      : undefined,
  ];
}

function codeOf(why: VerifyKey, detail: LedgerFault | undefined): string {
  return `${detail?.code ?? "malformed"}/${why.slice(4)}`;
}

/** Ids, hashes and the bytes that were signed. */
function technical({ statement, receipt }: Holding, speech: Speech): HTMLElement {
  const { policy, author } = statement;
  const { checkpoint } = receipt.proof;
  return details(
    speech,
    factList([
      ...(author?.key
        ? [
            [
              speech.word("fact.key"),
              code(`${author.key.id} ${author.key.role} ${author.key.of ?? ""}`.trim()),
            ] as const,
          ]
        : []),
      [speech.word("fact.policy"), code(policy.id)],
      [speech.word("fact.root"), code(hexOf(checkpoint.root))],
      [speech.word("fact.entry"), code(new TextDecoder().decode(receipt.entry))],
    ]),
    el("p", { class: "quiet" }, speech.word("result.hidden")),
  );
}

function details(speech: Speech, ...content: readonly Child[]): HTMLElement {
  return el("details", {}, el("summary", {}, speech.word("result.technical")), content);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
