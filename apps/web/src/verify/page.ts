import type { Bundle } from "@rahdari/ledger/verify";
import type { Lang } from "../i18n/languages.ts";
import { LANGUAGES } from "../i18n/languages.ts";
import { bundleView, type Held, type Offer } from "./bundle-view.ts";
import { CameraError, scan } from "./camera.ts";
import { checkIntake, type Report } from "./check.ts";
import { button, type Child, el, on, type Said } from "./dom.ts";
import { wordsOf } from "./fault-words.ts";
import { type Intake, recogniseFile, recogniseText } from "./intake.ts";
import { readImage } from "./picture.ts";
import { makeVideo, receiptView } from "./receipt-view.ts";
import { reportView } from "./result-view.ts";
import type { Shelf } from "./shelf.ts";
import { READABLE, type Speech, speechIn } from "./speech.ts";
import { firstBundle, judgeBundle, readBundle } from "./trust.ts";
import { code } from "./visible.ts";

type Deps = {
  readonly root: HTMLElement;
  /** What is read out when it changes. */
  readonly status: HTMLElement;
  readonly shelf: Shelf;
  readonly now: () => number;
  /** Address that the page can be saved from; absent where it is a file already. */
  readonly saveFrom: string | undefined;
};
/** A remark, said anew when the language changes. */
type Note = (speech: Speech) => Child;

const SHELF_BUNDLE = "bundle";
const SHELF_LANG = "lang";

/** The whole page: what it holds, and what follows from what people do. */
export class VerifierPage {
  readonly #deps: Deps;
  #speech: Speech;
  #held: Held | undefined;
  #offer: Offer | undefined;
  #bundleNote: Note | undefined;
  #receiptNote: Note | undefined;
  #intake: Intake | undefined;
  #report: Report | undefined;
  #pasted = "";
  #camera: { readonly video: HTMLVideoElement; readonly end: AbortController } | undefined;
  /** Goes up with whatever is handed in, so that a slow one does not take the place of a later one. */
  #turn = 0;

  constructor(deps: Deps, lang: Lang) {
    this.#deps = deps;
    this.#speech = speechIn(lang);
  }

  /** Takes the bundle inside the page, or the remembered one, and shows the page. */
  async open(inPage: Uint8Array | undefined): Promise<void> {
    const remembered = this.#deps.shelf.read(SHELF_BUNDLE);
    const [own, kept] = [
      inPage && readBundle(inPage),
      remembered === undefined ? undefined : readBundle(new TextEncoder().encode(remembered)),
    ];
    const bundle = await firstBundle(own, kept);
    if (bundle) this.#held = { bundle, inPage: bundle === own, kept: true };
    this.#draw();
  }

  takeFile(file: Blob): void {
    this.#do(async () => this.#take(await recogniseFile(file), file));
  }

