import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answered, type Desk, openDesk } from "../support/browser.ts";

describe("the page by keyboard", () => {
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    desk = await openDesk();
    page = await desk.open("lang=en&map=svg");
    await answered(page);
  });
  afterAll(() => desk.close());

  it("offers to skip to the options first", async () => {
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the options");
  });

  it("passes the form from top to bottom, then the options", async () => {
    const passed: string[] = [];
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      passed.push(await focused(page));
    }
    const order = [
      "f-from",
      "Swap from and to",
      "f-to",
      "f-ready-date",
      "f-deadline-date",
      "f-tonnes",
      "f-hs",
      "f-unit",
      "f-registration",
      "f-driver",
      "Find ways",
    ];
    const places = order.map((name) => passed.indexOf(name));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("finds a place by typing, arrows and Enter", async () => {
    const field = page.locator("#f-from");
    await field.focus();
    await field.fill("");
    await page.keyboard.type("Pesh");
    await page.getByRole("option", { name: /Peshawar/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    // While the list is still closing, Enter would be taken by it and not by the form.
    await page.getByRole("listbox").waitFor({ state: "detached" });
    expect(await field.inputValue()).toBe("Peshawar");
    await page.keyboard.press("Enter");
    await page.waitForURL(/from=peshawar/);
    await answered(page);
  });

  it("keeps letters, caret and focus while the list of places is on its way, and does without it", async () => {
    const other = await desk.open("lang=en&map=svg");
    await answered(other);
    let send = () => {};
    const held = new Promise<void>((resolve) => {
      send = resolve;
    });
    await other.route(/place-combo/, async (route) => {
      await held;
      await route.continue();
    });
    const field = other.locator("#f-from");
    await field.click();
    await other.keyboard.press("ControlOrMeta+A");
    await other.keyboard.type("Pes");
    expect(await field.getAttribute("role")).toBeNull();
    send();
    await other.locator("#f-from[role=combobox]").waitFor();
    await other.keyboard.type("haw");
    expect(await field.inputValue()).toBe("Peshaw");
    await other.getByRole("option", { name: /Peshawar/ }).waitFor();
    await other.context().close();

    const without = await desk.open("lang=en&map=svg");
    await without.route(/place-combo/, (route) => route.abort());
    await answered(without);
    await without.locator("#f-from").fill("peshawar");
    await without.locator("#f-from").press("Enter");
    await without.waitForURL(/from=peshawar/);
    await answered(without);
    await without.context().close();
  });

  it("chooses a way and a view, and goes back through both", async () => {
    const cards = page.locator(".card-button");
    await cards.nth(1).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/option=/);
    await page.getByRole("radio", { name: "Table" }).focus();
    await page.keyboard.press("Space");
    await page.waitForURL(/view=table/);
    await page.goBack();
    await page.locator(".card-chosen").waitFor();
    expect(await cards.nth(1).getAttribute("aria-pressed")).toBe("true");
    await page.goBack();
    expect(await cards.nth(0).getAttribute("aria-pressed")).toBe("true");
    await page.goForward();
    expect(await cards.nth(1).getAttribute("aria-pressed")).toBe("true");
  });

  it("sorts the table and says which way", async () => {
    await page.getByText("Table", { exact: true }).click();
    const heading = page.locator(".options-table").getByRole("columnheader", { name: "Cost" });
    await heading.getByRole("button").focus();
    await page.keyboard.press("Enter");
    expect(await heading.getAttribute("aria-sort")).toBe("ascending");
    await page.keyboard.press("Enter");
    expect(await heading.getAttribute("aria-sort")).toBe("descending");
  });

  it("puts the focus on the errors and from there on the field", async () => {
    const tonnes = page.locator("#f-tonnes");
    await tonnes.fill("much");
    await page.getByRole("button", { name: "Find ways" }).click();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("error-summary");
    await page.getByRole("link", { name: /Write a number/ }).click();
    expect(await focused(page)).toBe("f-tonnes");
    expect(await tonnes.getAttribute("aria-invalid")).toBe("true");
    expect(await tonnes.getAttribute("aria-describedby")).toContain("f-tonnes-error");
  });
});

/** Id of what has the focus, or its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.id || element?.getAttribute("aria-label") || element?.textContent || "";
  });
}
