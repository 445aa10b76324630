import { type Bundle, bundleFingerprint, type Statement } from "@rahdari/ledger/verify";
import { type Child, el, type Said } from "./dom.ts";
import { fieldList } from "./json-view.ts";
import type { Speech } from "./speech.ts";
import { isOld } from "./trust.ts";
import { code, data } from "./visible.ts";

type Entry = Statement["entry"];
type EventOrJournal = Extract<Entry, { readonly type: "event" | "journal" }>;
/** A name and what stands beside it. */
type Fact = readonly [name: Said, value: Child];

/** What a receipt establishes, as facts. */
export function established(statement: Statement, bundle: Bundle, speech: Speech): HTMLElement {
  return factList([
    ...entryFacts(statement, speech),
    [speech.word(statement.level === "final" ? "fact.ledger" : "fact.journalOf"), ledgerOf(statement)],
    [speech.word("fact.place"), speech.say("place", { index: statement.index, size: statement.size })],
    ...cosigned(statement, bundle, speech),
  ]);
}

export function factList(facts: readonly Fact[]): HTMLElement {
  return el(
    "dl",
    { class: "facts" },
    ...facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
  );
}

function ledgerOf({ agreement, origin }: Statement): Child {
  return [data(agreement), el("br"), code(origin)];
}

function entryFacts(statement: Statement, speech: Speech): Fact[] {
  const { entry } = statement;
  const received = speech.bothClocks(Date.parse(entry.received));
  if (entry.type === "charter") {
    const names = entry.charter.members.map(({ id, name }) =>
      el("li", {}, speech.say("author.member", { name, id: code(id) })),
    );
    return [
      [speech.word("fact.event"), speech.word("kind.charter")],
      [speech.word("fact.members"), el("ul", { class: "values" }, ...names)],
      [speech.word("fact.received"), received],
    ];
  }
  if (entry.type === "roster")
    return [
      [speech.word("fact.event"), speech.word("kind.roster")],
      [speech.word("fact.rosterHash"), code(entry.roster)],
      [speech.word("fact.received"), received],
    ];
  return eventFacts(statement, entry, speech);
}

function eventFacts(statement: Statement, entry: EventOrJournal, speech: Speech): Fact[] {
  const { event } = entry.envelope;
  return [
    [speech.word("fact.event"), kindOf(event.kind, speech)],
    [speech.word("fact.by"), authorOf(statement, speech)],
    [speech.word("fact.outcome"), outcomeOf(entry, speech)],
    [
      speech.word(entry.type === "event" ? "fact.received" : "fact.journal"),
      speech.bothClocks(Date.parse(entry.received)),
    ],
    [speech.word("fact.claimed"), speech.bothClocks(Date.parse(event.at))],
  ];
}

/** The kind in words, and as it was signed. */
function kindOf(kind: string, speech: Speech): Child {
  const key = `kind.${kind}`;
  return [speech.word(speech.has(key) ? key : "kind.other"), " " as Said, code(kind)];
}

export function authorOf({ author }: Statement, speech: Speech): Child {
  if (!author) return undefined;
  const [, office] = author.id.split("/");
  const { name } = author;
  const id = code(author.id);
  return office === undefined
    ? speech.say("author.member", { name, id })
    : speech.say("author.office", { name, id, office });
}

function outcomeOf(entry: EventOrJournal, speech: Speech): Child {
  if (entry.type === "journal") return speech.word("outcome.unknown");
  const { outcome } = entry;
  if (outcome.status === "accepted") return speech.word("outcome.accepted");
  const key = `reject.${outcome.code}`;
  const reason = el(
    "span",
    {},
    speech.word(speech.has(key) ? key : "reject.other"),
    " " as Said,
    code(outcome.code),
  );
  const { against, path } = outcome;
  return [
    el("p", {}, speech.say("outcome.rejected", { reason })),
    against === undefined ? undefined : el("p", {}, speech.say("outcome.against", { index: against })),
    path === undefined || path === ""
      ? undefined
      : el("p", {}, speech.say("outcome.path", { path: code(path) })),
  ];
}

