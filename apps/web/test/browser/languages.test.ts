import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answered, type Desk, openDesk } from "../support/browser.ts";

describe("the languages of the page", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  it.each(["ur", "ru"])("fits 360 pixels with everything unfolded (%s)", async (lang) => {
    const page = await desk.open(`lang=${lang}&map=svg`, { viewport: { width: 360, height: 800 } });
    await answered(page);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it("tells the data's own words, which have no code here, from the page's", async () => {
    const page = await desk.open("lang=ur&map=svg");
    await answered(page);
    const issuer = page.locator(".paper bdi[lang=en]").first();
    expect(await issuer.evaluate((bdi) => getComputedStyle(bdi).direction)).toBe("ltr");
    const own = page.locator(".paper bdi[dir=rtl]").first();
    expect(await own.evaluate((bdi) => getComputedStyle(bdi).direction)).toBe("rtl");
  });

  it.each(["kk", "fa-AF"])(
    "says that it is not written in %s and is English from left to right",
    async (lang) => {
      const page = await desk.open(`lang=${lang}&map=svg`);
      await answered(page);
      expect(await page.locator(".untranslated").textContent()).toMatch(/\d+ of \d+ phrases are in English/);
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
      expect(await page.locator("html").getAttribute("dir")).toBe("ltr");
    },
  );
});
