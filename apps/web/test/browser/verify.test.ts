import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { charactersOf, fontFaces } from "../../build/font-faces.ts";
import {
  doubtfulMaterial,
  give,
  hostileMaterial,
  type Material,
  materialOf,
  openStand,
  type Stand,
} from "../support/verifier.ts";

const NOW = Date.parse("2027-01-14T09:30:00Z");
const LANGS = ["en", "ur", "ru"] as const;

let material: Material;
let stand: Stand;
beforeAll(async () => {
  [material, stand] = await Promise.all([materialOf(), openStand()]);
});
afterAll(() => stand?.close());

type Options = Parameters<Stand["open"]>[0];

/** Opens the file with a bundle inside, hands it to the test, and sees to it that it asked for nothing. */
async function on(act: (page: Page) => Promise<void>, options: Options = {}): Promise<void> {
  const { page, asked } = await stand.open({ inside: material.bundle, now: NOW, ...options });
  await act(page);
  expect(asked.filter((url) => url !== page.url())).toEqual([]);
  await page.context().close();
}

async function check(page: Page, receipt: string | undefined): Promise<string> {
  await give(page, "receipt-file", "paper.rahdari.json", receipt ?? "");
  await page.locator(".banner").first().waitFor();
  return read(page, ".result");
}

/** Text as it is seen, each run of blanks as one. */
async function read(page: Page, what: string): Promise<string> {
  const texts = await page.locator(what).allInnerTexts();
  return texts.join(" ").replace(/\s+/g, " ");
}

