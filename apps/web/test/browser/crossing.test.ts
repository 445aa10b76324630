import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answered, type Desk, mapped, openDesk } from "../support/browser.ts";

describe.skipIf(process.env.PAGE_ORIGIN !== undefined)("the panel of a crossing", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  it("opens from the plain map by the mouse, and closes by Escape with the focus back", async () => {
    const page = await desk.open("lang=en&map=svg");
    await answered(page);
    await mapped(page);
    const sign = page.locator('.svg-map [data-crossing="khunjerab"]');
    await sign.click();
    await told(page);
    expect(new URL(page.url()).searchParams.get("crossing")).toBe("khunjerab");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.has("crossing")).toBe(false);
    await expect.poll(() => focusedCrossing(page)).toBe("khunjerab");
  });

  it("opens from either map by arrow keys and Enter", async () => {
    for (const map of ["svg", "auto"]) {
      const page = await desk.open(`lang=en&map=${map}`);
      await answered(page);
      await mapped(page);
      const first = page.locator('.map-frame [data-crossing][tabindex="0"]');
      await first.focus();
      const before = await focusedCrossing(page);
      await page.keyboard.press("ArrowRight");
      const after = await focusedCrossing(page);
      expect(after).not.toBe(before);
      expect(await page.locator('.map-frame [data-crossing][tabindex="0"]').count()).toBe(1);
      await page.keyboard.press("Enter");
      await told(page);
      expect(new URL(page.url()).searchParams.get("crossing")).toBe(after);
      await page.context().close();
    }
  });

  it("opens from a name, tells the day of arrival, and goes by the history", async () => {
    const page = await desk.open("lang=en&map=svg");
    await answered(page);
    await page.locator(".timeline .name-button").first().click();
    await told(page);
    const asked = desk.server?.requests.findLast((path) => path.startsWith("/v1/crossings/"));
    expect(asked).toMatch(/khunjerab\?on=20\d\d-/);
    await page.getByText("The day on which way A gets there.").waitFor();
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.goForward();
    await told(page);
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("says what it does not know", async () => {
    const page = await desk.open("lang=en&map=svg&crossing=nowhere-pass");
    await page.getByText("No crossing has this id.").waitFor();
  });

  it.each(["en", "ur", "ru"])("has no fault that axe finds and fits a phone (%s)", async (lang) => {
    const page = await desk.open(`lang=${lang}&map=svg&crossing=torkham`, {
      viewport: { width: 360, height: 740 },
    });
    await answered(page);
    await told(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`),
    ).toEqual([]);
    const wide = await page.getByRole("dialog").evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    // The holiday that no catalogue knows, the rule and the stop without codes stay in English and say so.
    const foreign = await page.getByRole("dialog").locator('[lang="en"]').count();
    expect(foreign > 0).toBe(lang !== "en");
    await page.context().close();
  });
});

function told(page: Page): Promise<void> {
  return page.getByRole("dialog").locator(".crossing-ways").waitFor();
}

function focusedCrossing(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute("data-crossing") ?? null);
}
