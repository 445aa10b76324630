import { type Bundle, bundleFingerprint, bundleTime } from "@rahdari/ledger/verify";
import { button, type Child, el, on, type Said } from "./dom.ts";
import type { Speech } from "./speech.ts";
import { factList } from "./statement-view.ts";
import { isOld, type Question } from "./trust.ts";
import { code, data } from "./visible.ts";

/** The bundle in use. */
export type Held = {
  readonly bundle: Bundle;
  readonly inPage: boolean;
  /** Whether this device will remember it. */
  readonly kept: boolean;
};
/** A bundle that waits for a person to compare its fingerprint. */
export type Offer = { readonly bundle: Bundle; readonly bytes: Uint8Array; readonly question: Question };

type Wishes = {
  readonly now: number;
  readonly note: Child;
  onFile(file: Blob): void;
  onTake(): void;
  onLeave(): void;
};

/** The part of the page about members and keys. */
export function bundleView(
  held: Held | undefined,
  offer: Offer | undefined,
  speech: Speech,
  wishes: Wishes,
): HTMLElement {
  const choose = speech.word(held ? "bundle.newer" : "bundle.choose");
  return el(
    "section",
    { class: "panel", id: "bundle-part", "aria-labelledby": "bundle-title" },
    el("h2", { id: "bundle-title", tabindex: "-1" }, speech.word("bundle")),
    held ? heldView(held, speech, wishes.now) : offer ? undefined : el("p", {}, speech.word("bundle.none")),
    wishes.note === undefined ? undefined : el("p", { class: "notice" }, wishes.note),
    offer
      ? offerView(offer, speech, wishes)
      : fileButton(choose, wishes.onFile, { id: "bundle-file", class: held ? "" : "primary" }),
  );
}

function heldView({ bundle, inPage, kept }: Held, speech: Speech, now: number): Child {
  const age = now - bundleTime(bundle);
  return [
    factsOf(bundle, speech, now),
    age < 0 ? el("p", { class: "notice notice-warn" }, speech.word("bundle.clock")) : undefined,
    isOld(age) ? el("p", { class: "notice notice-warn" }, speech.word("bundle.old")) : undefined,
    inPage ? el("p", { class: "quiet" }, speech.word("bundle.inPage")) : undefined,
    inPage || kept ? undefined : el("p", { class: "notice notice-warn" }, speech.word("bundle.notKept")),
  ];
}

function factsOf(bundle: Bundle, speech: Speech, now: number): Child {
  const { agreement, origin, members } = bundle.roster;
  const time = bundleTime(bundle);
  const belonging = members.filter(({ until }) => until === null);
  const names = belonging.map(({ name, id }) =>
    el("li", {}, speech.say("author.member", { name, id: code(id) })),
  );
  return [
    factList([
      [speech.word("bundle.agreement"), data(agreement)],
      [speech.word("bundle.origin"), code(origin)],
      [speech.word("bundle.fingerprint"), fingerprint(bundle)],
      [
        speech.word("bundle.asOf"),
        speech.say("bundle.age", { time: speech.moment(time), age: el("span", {}, speech.age(now - time)) }),
      ],
    ]),
    el(
      "details",
      {},
      el("summary", {}, speech.say("bundle.members", { n: names.length })),
      el("ul", { class: "values" }, names),
    ),
  ];
}

/** Eight groups that people read to each other, each kept whole. */
function fingerprint(bundle: Bundle): HTMLElement {
  const groups = bundleFingerprint(bundle).split(" ");
  // The blank between groups is for those who copy them.
  return el(
    "bdi",
    { class: "fingerprint code", dir: "ltr" },
    groups.flatMap((group, i) => [i === 0 ? undefined : (" " as Said), el("span", {}, group as Said)]),
  );
}

function offerView({ bundle, question }: Offer, speech: Speech, wishes: Wishes): HTMLElement {
  return el(
    "div",
    { class: "offer", role: "group", "aria-labelledby": "offer-title" },
    el("h3", { id: "offer-title", tabindex: "-1" }, speech.word("bundle.compareTitle")),
    question === "first"
      ? undefined
      : el("p", { class: "notice notice-warn" }, speech.word(`bundle.${question}`)),
    el("p", {}, speech.word("bundle.compare")),
    factsOf(bundle, speech, wishes.now),
    el(
      "div",
      { class: "row" },
      button(speech.word("bundle.take"), wishes.onTake, { id: "take", class: "primary" }),
      button(speech.word("bundle.leave"), wishes.onLeave, { id: "leave" }),
    ),
  );
}

/** A button that opens the device's own choice of files. */
export function fileButton(
  text: Parameters<typeof button>[0],
  take: (file: Blob) => void,
  own: { readonly id: string; readonly class?: string; readonly accept?: string },
): HTMLElement {
  const input: HTMLInputElement = on(el("input", { type: "file", id: own.id, accept: own.accept }), {
    change: () => {
      const [file] = input.files ?? [];
      // The same file can then be chosen again.
      input.value = "";
      if (file) take(file);
    },
  });
  return el("label", { class: `button ${own.class ?? ""}`.trim() }, text, input);
}
