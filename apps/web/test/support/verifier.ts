import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Bundle,
  formatBundle,
  formatDiscrepancy,
  formatQrText,
  formatReceipt,
  type JsonObject,
  qrModules,
  qrSvg,
  type Receipt,
} from "@rahdari/ledger";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { bench, memoryFiles } from "../../../../packages/ledger/test/support/engines.ts";
import { Pen } from "../../../../packages/ledger/test/support/fixture.ts";
import { sampleOf } from "../../../../packages/ledger/test/support/receipts.ts";
import { ARGUMENTS, executable } from "./browser.ts";
import { DIST, ensureBuilt } from "./built-page.ts";

/** Files as people hand them around; all synthetic. */
export type Material = {
  readonly bundle: string;
  /** The same of a ledger that one node runs alone. */
  readonly aloneBundle: string;
  /** By name, as text. */
  readonly receipts: Readonly<Record<string, string>>;
  /** What their QR codes hold. */
  readonly codes: Readonly<Record<string, string>>;
};

const MEMBERS = ["AF", "CN", "KG", "KZ", "PK", "TJ", "UZ"];

export async function materialOf(): Promise<Material> {
  const [cosigned, alone] = [await sampleOf("cosigned", MEMBERS), await sampleOf("embedded", MEMBERS)];
  const { receipts, bundle } = cosigned;
  const { accepted, rejected, provisional } = receipts as Record<string, Receipt>;
  const texts = Object.fromEntries(
    Object.entries(receipts).map(([name, receipt]) => [name, formatReceipt(receipt)]),
  );
  return {
    bundle: textOf(bundle),
    aloneBundle: textOf(alone.bundle),
    receipts: {
      ...texts,
      alone: formatReceipt(alone.receipts.accepted as Receipt),
      tampered: (texts.accepted as string).replace("QTTA-2027", "QTTA-2028"),
      cut: (texts.accepted as string).slice(0, 700),
      discrepancy: formatDiscrepancy({
        provisional: provisional!,
        rejected: rejected!,
        against: accepted!,
      }),
    },
    codes: Object.fromEntries(
      Object.entries(receipts).map(([name, receipt]) => [name, formatQrText(receipt, bundle.roster)]),
    ),
  };
}

function textOf({ roster, leaf, proof, handovers }: Bundle): string {
  return formatBundle(roster, leaf, proof, handovers);
}

/** A receipt signed with a key that was reported stolen afterwards, with its bundle. */
export async function doubtfulMaterial(): Promise<{ bundle: string; receipt: string }> {
  const { engine } = await bench("cosigned", memoryFiles());
  const [root, office] = [new Pen("AF"), new Pen("AF/torkham")];
  await engine.submit((await root.addOffice("torkham")).bytes);
  const grant = { right: "R", kind: "permit", unit: "permit", cap: 9, users: ["AF"], expires: null };
  const written = await office.write("right.grant", grant);
  const done = await engine.submit(written.bytes);
  if (done.status !== "final") throw new Error(JSON.stringify(done));
  const revoked = { key: written.key, reason: "compromised", doubtfulFrom: Number(done.index) };
  await engine.submit((await root.write("key.revoke", revoked)).bytes);
  const { entry, proof } = await engine.receipt(await engine.publishRoster());
  const bundle = formatBundle(engine.state.roster, entry, proof);
  const receipt = formatReceipt(await engine.receipt(done.index));
  await engine.close();
  return { bundle, receipt };
}

/** A receipt of an event whose author wrote what it liked, with its bundle. */
export async function hostileMaterial(body: JsonObject): Promise<{ bundle: string; receipt: string }> {
  const { engine } = await bench("cosigned", memoryFiles());
  const done = await engine.submit((await new Pen("AF").write("note.hostile", body)).bytes);
  if (done.status !== "final") throw new Error(JSON.stringify(done));
  const roster = await engine.publishRoster();
  const { entry, proof } = await engine.receipt(roster);
  const bundle = formatBundle(engine.state.roster, entry, proof);
  const receipt = formatReceipt(await engine.receipt(done.index));
  await engine.close();
  return { bundle, receipt };
}