describe("the verifier, opened from a file without a network", () => {
  it("holds each letter of its Urdu, for devices that have none", async () => {
    const css = readFileSync(new URL("../../src/verify/styles/fonts.css", import.meta.url), "utf8");
    const words = readFileSync(new URL("../../src/i18n/ur-verify.ts", import.meta.url), "utf8");
    const has = new Set(fontFaces(css).flatMap(({ range }) => charactersOf(range)));
    expect([...words].filter((letter) => /[\u0600-\u06ff]/.test(letter) && !has.has(letter))).toEqual([]);
    await on(
      async (page) => {
        await page.evaluate(() => document.fonts.ready.then(() => null));
        const faces = await page.evaluate(() => [...document.fonts].map((face) => face.status));
        expect(faces).toEqual(["loaded"]);
      },
      { lang: "ur" },
    );
  });

  it("asks for nothing, and its policy lets it reach nothing", async () => {
    const { page, asked } = await stand.open({ inside: material.bundle });
    expect(page.url()).toMatch(/^file:/);
    expect(asked).toEqual([page.url()]);
    const policy = await page.locator("meta[http-equiv]").getAttribute("content");
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^;]+; style-src 'sha256-[^;]+;/);
    expect(policy).not.toContain("unsafe");
    const refused = await page.evaluate(async () => {
      const names: string[] = [];
      document.addEventListener("securitypolicyviolation", (event) => names.push(event.effectiveDirective));
      await fetch("https://example.org/").catch(() => {});
      document.head.append(Object.assign(document.createElement("style"), { textContent: "p{}" }));
      await new Promise((resolve) => setTimeout(resolve, 100));
      return names;
    });
    expect(refused.sort()).toEqual(["connect-src", "style-src-elem"]);
    await page.context().close();
  });

  it("states of a final receipt what it establishes, by whom, and what not", () =>
    on(async (page) => {
      const said = await check(page, material.receipts.disclosed);
      // Who of the seven cosigns first, and how often a clock is looked at, differs from run to run.
      const moment = String.raw`11 Jan 2027, 00:0\d:\d\d UTC`;
      for (const part of [
        /Final The receipt holds\. The ledger has accepted the event\./,
        /A part of a right was reserved right\.reserve/,
        /Customs of AF, office torkham \(AF\/torkham\)/,
        new RegExp(`Received by the ledger ${moment} \\(05:0.* on this device\\)`),
        new RegExp(`Time that the author claims ${moment} \\(05:0`),
        /Test agreement \(synthetic\) rahdari\.test\/agreement\/1/,
        /Entry 5, counted from 0, in a checkpoint of 28 entries/,
        new RegExp(`(Customs of (..) \\(\\2, ..\\.test/node\\): ${moment} ?){5}`),
        new RegExp(`Confirmed by enough members on ${moment}`),
        /Reservation reservation K71/,
        /seal K71 grossKg 20400/,
        /What is not established That it is true\./,
        new RegExp(`Whether a key was revoked after ${moment}`),
        new RegExp(`Members and keys as of ${moment} \\(3 days ago\\)`),
        /at least 5 members have to cosign/,
      ])
        expect(said).toMatch(part);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("result-title");
      expect(await page.locator("#status").textContent()).toBe(
        "The receipt holds. The ledger has accepted the event.",
      );
    }));

  it.each([
    [
      "rejected",
      "rejected",
      /Rejected The receipt holds, and shows that the ledger rejected the event.*granted under this name before right\/known It contradicts entry 4/,
    ],
    [
      "provisional",
      "provisional",
      /Provisional Signed by its author, but the ledger has not spoken yet.*Outcome Not known yet.*Cosigned by Nobody.*Both times are its author's word/,
    ],
    ["charter", "final", /It shows how the ledger was founded.*Founding members Customs of AF \(AF\)/],
    ["roster", "final", /recorded its members and keys/],
    [
      "tampered",
      "bad",
      /Does not hold The receipt does not hold. It proves nothing. The proof does not lead.*Code: inclusion\/false.*What to do Ask for the file/,
    ],
    [
      "alone",
      "bad",
      /rules of cosigning that the bundle does not hold.*Code: policy\/unknown.*Take a newer bundle/,
    ],
    ["cut", "unread", /This cannot be read as a receipt. It is cut off or damaged/],
  ])("tells apart: %s", (name, tone, words) =>
    on(async (page) => {
      expect(await check(page, material.receipts[name])).toMatch(words);
      expect(await page.locator(`.banner-${tone}`).count()).toBe(1);
    }),
  );

  it("says when one node alone stands behind a receipt", () =>
    on(
      async (page) => {
        expect(await check(page, material.receipts.alone)).toMatch(
          /Final, by one node alone.*No other party has confirmed.*That there is only one version of the ledger/,
        );
      },
      { inside: material.aloneBundle },
    ));

  it("says when the key was reported stolen afterwards", async () => {
    const { bundle, receipt } = await doubtfulMaterial();
    await on(
      async (page) => {
        const said = await check(page, receipt);
        expect(said).toMatch(/Final, with a doubtful key The receipt holds.*later reported stolen/);
        expect(said).toContain("That Customs of AF itself signed.");
      },
      { inside: bundle },
    );
  });

  it("never leaves an earlier result beside what is handed in next", () =>
    on(async (page) => {
      await check(page, material.receipts.accepted);
      await give(page, "receipt-photo", "page.png", await page.screenshot());
      await page.locator("#receipt-note").getByText("No code could be read").waitFor();
      expect(await page.locator(".banner").count()).toBe(0);
      await check(page, material.receipts.accepted);
      await page.locator("#check").click();
      await page.locator("#receipt-note").getByText("no text to check").waitFor();
      expect(await page.locator(".banner").count()).toBe(0);
    }));

  it("shows the receipts of a discrepancy side by side", () =>
    on(async (page) => {
      await check(page, material.receipts.discrepancy);
      expect(await page.locator(".banner .tag").allInnerTexts()).toEqual([
        "Provisional",
        "Rejected",
        "Final",
      ]);
    }));

  it("takes pasted text, of a file or a code, and whatever is dropped", () =>
    on(async (page) => {
      for (const text of [material.receipts.accepted, `\n${material.codes.disclosed}\n`]) {
        await page.locator("#paste").fill(text ?? "");
        await page.locator("#check").click();
        await page.locator(".banner-final").waitFor();
        await page.reload();
      }
      await page.evaluate((text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "x.rahdari.json"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      }, material.receipts.provisional ?? "");
      await page.locator(".banner-provisional").waitFor();
    }));

  it("shows what others wrote as text, with the characters that would not be seen", async () => {
    const hostile = await hostileMaterial({
      "<img src=x onerror=alert(1)>": "\u202Egpj.exe",
      note: '<script>document.title="x"</script>\u200B',
      nested: { list: [1, true, null, ""], "": { deep: "x".repeat(2_000) } },
    });
    await on(
      async (page) => {
        const said = await check(page, hostile.receipt);
        expect(said).toContain("<img src=x onerror=alert(1)> U+202Egpj.exe");
        expect(said).toContain('<script>document.title="x"</script>U+200B');
        expect(await page.locator("img, .result script").count()).toBe(0);
        expect(await page.title()).toBe("Check a receipt | Rahdari");
        await page.setViewportSize({ width: 320, height: 600 });
        await page.locator(".result summary").click();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      },
      { inside: hostile.bundle },
    );
  });

  it("works with what browsers of five years ago lack, Ed25519 of their own among it", () =>
    on(
      async (page) => {
        expect(await check(page, material.receipts.disclosed)).toContain("The receipt holds");
        expect(await page.evaluate(() => "findLast" in Array.prototype)).toBe(true);
      },
      {
        before: () => {
          const gone = (target: object, ...names: string[]) => {
            for (const name of names) Reflect.deleteProperty(target, name);
          };
          gone(Array.prototype, "at", "findLast", "findLastIndex", "toSorted", "toReversed", "with");
          gone(String.prototype, "at", "isWellFormed", "toWellFormed");
          gone(Uint8Array.prototype, "toHex", "toBase64");
          gone(Uint8Array, "fromHex", "fromBase64");
          gone(Object, "hasOwn", "groupBy");
          gone(globalThis, "structuredClone");
          gone(Crypto.prototype, "subtle");
        },
      },
    ));
});