function cosigned({ level, cosigners, seenBy }: Statement, bundle: Bundle, speech: Speech): Fact[] {
  if (level === "provisional") return [[speech.word("fact.cosigned"), speech.word("cosigner.none")]];
  const items = cosigners.map(({ name: id, node, time }) => {
    const name = bundle.roster.members.find((member) => member.id === id)?.name ?? "";
    const values = { name, id: code(id), node: code(node), time: speech.moment(msOf(time)) };
    return el("li", {}, speech.say("cosigner.one", values));
  });
  const list = items.length === 0 ? speech.word("cosigner.none") : el("ul", { class: "values" }, ...items);
  return [
    [speech.word("fact.cosigned"), list],
    ...(seenBy === null ? [] : [[speech.word("fact.seen"), speech.moment(msOf(seenBy))] as const]),
  ];
}

function msOf(seconds: bigint): number {
  return Number(seconds) * 1000;
}

/** What a receipt does not establish, a sentence for each doubt. */
export function open(statement: Statement, speech: Speech): HTMLElement {
  const items = statement.doubts.map((doubt) => {
    switch (doubt.code) {
      case "claimed-time":
        return speech.say(
          statement.level === "final" ? "doubt.claimed-time" : "doubt.claimed-time.provisional",
        );
      case "later-revocation":
        return speech.say("doubt.later-revocation", { time: speech.moment(Date.parse(doubt.asOf)) });
      case "ended-key":
        return speech.say("doubt.ended-key", { index: doubt.until });
      case "doubtful-key":
        return speech.say("doubt.doubtful-key", { name: statement.author?.name ?? "", index: doubt.from });
      default:
        return speech.say(`doubt.${doubt.code}`);
    }
  });
  return el("ul", { class: "doubts" }, ...items.map((item) => el("li", {}, item)));
}

/** What the verdict rests on: the bundle, its age and how many had to cosign. */
export function basis({ policy, level }: Statement, bundle: Bundle, speech: Speech): HTMLElement {
  const { asOf, ageMs, need } = policy;
  const needed =
    level === "provisional"
      ? speech.say("basis.provisional")
      : need === 0
        ? speech.say("basis.needNone")
        : speech.say("basis.need", { n: need });
  const lines = [
    speech.say("basis.bundle", {
      time: speech.moment(Date.parse(asOf)),
      age: el("span", {}, speech.age(ageMs)),
    }),
    ageMs < 0 ? el("strong", {}, speech.word("bundle.clock")) : undefined,
    isOld(ageMs) ? el("strong", {}, speech.word("bundle.old")) : undefined,
    speech.say("basis.fingerprint", { fingerprint: code(bundleFingerprint(bundle)) }),
    needed,
  ];
  return el(
    "ul",
    { class: "doubts" },
    ...lines.flatMap((line) => (line === undefined ? [] : [el("li", {}, line)])),
  );
}

/** The event's own content, as its author wrote it. */
export function says({ entry }: Statement, speech: Speech): HTMLElement | undefined {
  if (entry.type !== "event" && entry.type !== "journal") return undefined;
  const { body, kind } = entry.envelope.event;
  if (Object.keys(body).length === 0) return el("p", {}, speech.word("value.empty"));
  return fieldList(Object.entries(body), speech, speech.has(`kind.${kind}`));
}

/** Private fields that the holder opened. */
export function disclosed({ disclosures }: Statement, speech: Speech): HTMLElement | undefined {
  if (disclosures.length === 0) return undefined;
  return el(
    "div",
    {},
    // As a list: whoever committed to two fields of one name has to be seen to have done so.
    fieldList(
      disclosures.map(({ name, value }) => [name, value]),
      speech,
      false,
    ),
    el("p", { class: "quiet" }, speech.word("result.disclosedNote")),
  );
}
