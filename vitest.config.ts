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
          // All cores: much of what the tests wait for is disks, processes and other nodes.
          maxWorkers: "100%",
          testTimeout: 30_000,
          // To make the first database takes a machine that is busy with others longer than the default.
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browser",
          include: [browser],
          // One Chromium at a time, and nothing beside it: two on two cores starve each other.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
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
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
