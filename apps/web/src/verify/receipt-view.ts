import { fileButton } from "./bundle-view.ts";
import { button, type Child, el, on } from "./dom.ts";
import type { Speech } from "./speech.ts";
import { code } from "./visible.ts";

type Wishes = {
  readonly note: Child;
  /** Whether there is a bundle to check with. */
  readonly isReady: boolean;
  /** What was pasted before, when the language changes. */
  readonly pasted: string;
  /** The picture of the camera while it looks. */
  readonly video: HTMLVideoElement | undefined;
  onFile(file: Blob): void;
  onType(text: string): void;
  onText(text: string): void;
  onCamera(): void;
  onStop(): void;
};

/** The part of the page where a receipt is handed in. */
export function receiptView(speech: Speech, wishes: Wishes): HTMLElement {
  const paste = el("textarea", {
    id: "paste",
    rows: "3",
    dir: "ltr",
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
  });
  paste.value = wishes.pasted;
  on(paste, { input: () => wishes.onType(paste.value) });
  const form = el(
    "form",
    { class: "paste" },
    el("label", { for: "paste" }, speech.word("receipt.paste")),
    paste,
    el("button", { type: "submit", id: "check" }, speech.word("receipt.check")),
  );
  return el(
    "section",
    { class: "panel", "aria-labelledby": "receipt-title" },
    el("h2", { id: "receipt-title", tabindex: "-1" }, speech.word("receipt")),
    wishes.note === undefined ? undefined : el("p", { class: "notice", id: "receipt-note" }, wishes.note),
    wishes.video ? cameraView(wishes.video, speech, wishes.onStop) : undefined,
    el(
      "div",
      { class: "row" },
      wishes.video
        ? undefined
        : button(speech.word("receipt.camera"), wishes.onCamera, {
            id: "camera",
            class: wishes.isReady ? "primary" : "",
          }),
      fileButton(speech.word("receipt.file"), wishes.onFile, { id: "receipt-file" }),
      fileButton(speech.word("receipt.photo"), wishes.onFile, { id: "receipt-photo", accept: "image/*" }),
    ),
    el("p", { class: "quiet" }, speech.say("receipt.fileHint", { suffix: code(".rahdari.json") })),
    on(form, {
      submit: (event) => {
        event.preventDefault();
        wishes.onText(paste.value);
      },
    }),
  );
}

function cameraView(video: HTMLVideoElement, speech: Speech, stop: () => void): HTMLElement {
  video.setAttribute("aria-label", speech.word("camera.view"));
  return el(
    "div",
    { class: "camera" },
    video,
    el("p", {}, speech.word("camera.hold")),
    button(speech.word("receipt.stop"), stop, { id: "stop" }),
  );
}

/** A picture that plays where it stands, without sound. */
export function makeVideo(): HTMLVideoElement {
  const video = el("video", { playsinline: true });
  video.muted = true;
  return video;
}
