import "./no-eval.ts";
import "./older-browsers.ts";
import "./styles/index.css";
import { VerifierPage } from "./page.ts";
import { browserShelf } from "./shelf.ts";
import { preferredSpeech } from "./speech.ts";

const [root, status] = ["page", "status"].map((id) => document.getElementById(id));
if (!root || !status) throw new Error("no element #page or #status");
const shelf = browserShelf();
const asked = [
  new URLSearchParams(window.location.search).get("lang"),
  VerifierPage.langOf(shelf),
  ...navigator.languages,
];
const lang = preferredSpeech(asked.filter((tag) => typeof tag === "string"));
const isFile = !window.location.protocol.startsWith("http");
const saveFrom = isFile ? undefined : window.location.pathname;
const page = new VerifierPage({ root, status, shelf, now: () => Date.now(), saveFrom }, lang);
const inPage = document.getElementById("bundle")?.textContent?.trim();
page.open(inPage ? new TextEncoder().encode(inPage) : undefined);

// A receipt may be dropped anywhere; elsewhere the browser would leave the page to show the file.
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  if (file) page.takeFile(file);
});
