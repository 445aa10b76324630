import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  filmOf,
  give,
  type Material,
  materialOf,
  openStand,
  photoOf,
  type Stand,
} from "../support/verifier.ts";

let material: Material;
beforeAll(async () => {
  material = await materialOf();
});

describe("a code on paper", () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand();
  });
  afterAll(() => stand?.close());

  it.each(["accepted", "disclosed", "provisional"])("is read from a photo: %s", async (name) => {
    const { page, asked } = await stand.open({ inside: material.bundle });
    await give(page, "receipt-photo", "code.png", await photoOf(stand.browser, material.codes[name] ?? ""));
    await page.locator(name === "provisional" ? ".banner-provisional" : ".banner-final").waitFor();
    expect(asked).toEqual([page.url()]);
    await page.context().close();
  });

  it("is told from other codes, and from pictures without one", async () => {
    const { page } = await stand.open({ inside: material.bundle });
    await give(page, "receipt-photo", "code.png", await photoOf(stand.browser, "HTTPS://EXAMPLE.ORG/"));
    await page.getByText("The code holds something else: HTTPS://EXAMPLE.ORG/").waitFor();
    await give(page, "receipt-photo", "page.png", await page.screenshot());
    await page.locator("#receipt-note").getByText("No code could be read").waitFor();
    await give(page, "receipt-photo", "text.png", "no picture");
    await page.locator("#receipt-note").getByText("cannot be opened").waitFor();
    await page.context().close();
  });

  it("can still come from a photo where there is no camera, and the page says so", async () => {
    const { page } = await stand.open({ inside: material.bundle });
    await page.locator("#camera").click();
    await page.locator("#receipt-note").getByText("photo of the code instead").waitFor();
    await page.context().close();
    const unsafe = await stand.open({
      before: () => Reflect.deleteProperty(Navigator.prototype, "mediaDevices"),
    });
    await unsafe.page.locator("#camera").click();
    await unsafe.page.locator("#receipt-note").getByText("no camera").waitFor();
    await unsafe.page.context().close();
  });
});

describe("a code before the camera", () => {
  it("is read by itself, and the camera goes off", async () => {
    await before(material.codes.accepted, async (page) => {
      await page.locator("#camera").click();
      await page.locator(".banner-final").waitFor({ timeout: 60_000 });
      expect(await page.locator("video").count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("result-title");
    });
  });

  it("need not come: the camera can be stopped", async () => {
    await before("HELLO", async (page) => {
      await page.evaluate(() => {
        const { getUserMedia } = navigator.mediaDevices;
        Object.assign(navigator.mediaDevices, {
          async getUserMedia(wanted: MediaStreamConstraints) {
            const stream = await getUserMedia.call(navigator.mediaDevices, wanted);
            Object.assign(window, { seen: stream.getTracks() });
            // Black, so that there is nothing to be read.
            for (const track of stream.getVideoTracks()) track.enabled = false;
            return stream;
          },
        });
      });
      await page.locator("#camera").click();
      await page.locator("video").waitFor();
      await page.getByText("Hold the code").waitFor();
      await page.locator("#stop").click();
      await page.locator("#camera").waitFor();
      // It may have been stopped before the camera was there: then it goes off as soon as it comes.
      await page.waitForFunction(() =>
        (window as unknown as { seen?: MediaStreamTrack[] }).seen?.every(
          ({ readyState }) => readyState === "ended",
        ),
      );
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("camera");
    });
  });
});

async function before(code: string | undefined, act: (page: Page) => Promise<void>): Promise<void> {
  const stand = await openStand(filmOf(code ?? ""));
  const { page, asked } = await stand.open({ inside: material.bundle });
  await act(page);
  expect(asked).toEqual([page.url()]);
  await stand.close();
}