describe("the bundle", () => {
  it("is taken after its fingerprint was compared, and remembered", () =>
    on(
      async (page) => {
        await give(page, "receipt-file", "a.json", material.receipts.accepted ?? "");
        await page.getByText("The receipt waits").first().waitFor();
        await give(page, "bundle-file", "b.json", material.bundle);
        await page.locator("#offer-title").waitFor();
        expect(await page.evaluate(() => document.activeElement?.id)).toBe("offer-title");
        expect(await page.locator(".banner").count()).toBe(0);
        await page.locator("#take").click();
        await page.locator(".banner-final").waitFor();
        await page.reload();
        const held = await read(page, "#bundle-part");
        expect(held).toContain("Test agreement (synthetic)");
        expect(held).toMatch(/Fingerprint\s+([0-9a-f]{4}\s+){8}/);
        expect(held).toContain("(3 days ago)");
        expect(await check(page, material.receipts.rejected)).toContain("Rejected");
      },
      { inside: undefined },
    ));

  it("of another making under a known name is questioned, and left on request", () =>
    on(async (page) => {
      await give(page, "bundle-file", "b.json", (await hostileMaterial({ a: 1 })).bundle);
      await page.getByText("One of the two is false").waitFor();
      await page.locator("#leave").click();
      expect(await check(page, material.receipts.accepted)).toContain("The receipt holds");
    }));

  it("says when it is old, and when the clock of the device is behind it", async () => {
    const partOf = (now: number) => async () =>
      on(
        async (page) => {
          const said = await read(page, "#bundle-part");
          expect(said).toContain(
            now < Date.parse("2027-01-11") ? "clock of this device is behind" : "It is old",
          );
        },
        { now },
      );
    await partOf(Date.parse("2027-01-01"))();
    await partOf(Date.parse("2027-06-01"))();
  });

  it("that cannot be read is told from one that does not hold", () =>
    on(
      async (page) => {
        await give(page, "bundle-file", "b.json", "{}");
        await page.getByText("no bundle that can be read").first().waitFor();
        const broken = material.bundle.replace(/index \d+/, "index 3");
        await give(page, "bundle-file", "b.json", broken);
        await page.locator("#bundle-part").getByText("does not hold").waitFor();
      },
      { inside: undefined },
    ));
});

describe("the verifier for everyone", () => {
  const looks = [...LANGS.map((lang) => [lang, "light"] as const), ["en", "dark"] as const];
  it.each(looks)("has no fault that axe finds (%s, %s)", async (lang, colorScheme) => {
    for (const name of [undefined, "disclosed", "rejected", "provisional", "tampered"])
      await on(
        async (page) => {
          if (name) await check(page, material.receipts[name]);
          await page.locator("summary").last().click();
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)).toEqual(
            [],
          );
        },
        { lang, colorScheme },
      );
  });

  it.each(LANGS)("fits 320 px and a finger (%s)", (lang) =>
    on(
      async (page) => {
        await check(page, material.receipts.disclosed);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
        const small = await page
          .locator("button:visible, label.button:visible, summary:visible, select:visible, textarea:visible")
          .evaluateAll((all) =>
            all
              .filter((one) => Math.round(one.getBoundingClientRect().height) < 44)
              .map((one) => one.textContent),
          );
        expect(small).toEqual([]);
      },
      { lang, viewport: { width: 320, height: 560 }, hasTouch: true, isMobile: true },
    ),
  );

  it.each(["ur", "ru"] as const)("leaves nothing in English but what others wrote (%s)", (lang) =>
    on(
      async (page) => {
        for (const name of ["disclosed", "rejected", "provisional", "tampered", "cut"]) {
          await check(page, material.receipts[name]);
          const english = await page.evaluate(() => {
            const walker = document.createTreeWalker(document.getElementById("page")!, NodeFilter.SHOW_TEXT);
            const texts: string[] = [];
            while (walker.nextNode()) {
              const parent = walker.currentNode.parentElement;
              if (!parent?.closest(".data, .code, option")) texts.push(walker.currentNode.textContent ?? "");
            }
            return texts.filter((text) => /[A-Za-z]{2,}/.test(text.replace(/UTC|QR|Rahdari/g, "")));
          });
          expect(english).toEqual([]);
        }
        expect(await page.locator("html").getAttribute("dir")).toBe(lang === "ur" ? "rtl" : "ltr");
      },
      { lang },
    ),
  );

  it("changes the language of a result without checking anew, and remembers it", () =>
    on(async (page) => {
      await check(page, material.receipts.rejected);
      await page.locator("#language").selectOption("ru");
      expect(await read(page, ".banner h3")).toContain("реестр отклонил событие");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("language");
      expect(await page.evaluate(() => localStorage.getItem("rahdari.verify.lang"))).toBe("ru");
    }));

  it("is worked by keys alone, and tells what happens", () =>
    on(async (page) => {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
      await page.locator("#paste").focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.locator("#status").getByText("There is no text to check").waitFor();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("check");
    }));

  it("goes to paper with the result alone", () =>
    on(async (page) => {
      await check(page, material.receipts.disclosed);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("#paste").isVisible()).toBe(false);
      expect(await page.locator("#print").isVisible()).toBe(false);
      expect(await page.locator(".banner").isVisible()).toBe(true);
      expect(await page.getByText("Fingerprint of the bundle").isVisible()).toBe(true);
      await page.emulateMedia({ media: null });
    }));
});