export type Stand = {
  readonly browser: Browser;
  /** Opens the file with the network cut; whatever it asks for is noted. */
  open(options?: Opening): Promise<{ readonly page: Page; readonly asked: string[] }>;
  close(): Promise<void>;
};
type Opening = BrowserContextOptions & {
  readonly lang?: string;
  /** What the clock of the device says. */
  readonly now?: number;
  /** A bundle to put inside the page. */
  readonly inside?: string | undefined;
  /** What runs in the page before its own script. */
  readonly before?: () => void;
};

/** A browser in front of the verifier's file, copied alone into a folder of its own; `film` is what its camera sees. */
export async function openStand(film?: Buffer): Promise<Stand> {
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), "rahdari-verify-"));
  const args = film === undefined ? [] : cameraOf(join(folder, "film.y4m"), film);
  const browser = await chromium.launch({ executablePath: executable(), args: [...ARGUMENTS, ...args] });
  let count = 0;
  return {
    browser,
    open: async ({ lang = "en", now, inside, before, ...options } = {}) => {
      const file = join(folder, `verify-${count++}.html`);
      writeFileSync(file, filledPage(inside));
      const context = await browser.newContext({ locale: "en-GB", timezoneId: "Asia/Karachi", ...options });
      await context.setOffline(true);
      const page = await context.newPage();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("console", (message) => asked.push(`console: ${message.text()}`));
      page.on("pageerror", (error) => asked.push(`error: ${error.message}`));
      if (now !== undefined) await page.clock.setFixedTime(now);
      if (before) await page.addInitScript(before);
      await page.goto(`${pathToFileURL(file)}?lang=${lang}`);
      await page.locator("h1").waitFor();
      return { page, asked };
    },
    close: () => browser.close(),
  };
}

/** A camera that sees a film, and may be used without asking. */
function cameraOf(file: string, film: Buffer): string[] {
  writeFileSync(file, film);
  return [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${file}`,
  ];
}

/** The built page; with a bundle inside, as it is given out by an authority. */
function filledPage(inside: string | undefined): string {
  const page = readFileSync(join(DIST, "verify.html"), "utf8");
  if (inside === undefined) return page;
  // As docs/verifier.md has it: nothing in the data can end the element.
  const safe = JSON.stringify(JSON.parse(inside)).replaceAll("<", "\\u003c");
  const place = '<script type="application/json" id="bundle">';
  return page.replace(place, () => place + safe);
}

/** Chooses a file in the page, as from the device. */
export async function give(page: Page, input: string, name: string, content: string | Buffer): Promise<void> {
  const mimeType = name.endsWith(".png") ? "image/png" : "application/json";
  await page.locator(`#${input}`).setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
}

/** A photo of a code on paper, a little turned. */
export async function photoOf(browser: Browser, text: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  const code = qrSvg(rowsOf(text), 190);
  await page.setContent(`<body style="background:#cfc9bb"><div style="transform:rotate(4deg)">${code}</div>`);
  const photo = await page.screenshot({ type: "png" });
  await page.close();
  return photo;
}

/** A film (YUV4MPEG2) of a code that a camera looks at: the code in the middle of a grey picture. */
export function filmOf(text: string): Buffer {
  const [width, height, scale, grey] = [1280, 720, 5, 150];
  const rows = rowsOf(text);
  const side = (rows.length + 8) * scale;
  const [left, top] = [(width - side) >> 1, (height - side) >> 1];
  const luma = Buffer.alloc(width * height, grey);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dark = rows[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4] ?? false;
      luma[(top + y) * width + left + x] = dark ? 30 : 220;
    }
  }
  const chroma = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, chroma]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), frame, frame]);
}

function rowsOf(text: string): boolean[][] {
  const rows = qrModules(text);
  if (!rows) throw new Error("too much for a code");
  return rows;
}
