import { AxeBuilder } from "@axe-core/playwright";
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
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`),
    ).toEqual([]);
    await page.context().close();
  });

  it("has no fault that axe finds with the moving map", async () => {
    const page = await desk.open("lang=en");
    await answered(page);
    await mapped(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
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
