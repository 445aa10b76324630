import { defineConfig } from "vitest/config";

const browser = "apps/web/test/browser/**/*.test.ts";
const walk = "apps/web/test/walk/**/*.test.ts";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: [
            "packages/*/test/**/*.test.ts",
            "apps/*/test/**/*.test.{ts,tsx}",
            "test/**/*.test.ts",
            "bench/test/**/*.test.ts",
          ],
          exclude: [browser, walk, "**/node_modules/**"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "browser",
          include: [browser],
          // One Chromium at a time: two on two cores starve each other.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "walk",
          include: [walk],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // After all others: a real server and a browser want the two cores for themselves.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
