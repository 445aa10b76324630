import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answered, type Desk, mapped, openDesk } from "../support/browser.ts";

describe("the page for everyone", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  const looks = (["en", "ur", "ru"] as const).flatMap((lang) =>
    (["light", "dark"] as const).flatMap((scheme) =>
      (["cards", "table"] as const).map((view) => ({ lang, scheme, view })),
    ),
  );
  it.each(looks)("has no fault that axe finds ($lang, $scheme, $view)", async ({ lang, scheme, view }) => {
    const page = await desk.open(`lang=${lang}&view=${view}&map=svg`, { colorScheme: scheme });
    await answered(page);
    await mapped(page);
    await page.locator("details.more > summary").click();
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it("has no fault that axe finds with the moving map", async () => {
    const page = await desk.open("lang=en");
    await answered(page);
    await mapped(page);
    expect(await faults(page)).toEqual([]);
  });

  const troubles = [
    ["a field error", "from=Lahroe", ".error-summary"],
    ["no lawful way", "from=nowhere", ".rejected"],
    ["a fault of the server", "from=broken", ".notice-error"],
    ["waiting", "from=slow", ".spinner"],
  ] as const;
  it.skipIf(process.env.PAGE_ORIGIN !== undefined).each(troubles)(
    "has no fault that axe finds with %s",
    async (_, query, sign) => {
      const page = await desk.open(`lang=ur&map=svg&${query}`);
      await page.locator(sign).first().waitFor();
      await mapped(page);
      expect(await faults(page)).toEqual([]);
      await page.context().close();
    },
  );

  it("has no fault that axe finds with an old answer and no connection", async () => {
    const page = await desk.open("lang=en&map=svg");
    await answered(page);
    await page.context().setOffline(true);
    await page.locator("#f-tonnes").fill("11");
    await page.locator("#f-tonnes").press("Enter");
    await page.locator(".stale").waitFor();
    await page.locator(".spinner").waitFor({ state: "detached" });
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it("has no fault that axe finds on the page of the claim", async () => {
    const page = await desk.open("lang=ur&map=svg");
    await page.goto(`${desk.origin}/claim?lang=ur`);
    await page.locator("table").first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it.each(["en", "ur"])("has targets of 44 px for a finger (%s)", async (lang) => {
    const page = await desk.open(`lang=${lang}&map=svg`, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    await answered(page);
    await page.locator(".form-summary button").click();
    await page.locator("details.more > summary").click();
    // Names and numbers inside a sentence are excepted, and signs on the map, which a list repeats.
    const small = await page
      .locator(
        "button:visible:not(.name-button, .card-button), summary:visible, select:visible, input:visible:not([type=checkbox], [type=radio])",
      )
      .evaluateAll((all) =>
        all
          .filter((one) => Math.round(one.getBoundingClientRect().height) < 44)
          .map((one) => `${one.tagName} ${one.className} ${one.textContent}`),
      );
    expect(small).toEqual([]);
    await page.context().close();
  });

  it.each(["en", "ur", "ru"])("has all at 200 % zoom without scrolling sideways (%s)", async (lang) => {
    // 1280 x 800 at 200 % leaves 640 x 400 for the page; 320 is WCAG's reflow width.
    for (const width of [640, 360, 320]) {
      const page = await desk.open(`lang=${lang}&map=svg`, { viewport: { width, height: 400 } });
      await answered(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
      await page.context().close();
    }
  });
});

/** What axe finds: rule and elements. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`);
}
