import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answered, type Desk, mapped, openDesk } from "../support/browser.ts";
import { DIST } from "../support/built-page.ts";
import { type RealServer, startRealServer } from "../support/real-server.ts";

/** The page as the product serves it, with the real planner and the shipped data behind it. */
let server: RealServer;
let desk: Desk;
beforeAll(async () => {
  server = await startRealServer();
  desk = await openDesk(server.origin);
});
afterAll(async () => {
  await desk?.close();
  await server?.close();
});

const cards = (page: Page) => page.locator(".card-button");
const language = (page: Page) => page.locator("header select");

/** Opens the page, hands it to the test, and closes it again: pages left open slow the next one down. */
async function on(
  query: string,
  act: (page: Page) => Promise<void>,
  options: Parameters<Desk["open"]>[1] = {},
) {
  const page = await desk.open(query, options);
  await act(page);
  await page.context().close();
}

describe("a first visit", () => {
  it("plans Lahore - Almaty without a word typed", () =>
    on("", async (page) => {
      await answered(page);
      await mapped(page);
      expect(await page.locator("#f-from").inputValue()).toBe("Lahore");
      expect(await page.locator("#f-to").inputValue()).toBe("Almaty");
      expect(new URL(page.url()).searchParams.get("from")).toBe("lahore");
      expect(await cards(page).count()).toBeGreaterThanOrEqual(3);
    }));

  it("tells how a way goes and why not the others, sorts the table, and gives files", () =>
    on("lang=en&map=svg", async (page) => {
      await answered(page);
      await checkDetails(page);
      await checkFiles(page, await cards(page).count());
      await page.getByText("Table", { exact: true }).click();
      await checkSorting(page);
    }));
});

async function checkDetails(page: Page): Promise<void> {
  const panel = (title: string) => page.getByRole("heading", { name: title, exact: true }).locator("..");
  await panel("Time and cost along the way").locator("svg path").first().waitFor();
  await panel("Chance of having arrived").locator("svg path").first().waitFor();
  expect(await page.locator(".detail").getByText("Khunjerab").count()).toBeGreaterThan(0);
  expect(await panel("Papers").getByText("Kyrgyzstan").count()).toBeGreaterThan(0);
  await panel("Why not the others").getByText("Bedel").first().waitFor({ state: "attached" });
}

async function checkFiles(page: Page, shown: number): Promise<void> {
  const rows = (await saved(page, "CSV")).trimEnd().split("\r\n");
  expect(rows[0]).toMatch(/^\uFEFF?id,labels,/);
  expect(rows).toHaveLength(shown + 1);
  const { type, features } = JSON.parse(await saved(page, "GeoJSON")) as GeoJSON.FeatureCollection;
  expect(type).toBe("FeatureCollection");
  const drawn = features.filter(({ geometry }) => geometry.type.endsWith("LineString"));
  expect(new Set(drawn.map(({ properties }) => properties?.option)).size).toBe(shown);
  expect(drawn.some(({ properties }) => properties?.line === "osm")).toBe(true);
}

async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}

async function checkSorting(page: Page): Promise<void> {
  const heading = page.locator(".options-table").getByRole("columnheader", { name: "Cost" });
  await heading.getByRole("button").click();
  expect(await heading.getAttribute("aria-sort")).toBe("ascending");
  const column = await heading.evaluate((cell) => (cell as HTMLTableCellElement).cellIndex);
  const texts = await page.locator(`.options-table tbody tr > :nth-child(${column + 1})`).allTextContents();
  const costs = texts.map((text) => Number(/\$\s?([\d,]+)/.exec(text)?.[1]?.replaceAll(",", "")));
  expect(costs.length).toBeGreaterThanOrEqual(3);
  expect(costs).toEqual(costs.toSorted((a, b) => a - b));
}

describe("the address", () => {
  it("restores language, view, way and shipment", () =>
    on("lang=en&map=svg", async (page) => {
      await answered(page);
      await page.locator("#f-tonnes").fill("12");
      await page.locator("#f-tonnes").press("Enter");
      await page.waitForURL(/t=12/);
      await answered(page);
      await cards(page).nth(1).click();
      await page.waitForURL(/option=/);
      const way = await cards(page).nth(1).textContent();
      await page.reload();
      await answered(page);
      expect(await cards(page).nth(1).getAttribute("aria-pressed")).toBe("true");
      expect(await cards(page).nth(1).textContent()).toBe(way);
      expect(await page.locator("#f-tonnes").inputValue()).toBe("12");
    }));

  it.each([
    ["ur", "rtl"],
    ["ru", "ltr"],
  ])("keeps the language chosen: %s", (lang, dir) =>
    on("lang=en&map=svg", async (page) => {
      await answered(page);
      await language(page).selectOption(lang);
      await page.locator(`html[lang="${lang}"][dir="${dir}"]`).waitFor();
      await page.reload();
      await page.locator(`html[lang="${lang}"][dir="${dir}"]`).waitFor();
      await answered(page);
      expect(new URL(page.url()).searchParams.get("lang")).toBe(lang);
    }),
  );
});

describe("the verifier", () => {
  it("is reached from the planner, runs under the server's policy, and can be kept as a file", () =>
    on("lang=ur&map=svg", async (page) => {
      await answered(page);
      const told: string[] = [];
      page.on("console", (message) => told.push(message.text()));
      await page.locator('footer a[href^="/verify"]').click();
      await page.locator("#bundle-file").waitFor({ state: "attached" });
      expect(await page.locator("html").getAttribute("lang")).toBe("ur");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("a[download]").click(),
      ]);
      expect(download.suggestedFilename()).toBe("rahdari-verify.html");
      expect(await readFile(await download.path(), "utf8")).toBe(
        await readFile(join(DIST, "verify.html"), "utf8"),
      );
      expect(told).toEqual([]);
    }));
});