  #takeText(text: string): void {
    this.#begin();
    if (text.trim() === "") this.#remark((speech) => speech.word("receipt.empty"));
    else this.#do(() => this.#take(recogniseText(text)));
  }

  /** From here on no earlier result may be taken for that of what is handed in now. */
  #begin(): number {
    this.#intake = undefined;
    this.#report = undefined;
    this.#receiptNote = undefined;
    return ++this.#turn;
  }

  async #take(intake: Intake, file?: Blob): Promise<void> {
    if (intake.kind === "bundle") return this.#weigh(intake.bytes);
    if (intake.kind === "picture") return this.#look(intake.file);
    // Chosen as a bundle and none: said where the bundle was asked for.
    if (!this.#held && file && (intake.kind === "neither" || intake.kind === "damaged"))
      return this.#remarkOnBundle((speech) => speech.word("bundle.unread"));
    this.#begin();
    this.#intake = intake;
    await this.#check();
  }

  async #look(file: Blob): Promise<void> {
    const turn = this.#begin();
    this.#remark((speech) => speech.word("picture.looking"));
    // Lets the remark be drawn: the search holds up everything else.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const text = await readImage(file).catch(() => null);
    if (turn !== this.#turn) return;
    if (text === null) return this.#remark((speech) => speech.word("picture.unread"));
    if (text === undefined) return this.#remark((speech) => speech.word("picture.nothing"));
    await this.#takeCode(text);
  }

  async #takeCode(text: string): Promise<void> {
    const intake = recogniseText(text);
    if (intake.kind !== "neither") return this.#take(intake);
    this.#begin();
    const checked = { kind: "unread", why: "why.otherCode", text } as const;
    this.#show({ parts: [{ role: "alone", checked }], at: this.#deps.now() });
  }

  async #check(): Promise<void> {
    if (!this.#held) return this.#remark((speech) => speech.word("receipt.waits"));
    const turn = ++this.#turn;
    this.#receiptNote = undefined;
    this.#report = undefined;
    if (!this.#intake) return;
    this.#announce(this.#speech.word("checking"));
    const report = await checkIntake(this.#intake, this.#held.bundle, this.#deps.now());
    if (turn === this.#turn) this.#show(report);
  }

  #show(report: Report): void {
    this.#report = report;
    this.#draw();
    this.#announce(document.querySelector(".banner h3")?.textContent as Said);
    this.#focus("result-title");
  }

  async #weigh(bytes: Uint8Array): Promise<void> {
    this.#offer = undefined;
    const bundle = readBundle(bytes);
    if (!bundle) return this.#remarkOnBundle((speech) => speech.word("bundle.unread"));
    const judged = await judgeBundle(this.#held?.bundle, bundle);
    if ("take" in judged) return this.#adopt(bundle, bytes);
    if ("leave" in judged) return this.#remarkOnBundle((speech) => speech.word(`bundle.${judged.leave}`));
    if ("fault" in judged)
      return this.#remarkOnBundle((speech) =>
        speech.say("bundle.false", {
          reason: el("span", {}, wordsOf(judged.fault, speech), " " as Said, code(judged.fault.code)),
        }),
      );
    this.#offer = { bundle, bytes, question: judged.ask };
    this.#bundleNote = undefined;
    this.#draw();
    this.#focus("offer-title");
  }

  async #adopt(bundle: Bundle, bytes: Uint8Array): Promise<void> {
    const kept = this.#deps.shelf.keep(SHELF_BUNDLE, new TextDecoder().decode(bytes));
    this.#held = { bundle, inPage: false, kept };
    this.#offer = undefined;
    const { agreement } = bundle.roster;
    this.#remarkOnBundle((speech) => speech.say("bundle.taken", { agreement }));
    this.#focus("bundle-title");
    if (this.#intake) await this.#check();
  }

  #leaveOffer(): void {
    this.#offer = undefined;
    this.#remarkOnBundle((speech) => speech.word("bundle.left"));
    this.#focus("bundle-title");
  }

  #startCamera(): void {
    this.#begin();
    const camera = { video: makeVideo(), end: new AbortController() };
    this.#camera = camera;
    this.#remark((speech) => speech.word("camera.starting"));
    this.#focus("stop");
    this.#do(async () => {
      try {
        camera.video.addEventListener("playing", () => this.#remark(undefined), { once: true });
        const text = await scan(camera.video, camera.end.signal);
        if (text === undefined || this.#camera !== camera) return;
        this.#stopCamera();
        await this.#takeCode(text);
      } catch (error) {
        if (this.#camera === camera) this.#stopCamera();
        if (!(error instanceof CameraError)) throw error;
        this.#remark((speech) => speech.word(error.key));
      }
    });
  }

  #stopCamera(): void {
    if (!this.#camera) return;
    this.#camera.end.abort();
    this.#camera = undefined;
    this.#receiptNote = undefined;
    this.#draw();
    this.#focus("camera");
  }

  #setLang(lang: Lang): void {
    this.#deps.shelf.keep(SHELF_LANG, lang);
    this.#speech = speechIn(lang);
    this.#announce(undefined);
    this.#draw();
    this.#focus("language");
  }

  /** The language chosen here before. */
  static langOf(shelf: Shelf): string | undefined {
    return shelf.read(SHELF_LANG);
  }

  #remark(note: Note | undefined): void {
    this.#receiptNote = note;
    this.#draw();
    this.#announce(note?.(this.#speech));
  }

  #remarkOnBundle(note: Note): void {
    this.#bundleNote = note;
    this.#draw();
    this.#announce(note(this.#speech));
  }

  #announce(said: Child): void {
    this.#deps.status.replaceChildren(el("span", {}, said));
  }

  #focus(id: string): void {
    const target = document.getElementById(id);
    target?.focus();
    // A part begins at the top of the screen: what it says comes below its title.
    target?.scrollIntoView({ block: target.tabIndex < 0 ? "start" : "nearest" });
  }

  /** Nothing that fails may look like nothing at all. */
  #do(task: () => Promise<void>): void {
    task().catch((error: unknown) => {
      const checked = { kind: "unread", why: "why.unexpected", text: String(error) } as const;
      this.#show({ parts: [{ role: "alone", checked }], at: this.#deps.now() });
    });
  }

  #draw(): void {
    const speech = this.#speech;
    document.documentElement.lang = speech.lang;
    document.documentElement.dir = speech.dir;
    document.title = speech.word("documentTitle");
    const focused = document.activeElement?.id;
    this.#deps.root.replaceChildren(this.#header(), this.#main());
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  #header(): HTMLElement {
    const speech = this.#speech;
    const choices = READABLE.map((lang) =>
      el(
        "option",
        { value: lang, lang: LANGUAGES[lang].intl, selected: lang === speech.lang },
        LANGUAGES[lang].own as Said,
      ),
    );
    const select: HTMLSelectElement = on(el("select", { id: "language" }, choices), {
      change: () => this.#setLang(select.value as Lang),
    });
    const { missing: n, total } = speech;
    return el(
      "header",
      {},
      el("a", { class: "skip", href: "#result-title" }, speech.word("skip")),
      el("div", {}, el("p", { class: "brand" }, speech.word("app")), el("h1", {}, speech.word("title"))),
      el("label", { class: "no-print" }, el("span", {}, speech.word("language")), select),
      el("p", { class: "tagline quiet no-print" }, speech.word("tagline")),
      n === 0
        ? undefined
        : el(
            "p",
            { class: "notice" },
            speech.say("untranslated", { language: LANGUAGES[speech.lang].own, n, total }),
          ),
    );
  }

  #main(): HTMLElement {
    const speech = this.#speech;
    const { saveFrom } = this.#deps;
    return el(
      "main",
      {},
      el(
        "div",
        { class: "inputs no-print" },
        this.#bundlePart(),
        this.#receiptPart(),
        saveFrom === undefined
          ? undefined
          : el(
              "p",
              {},
              el(
                "a",
                { class: "save", href: saveFrom, download: "rahdari-verify.html" },
                speech.word("save"),
              ),
            ),
      ),
      this.#resultPart(),
    );
  }

  #bundlePart(): HTMLElement {
    return bundleView(this.#held, this.#offer, this.#speech, {
      now: this.#deps.now(),
      note: this.#bundleNote?.(this.#speech),
      onFile: (file) => this.takeFile(file),
      onTake: () => this.#do(async () => this.#offer && this.#adopt(this.#offer.bundle, this.#offer.bytes)),
      onLeave: () => this.#leaveOffer(),
    });
  }

  #receiptPart(): HTMLElement {
    return receiptView(this.#speech, {
      note: this.#receiptNote?.(this.#speech),
      pasted: this.#pasted,
      isReady: this.#held !== undefined,
      video: this.#camera?.video,
      onFile: (file) => this.takeFile(file),
      onType: (text) => {
        this.#pasted = text;
      },
      onText: (text) => this.#takeText(text),
      onCamera: () => this.#startCamera(),
      onStop: () => this.#stopCamera(),
    });
  }

  #resultPart(): HTMLElement {
    const speech = this.#speech;
    const report = this.#report;
    const title = el("h2", { id: "result-title", tabindex: "-1" }, speech.word("result"));
    if (!report)
      return el(
        "section",
        { class: "result", "aria-labelledby": "result-title" },
        title,
        el("p", { class: "quiet" }, speech.word("result.none")),
      );
    return el(
      "section",
      { class: "result", "aria-labelledby": "result-title" },
      title,
      reportView(report, speech),
      el(
        "div",
        { class: "row no-print" },
        button(speech.word("result.print"), () => window.print(), { id: "print" }),
        button(speech.word("result.again"), () => this.#focus("receipt-title"), { id: "again" }),
      ),
    );
  }
}
