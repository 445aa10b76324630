import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { parseBundle, qrModules } from "@rahdari/ledger";
import { decode, encode } from "fast-png";
import jpeg from "jpeg-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Desk, grant, ORIGIN, reserve } from "./ledger-fixture.ts";

const desk = new Desk();
afterAll(() => desk.close());

const file = (name: string) => desk.path(name);
const BUNDLE = ["--bundle", file("ledger.bundle")];

describe("rahdari verify", { timeout: 60_000 }, () => {
  let dir: string;
  let discrepancy: string;
  let receipt: string;
  let png: ReturnType<typeof decode>;

  beforeAll(async () => {
    dir = await desk.trial();
    const append = async (as: string, kind: string, body: object, ...more: string[]) => {
      desk.input = JSON.stringify(body);
      const ran = await desk.run("ledger", "append", dir, "--as", as, kind, "-", "--json", ...more);
      return JSON.parse(ran.out);
    };
    await append("PK/torkham", "right.grant", grant("ONE", 1));
    receipt = (await append("PK/torkham", "right.reserve", reserve("ONE", "pk"))).final.receipt;
    discrepancy = (await append("UZ/termez", "right.reserve", reserve("ONE", "uz"), "--anyway")).final
      .discrepancy;
    const codes = ["--qr", file("k.png"), "--qr", file("k.svg"), "--qr", file("k.txt")];
    await desk.json("ledger", "prove", dir, "7", ...codes);
    await desk.json("ledger", "members", dir, "--bundle", file("ledger.bundle"));
    png = decode(readFileSync(file("k.png")));
  });

  it("tells in words what a receipt establishes, what not, and by whose keys", async () => {
    const { code, out, err } = await desk.run("verify", receipt, ...BUNDLE);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(
      /^It holds\.\n\nFinal receipt\. Established:\n {2}PK\/torkham \(Pakistan Customs\) stated/,
    );
    expect(out).toContain("that it was so: a signature shows who said it");
    expect(out).toContain("nobody cosigned");
    expect(out).toMatch(/less than a day old; fingerprint ([0-9a-f]{4} ?){8}\n/);
    expect(out).toContain("which you have not trusted yet");
  });

  it("tells how old the keys are that it judges by", async () => {
    desk.now = () => new Date(Date.now() + 40 * 86_400_000);
    expect((await desk.run("verify", receipt, ...BUNDLE)).out).toContain("40 days old");
    desk.now = () => new Date(Date.now() - 86_400_000);
    expect((await desk.run("verify", receipt, ...BUNDLE)).out).toContain("from the future");
    desk.now = () => new Date();
  });

  it("shows a discrepancy with all that belongs to it", async () => {
    const { code, out } = await desk.run("verify", discrepancy, ...BUNDLE);
    expect(code).toBe(0);
    for (const part of ["What was given out:", "What the ledger made of it:", "What it contradicts:"])
      expect(out).toContain(part);
    const parts = JSON.parse(readFileSync(discrepancy, "utf8"));
    const mixed = desk.file("mixed.json", { ...parts, against: parts.rejected });
    const { code: none, out: why } = await desk.run("verify", mixed, ...BUNDLE);
    expect(none).toBe(1);
    expect(why).toContain("parts/apart");
  });

  it.each([
    ["k.png", "a PNG of a code"],
    ["k.txt", "its text"],
  ])("reads %s: %s", async (name) => {
    expect(await desk.json("verify", file(name), ...BUNDLE)).toMatchObject({
      holds: true,
      statements: { receipt: { index: 7 } },
    });
  });

  it("reads codes in pictures of every make", async () => {
    const { width, height, data } = png;
    const dots = (channels: number, of: (value: number) => number[]) =>
      Uint8Array.from({ length: width * height * channels }, (_, i) => {
        return of(data[Math.floor(i / channels)] ?? 0)[i % channels] ?? 0;
      });
    const own = { width, height, depth: 8 } as const;
    const rgba = dots(4, (value) => [value, value, value, 255]);
    // Dark dots on what is transparent: seen on white.
    const clear = dots(4, (value) => [0, 0, 0, 255 - value]);
    const deep = Uint16Array.from(data, (value) => value * 257);
    const pictures: Record<string, Uint8Array> = {
      "rgb.png": encode({ ...own, data: dots(3, (value) => [value, value, value]), channels: 3 }),
      "rgba.png": encode({ ...own, data: rgba, channels: 4 }),
      "clear.png": encode({ ...own, data: clear, channels: 4 }),
      "deep.png": encode({ ...own, data: deep, depth: 16, channels: 1 }),
      "photo.jpg": new Uint8Array(jpeg.encode({ width, height, data: rgba }, 70).data),
    };
    const dark = (x: number, y: number) => data[y * width + x] === 0;
    Object.assign(pictures, {
      "one-bit.png": rawPng(png, { depth: 1, type: 0 }, (x, y) => (dark(x, y) ? 0 : 1)),
      "four-bit.png": rawPng(png, { depth: 4, type: 0 }, (x, y) => (dark(x, y) ? 1 : 14)),
      "palette.png": rawPng(png, { depth: 1, type: 3 }, (x, y) => (dark(x, y) ? 1 : 0)),
      "palette-of-bytes.png": rawPng(png, { depth: 8, type: 3 }, (x, y) => (dark(x, y) ? 1 : 0)),
    });
    for (const [name, bytes] of Object.entries(pictures)) {
      const { code, err } = await desk.run("verify", desk.file(name, bytes), ...BUNDLE);
      expect({ name, code, err }).toEqual({ name, code: 0, err: "" });
    }
  });

  it("draws the code that its text stands for", () => {
    const rows = qrModules(readFileSync(file("k.txt"), "utf8").trim())!;
    expect(png.width).toBe((rows.length + 8) * 12);
    const svg = readFileSync(file("k.svg"), "utf8");
    expect(svg).toContain('width="70mm"');
    expect(svg.match(/M\d+ \d+h1v1h-1z/g)).toHaveLength(rows.flat().filter(Boolean).length);
  });

  it("does not take what was changed", async () => {
    const text = readFileSync(receipt, "utf8");
    const changes: Record<string, string> = {
      "inclusion/false": text.replace('\\"amount\\":1', '\\"amount\\":2'),
      "signature/false": text.replace(
        /(— \S+ \S{20})(.)/,
        (_all, head, sign) => head + (sign === "A" ? "B" : "A"),
      ),
      "policy/unknown": text.replace(/"policyId": "../, '"policyId": "00'),
      "level/false": text.replace('"final"', '"provisional"'),
    };
    for (const [code, changed] of Object.entries(changes)) {
      const ran = await desk.run("verify", desk.file("changed.json", changed), ...BUNDLE, "--json");
      expect({ code, exit: ran.code }).toEqual({ code, exit: 1 });
      expect(JSON.parse(ran.out)).toMatchObject({ holds: false, code, wayOut: expect.any(String) });
    }
    const { code, out } = await desk.run("verify", file("changed.json"), ...BUNDLE);
    expect(code).toBe(1);
    expect(out).toMatch(/^It does not hold\.\n {2}level\/false: .*\n {2}Way out: /);
  });

  it.each([
    ["nothing.txt", "", "malformed"],
    ["binary.bin", Uint8Array.from({ length: 999 }, (_, i) => i % 251), "malformed"],
    ["other.json", '{"receipt":"other"}', "malformed"],
    ["cut.png", Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13), "bad-picture"],
    ["cut.jpg", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), "bad-picture"],
    ["cut.txt", "RD1:ABC", "malformed"],
  ])("%s is bad input: %s", async (name, content, code) => {
    const ran = await desk.run("verify", desk.file(name, content), ...BUNDLE);
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain(code);
    expect(ran.err).toContain(name);
  });

  it("finds no code where there is none, and does not unpack a bomb", async () => {
    const blank = encode({ width: 300, height: 300, data: new Uint8Array(90_000).fill(255), channels: 1 });
    const none = await desk.run("verify", desk.file("blank.png", blank), ...BUNDLE);
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining("no QR code was found") });
    const bomb = encode({ width: 8, height: 8, data: new Uint8Array(64), channels: 1 });
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(16, 900_000);
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(20, 900_000);
    const refused = await desk.run("verify", desk.file("bomb.png", bomb), ...BUNDLE);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("too large") });
  });

  it("wants keys to judge by, and takes those beside the file", async () => {
    const alone = await desk.run("verify", receipt);
    expect(alone).toMatchObject({ code: 2, err: expect.stringMatching(/no-bundle[\s\S]*--bundle FILE/) });
    mkdirSync(file("handed-on"));
    for (const [from, to] of [
      [receipt, "handed-on/k71.json"],
      [file("k.txt"), "handed-on/k71.txt"],
      [file("ledger.bundle"), "handed-on/bundle.json"],
    ])
      copyFileSync(from!, file(to!));
    for (const name of ["k71.json", "k71.txt"])
      expect(await desk.json("verify", file(`handed-on/${name}`))).toMatchObject({
        bundle: { from: "beside", trusted: false, remembered: null },
      });
  });

  it("remembers a bundle only when it is told to, and then knows another's forgery", async () => {
    expect((await desk.run("verify", receipt, "--trust")).err).toContain("name the bundle that you trust");
    const { bundle } = await desk.json("verify", receipt, ...BUNDLE, "--trust");
    expect(bundle.remembered).toContain(`${ORIGIN.replaceAll("/", "~")}.json`);
    for (const evidence of [receipt, discrepancy, file("k.png"), file("k.txt")])
      expect((await desk.json("verify", evidence)).bundle).toMatchObject({
        from: "remembered",
        trusted: true,
      });
    // Someone founds a ledger of the same name, with members of the same names.
    const forged = await desk.trial("forged");
    await desk.json("ledger", "members", forged, "--bundle", file("forged.bundle"));
    await desk.json("ledger", "prove", forged, "2", "--out", file("forged.json"));
    const by = await desk.run("verify", file("forged.json"), "--bundle", file("forged.bundle"));
    expect(by).toMatchObject({ code: 1, out: expect.stringContaining("bundle/other") });
    expect((await desk.run("verify", file("forged.json"))).code).toBe(1);
    // A later bundle of the same ledger agrees with the one that is trusted.
    await desk.json("ledger", "members", dir, "--publish", "--bundle", file("later.bundle"));
    expect((await desk.json("verify", receipt, "--bundle", file("later.bundle"))).bundle.trusted).toBe(true);
  });

  it("passes by a bundle beside the file that is of another ledger", async () => {
    const members = ["--origin", "elsewhere.test/1", "--member", "KZ"];
    await desk.json("ledger", "init", file("elsewhere"), ...members);
    mkdirSync(file("mixed-up"));
    await desk.json("ledger", "members", file("elsewhere"), "--bundle", file("mixed-up/bundle.json"));
    copyFileSync(file("k.txt"), file("mixed-up/k71.txt"));
    copyFileSync(receipt, file("mixed-up/k71.json"));
    for (const name of ["k71.json", "k71.txt"])
      expect(await desk.json("verify", file(`mixed-up/${name}`))).toMatchObject({
        bundle: { from: "remembered" },
      });
  });

  it("does not forget the newer bundle for an older one", async () => {
    const newer = await desk.json("verify", receipt, "--bundle", file("later.bundle"), "--trust");
    await desk.json("verify", receipt, ...BUNDLE, "--trust");
    expect((await desk.json("verify", receipt)).bundle.asOf).toBe(newer.bundle.asOf);
  });

  it("refuses a bundle that does not hold by itself", async () => {
    const text = readFileSync(file("ledger.bundle"), "utf8");
    const broken = text.replace(/(— \S+ \S{20})(.)/, (_all, head, sign) => head + (sign === "A" ? "B" : "A"));
    expect(parseBundle(new TextEncoder().encode(broken)).roster.origin).toBe(ORIGIN);
    const ran = await desk.run("verify", receipt, "--bundle", desk.file("broken.bundle", broken));
    expect(ran).toMatchObject({ code: 1, out: expect.stringContaining("bundle: signature/false") });
    const none = await desk.run("verify", receipt, "--bundle", desk.file("none.bundle", "{}"));
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining("none.bundle") });
  });
});

/** A PNG of packed samples, which the encoder of the package does not write (PNG 1.2, sections 2 and 4.1). */
function rawPng(
  { width, height }: { readonly width: number; readonly height: number },
  { depth, type }: { readonly depth: number; readonly type: number },
  sample: (x: number, y: number) => number,
): Uint8Array {
  const row = Math.ceil((width * depth) / 8) + 1;
  const raw = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const at = y * row + 1 + (bit >> 3);
      raw[at] = (raw[at] ?? 0) | (sample(x, y) << (8 - depth - (bit & 7)));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, type], 8);
  const palette = type === 3 ? [chunk("PLTE", Buffer.from([255, 250, 240, 20, 30, 90]))] : [];
  const parts = [
    chunk("IHDR", head),
    ...palette,
    chunk("IDAT", deflateSync(raw)),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return new Uint8Array(Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]));
}

function chunk(name: string, data: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const body = Buffer.concat([Buffer.from(name, "ascii"), data]);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
