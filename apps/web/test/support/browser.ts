import { existsSync } from "node:fs";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { ensureBuilt } from "./built-page.ts";
import { type PageServer, startPageServer } from "./page-server.ts";

export const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  // Without a graphics card WebGL 2 is drawn by the processor.
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** The first map ever waits for cold caches. */
export const MAP_MS = 60_000;
const ANSWER_MS = 30_000;

export interface Desk {
  readonly origin: string;
  readonly server: PageServer | null;
  open(query: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/**
 * A browser on the built page. `running` (or PAGE_ORIGIN) names a server to try instead of the synthetic one;
 * tests that need the synthetic one's troubles are then skipped.
 */
export async function openDesk(running = process.env.PAGE_ORIGIN): Promise<Desk> {
  await ensureBuilt();
  const server = running === undefined ? await startPageServer() : null;
  const origin = running ?? server?.origin ?? "";
  const browser = await chromium.launch({ executablePath: executable(), args: ARGUMENTS });
  const contexts: BrowserContext[] = [];
  return {
    origin,
    server,
    open: async (query, options = {}) => {
      const context = await browser.newContext({ locale: "en-GB", timezoneId: "Asia/Karachi", ...options });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(`${origin}/?${query}`);
      return page;
    },
    close: () => closeAll(browser, contexts, server),
  };
}

async function closeAll(
  browser: Browser,
  contexts: readonly BrowserContext[],
  server: PageServer | null,
): Promise<void> {
  await Promise.all(contexts.map((context) => context.close()));
  await browser.close();
  await server?.close();
}

export function executable(): string {
  const candidates = [
    // What `npm test` found or installed; it may lie anywhere.
    process.env.RAHDARI_CHROMIUM,
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ];
  const found = candidates.find((path) => path !== undefined && path !== "" && existsSync(path));
  if (found === undefined) throw new Error("No Chromium for the browser tests: set CHROMIUM to its path.");
  return found;
}

/** Waits until the answer is on the page. */
export async function answered(page: Page): Promise<void> {
  await page.locator(".detail").waitFor({ timeout: ANSWER_MS });
}

/** Waits until a map, of either kind, is drawn. */
export async function mapped(page: Page): Promise<void> {
  await page.locator(".gl-canvas[data-idle], .svg-map .land").first().waitFor({ timeout: MAP_MS });
}
