import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answered, type Desk, openDesk } from "../support/browser.ts";

describe.skipIf(process.env.PAGE_ORIGIN !== undefined)("the page in trouble", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  it("ties the server's problems to their fields and offers its suggestions", async () => {
    const page = await desk.open("lang=en&map=svg&from=Lahroe");
    await page.locator(".error-summary").waitFor();
    const field = page.locator("#f-from");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    // At the field itself, not below the form where nobody looks.
    const own = page.locator(".place").filter({ has: field });
    await own.getByRole("button", { name: "Lahore" }).click();
    await page.getByRole("button", { name: "Find ways" }).click();
    await answered(page);
    expect(desk.server?.plans.at(-1)?.from).toBe("lahore");
  });

  it("says that the server is busy, after trying again by itself", async () => {
    const page = await desk.open("lang=en&map=svg&from=busy");
    await page.getByText("The server is busy").waitFor();
    expect(desk.server?.plans.filter(({ from }) => from === "busy").length).toBe(3);
  });

  it("says that the server failed, and tries again when asked", async () => {
    const page = await desk.open("lang=en&map=svg&from=broken");
    await page.getByText("Synthetic fault.").waitFor();
    const before = desk.server?.plans.length ?? 0;
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => desk.server?.plans.length).toBe(before + 1);
  });

  it("gives the reasons when there is no lawful way", async () => {
    const page = await desk.open("lang=en&map=svg&from=nowhere");
    await page.getByText("No lawful way with these choices").waitFor();
    await page.getByText("no Pakistani truck may enter").waitFor();
  });

  it("stays still for those who ask for it", async () => {
    const page = await desk.open("lang=en&from=slow&map=svg", { reducedMotion: "reduce" });
    const name = await page
      .locator(".spinner")
      .evaluate((element) => getComputedStyle(element).animationName);
    expect(name).toBe("none");
  });

  it("can be told to stop", async () => {
    const page = await desk.open("lang=en&map=svg&from=slow");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Cancelled.").waitFor();
  });

  it("keeps the last answer when the connection goes, and says so", async () => {
    const page = await desk.open("lang=en&map=svg");
    await answered(page);
    await page.context().setOffline(true);
    await page.locator("#f-tonnes").fill("12");
    await page.getByRole("button", { name: "Find ways" }).click();
    await page.getByText("This is the last answer received").waitFor();
    expect(await page.locator(".card").count()).toBeGreaterThan(0);
    await page.context().setOffline(false);
    // It asks again by itself as soon as it can.
    await page.getByText("This is the last answer received").waitFor({ state: "detached" });
  });

  it("tells by ear how many ways there are", async () => {
    const page = await desk.open("lang=en&map=svg");
    await page.getByRole("status").filter({ hasText: "3 ways found." }).waitFor({ state: "attached" });
  });

  it("never makes a link of a hostile address", async () => {
    const page = await desk.open("lang=en&map=svg");
    await answered(page);
    const schemes = await page
      .locator("a[href]")
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol));
    expect(schemes.filter((scheme) => scheme !== "https:" && scheme !== "http:")).toEqual([]);
  });
});
