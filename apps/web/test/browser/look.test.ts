import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answered, type Desk, mapped, openDesk } from "../support/browser.ts";

describe("the page as seen", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  it("draws the moving map and asks no other server for anything", async () => {
    const page = await desk.open("lang=en");
    const foreign: string[] = [];
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== desk.origin) foreign.push(request.url());
    });
    await answered(page);
    await mapped(page);
    expect(await page.locator(".gl-canvas canvas").count()).toBe(1);
    expect(foreign).toEqual([]);
  });

  it("draws the plain map where there is no WebGL", async () => {
    const page = await desk.open("lang=en");
    await page.addInitScript(() => {
      const original = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (
        this: HTMLCanvasElement,
        kind: string,
        ...rest: unknown[]
      ) {
        return kind.startsWith("webgl") ? null : Reflect.apply(original, this, [kind, ...rest]);
      } as typeof original;
    });
    await page.reload();
    await answered(page);
    await page.locator(".svg-map .way-chosen").first().waitFor();
    expect(await page.getByText("this browser cannot draw the moving one").count()).toBe(1);
  });

  it("draws disputed areas hatched, with solid lines only for undisputed boundaries", async () => {
    const page = await desk.open("lang=en&map=svg");
    await mapped(page);
    const dashes = (line: string) =>
      page.locator(`.svg-map .boundary-${line}`).evaluate((path) => getComputedStyle(path).strokeDasharray);
    expect(await dashes("international")).toBe("none");
    expect(await dashes("control")).not.toBe("none");
    expect(await dashes("other")).not.toBe("none");
    expect(await page.locator('.svg-map path[fill="url(#hatch)"]').count()).toBe(1);
    expect(await page.getByText("do not imply any opinion on the legal status").count()).toBe(1);
  });

  it("is laid out from the right in Urdu, set in Nastaliq", async () => {
    const page = await desk.open("lang=ur&map=svg", { viewport: { width: 1280, height: 800 } });
    await answered(page);
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    const [side, main] = await Promise.all([
      page.locator(".side").boundingBox(),
      page.locator(".main").boundingBox(),
    ]);
    expect(side?.x ?? 0).toBeGreaterThan(main?.x ?? 0);
    const nastaliq = await page.evaluate(
      async () => (await document.fonts.ready) && document.fonts.check('16px "Noto Nastaliq Urdu"', "لاہور"),
    );
    expect(nastaliq).toBe(true);
  });

  it("does not fetch Nastaliq or the map for a page that shows neither", async () => {
    const page = await desk.open("lang=en&map=svg");
    await answered(page);
    const fetched = await page.evaluate(() =>
      performance.getEntriesByType("resource").map((entry) => entry.name),
    );
    expect(fetched.filter((name) => /nastaliq|arabic|gl-map|maplibre/.test(name))).toEqual([]);
  });

  it.each(["en", "ur", "ru"])("shows every column of the table beside the form (%s)", async (lang) => {
    const page = await desk.open(`lang=${lang}&view=table&map=svg`, {
      viewport: { width: 1280, height: 800 },
    });
    await answered(page);
    await page.evaluate(() => document.fonts.ready);
    const beyond = await page.locator(".options-scroll").evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(beyond).toBe(0);
    await page.context().close();
  });

  it("marks each part of the cost with its basis", async () => {
    const page = await desk.open("lang=en&map=svg");
    await answered(page);
    const table = page.getByRole("table", { name: "Cost for one unit, USD" });
    const marks = await table
      .locator("tr .basis")
      .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
    expect(marks).toEqual(["Basis: derived", "Basis: estimated", "Basis: estimated"]);
  });

  it("gives its table as a file", async () => {
    const page = await desk.open("lang=en&map=svg");
    await answered(page);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "CSV", exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^rahdari-lahore-almaty-.*\.csv$/);
    const text = await readFile(await download.path(), "utf8");
    expect(text.split("\r\n")[0]).toMatch(/^\uFEFF?id,labels,/);
  });

  it("goes to paper with the plain map and without the form", async () => {
    const page = await desk.open("lang=en");
    await answered(page);
    await mapped(page);
    await page.emulateMedia({ media: "print" });
    await page.locator(".svg-map .land").waitFor();
    expect(await page.locator(".shipment").isVisible()).toBe(false);
    expect(await page.locator(".print-head").textContent()).toMatch(/Lahore[\s\S]*Almaty[\s\S]*UTC\+5/);
    expect(await page.locator(".options-table tbody tr").count()).toBe(3);
    // On paper a source goes by its name in the list, and nothing is folded away.
    const mark = page.locator(".papers .source-mark").first();
    const printed = await mark.evaluate((one) => getComputedStyle(one, "::after").content);
    expect(printed).toContain("synthetic");
    expect(await page.locator(".warnings li:not(:visible)").count()).toBe(0);
    await page.emulateMedia({ media: null });
    const paper = await page.pdf({ preferCSSPageSize: true });
    expect(paper.subarray(0, 4).toString()).toBe("%PDF");
  });

  it("speaks the reader's language when the address names none", async () => {
    const page = await desk.open("map=svg", { locale: "ru-RU" });
    await answered(page);
    expect(await page.locator("html").getAttribute("lang")).toBe("ru");
    expect(await page.getByRole("button", { name: "Найти пути" }).count()).toBe(1);
  });
});