describe("trouble", () => {
  it("is told when the connection goes, and over when it comes back", () =>
    on("lang=en&map=svg", async (page) => {
      await answered(page);
      await page.context().setOffline(true);
      await page.locator("#f-tonnes").fill("11");
      await page.locator("#f-tonnes").press("Enter");
      const notice = page.getByText("This is the last answer received");
      await notice.waitFor();
      expect(await cards(page).count()).toBeGreaterThan(0);
      await page.context().setOffline(false);
      await notice.waitFor({ state: "detached" });
    }));

  it("with one place at both ends is told at the field", () =>
    on("lang=en&map=svg&from=lahore&to=lahore", async (page) => {
      await page.locator('#f-to[aria-invalid="true"]').waitFor();
      // The field with its list takes the plain one's place meanwhile, under other ids.
      const described = async () => {
        const ids = ((await page.locator("#f-to").getAttribute("aria-describedby")) ?? "none").split(" ");
        return (await page.locator(ids.map((id) => `#${id}`).join(",")).allTextContents()).join(" ");
      };
      await expect.poll(described).toContain("Lahore");
    }));

  it("without WebGL still draws the way", () =>
    on("lang=en", async (page) => {
      await page.addInitScript(() => {
        const original = HTMLCanvasElement.prototype.getContext;
        const without = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
          return kind.startsWith("webgl") ? null : Reflect.apply(original, this, [kind, ...rest]);
        };
        HTMLCanvasElement.prototype.getContext = without as typeof original;
      });
      await page.reload();
      await answered(page);
      await page.locator(".svg-map .way-chosen").first().waitFor();
    }));
});

describe("everyone", () => {
  it.each(["en", "ur", "ru"])(
    "meets neither a fault of axe nor sideways scrolling at twice the size (%s)",
    (lang) =>
      on(
        `lang=${lang}&map=svg`,
        async (page) => {
          await answered(page);
          await mapped(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
          const { violations } = await new AxeBuilder({ page }).analyze();
          const told = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`,
          );
          expect(told).toEqual([]);
        },
        // 1280 x 800 at 200 % leaves this.
        { viewport: { width: 640, height: 400 } },
      ),
  );

  it("gets from the form to a way by keyboard alone", () =>
    on("lang=en&map=svg", async (page) => {
      await answered(page);
      await tabTo(page, "#f-tonnes");
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type("12");
      await page.keyboard.press("Enter");
      await page.waitForURL(/t=12/);
      await page.getByRole("status").filter({ hasText: "ways found" }).waitFor({ state: "attached" });
      await tabTo(page, ".card:nth-child(2) .card-button");
      await page.keyboard.press("Enter");
      await page.waitForURL(/option=/);
      expect(await cards(page).nth(1).getAttribute("aria-pressed")).toBe("true");
    }));
});

async function tabTo(page: Page, selector: string): Promise<void> {
  const target = page.locator(selector);
  const reached = () => target.evaluate((element) => element === document.activeElement);
  for (let step = 0; step < 120; step++) {
    if (await reached()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} is not reached by Tab`);
}

describe("the first load", () => {
  it.each(["en", "ur", "ru"])(
    "is under 350 kB over the wire without the map, compressed, and kept by the browser (%s)",
    async (lang) => {
      const page = await desk.open(`lang=${lang}&map=svg`);
      const session = await page.context().newCDPSession(page);
      await session.send("Network.enable");
      await session.send("Network.setCacheDisabled", { cacheDisabled: true });
      // The limit is meant gzipped, so brotli may not help.
      await session.send("Network.setExtraHTTPHeaders", { headers: { "accept-encoding": "gzip" } });
      const [urls, sizes] = [new Map<string, string>(), new Map<string, number>()];
      session.on("Network.requestWillBeSent", ({ requestId, request }) => urls.set(requestId, request.url));
      session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
        sizes.set(requestId, encodedDataLength),
      );
      await page.reload();
      await answered(page);
      await page.evaluate(() => document.fonts.ready);
      await page.waitForLoadState("networkidle");
      const loads = [...sizes].flatMap(([id, bytes]) => {
        const url = urls.get(id);
        return url?.startsWith(server.origin) ? [{ path: new URL(url).pathname, bytes }] : [];
      });
      // All but the map: the plan, the names and the fonts count.
      const needed = loads.filter(({ path }) => !/svg-map|gl-map|^\/geo\/|^\/v1\/geometry/.test(path));
      expect(needed.length).toBeGreaterThan(3);
      expect(needed.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(350_000);
      const scripts = needed.filter(({ path }) => /\.(js|css)$/.test(path)).map(({ path }) => path);
      for (const path of scripts) {
        const { headers } = await fetch(server.origin + path, { headers: { "accept-encoding": "gzip" } });
        expect(headers.get("cache-control"), path).toContain("immutable");
        expect(
          Number(headers.get("content-length")) < 1024 || headers.get("content-encoding"),
          path,
        ).toBeTruthy();
      }
      expect((await fetch(server.origin)).headers.get("cache-control")).toBe("no-cache");
      await page.context().close();
    },
  );
});
