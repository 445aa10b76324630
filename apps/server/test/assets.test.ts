import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { acceptedEncodings } from "../src/static/serve-assets.ts";
import { testApp } from "./fixture.ts";

const SCRIPT = `console.log(${JSON.stringify("x".repeat(4000))})`;
const root = mkdtempSync(join(tmpdir(), "rahdari-page-"));
const page = join(root, "dist");
const app = testApp({
  assets: [
    { prefix: "/geo/", dir: join(root, "geo"), only: ["basemap.topojson"] },
    { prefix: "/", dir: page },
  ],
});
const html = { accept: "text/html,*/*;q=0.8" };

beforeAll(() => {
  mkdirSync(join(page, "assets"), { recursive: true });
  mkdirSync(join(root, "geo"));
  writeFileSync(join(root, "secret.txt"), "secret");
  writeFileSync(join(page, ".env"), "secret");
  writeFileSync(join(page, "index.html"), "<!doctype html><title>Rahdari</title>");
  writeFileSync(join(page, "verify.html"), "<!doctype html><title>Receipts</title>");
  writeFileSync(join(page, "assets", "index-a1B2c3D4.js"), SCRIPT);
  writeFileSync(join(root, "geo", "basemap.topojson"), "{}");
  writeFileSync(join(root, "geo", "hs2022.csv"), "private");
  symlinkSync(join(root, "secret.txt"), join(root, "geo", "link"));
});

describe("files", () => {
  it("keeps hashed files for good and asks again for the page", async () => {
    const script = await app.request("/assets/index-a1B2c3D4.js");
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const index = await app.request("/", { headers: html });
    expect(index.headers.get("cache-control")).toBe("no-cache");
    expect(await index.text()).toContain("Rahdari");
  });

  it.each([
    ["br, gzip", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
    ["br;q=0, gzip;q=0.5", "gzip", gunzipSync],
  ] as const)("sends for %s the form %s", async (accept, encoding, open) => {
    const response = await app.request("/assets/index-a1B2c3D4.js", {
      headers: { "accept-encoding": accept },
    });
    expect(response.headers.get("content-encoding")).toBe(encoding);
    expect(response.headers.get("vary")).toBe("accept-encoding");
    const body = Buffer.from(await response.arrayBuffer());
    expect(body.byteLength).toBe(Number(response.headers.get("content-length")));
    expect(open(body).toString()).toBe(SCRIPT);
  });

  it("says 304 for the same form and sends the other form under its own tag", async () => {
    const path = "/assets/index-a1B2c3D4.js";
    const tag = (await app.request(path, { headers: { "accept-encoding": "br" } })).headers.get("etag") ?? "";
    const again = await app.request(path, {
      headers: { "accept-encoding": "br", "if-none-match": `"x", W/${tag}` },
    });
    expect(again.status).toBe(304);
    expect((await app.request(path, { headers: { "if-none-match": tag } })).status).toBe(200);
  });

  it("shows a file anew after it has changed", async () => {
    writeFileSync(join(page, "robots.txt"), "one");
    expect(await (await app.request("/robots.txt")).text()).toBe("one");
    writeFileSync(join(page, "robots.txt"), "second");
    expect(await (await app.request("/robots.txt")).text()).toBe("second");
  });

  it("serves of the map's folder only what is meant for it", async () => {
    expect((await app.request("/geo/basemap.topojson")).status).toBe(200);
    expect((await app.request("/geo/hs2022.csv")).status).toBe(404);
    expect((await app.request("/geo/link")).status).toBe(404);
  });

  it.each([
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "/.env",
    "/%00",
    "/%",
    "//etc/passwd",
    "/assets",
  ])("gives nothing for %s", async (path) => {
    const response = await app.request(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("secret");
  });

  it("has no body for HEAD", async () => {
    const response = await app.request("/assets/index-a1B2c3D4.js", { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });
});

describe("the page's own addresses", () => {
  it.each([
    ["a person", html],
    ["whoever takes anything", { accept: "*/*" }],
    ["whoever takes any text", { accept: "text/*;q=0.5, application/json" }],
    ["whoever does not say", {}],
  ])("open the page for %s", async (_, headers) => {
    for (const path of ["/", "/claim?lang=ur"]) {
      const response = await app.request(path, { headers });
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toMatch(/^text\/html/);
      expect(await response.text()).toContain("<title>Rahdari</title>");
    }
    expect((await app.request("/claim", { method: "HEAD", headers })).status).toBe(200);
  });

  it.each(["/verify", "/verify?lang=ur", "/verify.html"])("open the verifier: %s", async (path) => {
    const response = await app.request(path, { headers: html });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect(await response.text()).toContain("<title>Receipts</title>");
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("script-src 'unsafe-inline'");
  });

  it("let scripts of their own text run nowhere but in the verifier", async () => {
    for (const path of ["/", "/claim", "/verify/x", "/docs"]) {
      const policy = (await app.request(path, { headers: html })).headers.get("content-security-policy");
      expect(policy).toMatch(/script-src 'self'(;|$)/);
    }
  });

  it.each(["application/json", "text/html;q=0, */*", "*/*;q=0"])(
    "do not for something that asks for %s",
    async (accept) => {
      const response = await app.request("/claim", { headers: { accept } });
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
    },
  );
});

describe("an address where there is nothing", () => {
  it.each(["/evidence", "/claim/x", "/logo.png", "/assets/old"])(
    "is a plain page for people: %s",
    async (path) => {
      const response = await app.request(path, { headers: html });
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toMatch(/^text\/html/);
      expect(await response.text()).toContain("There is nothing at this address");
    },
  );

  it.each([
    ["/v1/nothing", html],
    ["/geo/nothing", html],
    ["/healthz/x", {}],
    ["/evidence", { accept: "application/json" }],
  ])("is a problem for programs: %s", async (path, headers) => {
    const response = await app.request(path, { headers });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  it("is a problem for whoever wants to write there", async () => {
    expect((await app.request("/evidence", { method: "POST" })).headers.get("content-type")).toBe(
      "application/problem+json",
    );
  });
});

describe("acceptedEncodings", () => {
  it.each([
    [undefined, []],
    ["", []],
    ["identity", []],
    ["*", ["br", "gzip"]],
    ["*, br;q=0", ["gzip"]],
    ["GZIP", ["gzip"]],
    ["br;q=0.0", []],
  ])("reads %s", (header, expected) => expect(acceptedEncodings(header)).toEqual(expected));
});
