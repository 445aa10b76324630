import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { keepLocales } from "./build/keep-locales.ts";
import { subsetFaces } from "./build/subset-faces.ts";
import { verifyPage } from "./build/verify-page.ts";

// Phones of five years ago are common on the corridor.
const target = ["es2020", "chrome87", "firefox78", "safari14"];

export default defineConfig({
  plugins: [
    keepLocales(["en-US", "ru-RU", "ar-AE", "zh-CN"]),
    subsetFaces(fileURLToPath(new URL("src/styles/fonts.css", import.meta.url))),
    react(),
    verifyPage({ target }),
  ],
  build: {
    target,
    cssTarget: ["chrome87", "firefox78", "safari14"],
    assetsInlineLimit: 2048,
    chunkSizeWarningLimit: 1300,
    sourcemap: false,
    // Cutting a face takes its second or two; whoever starts the product need not hear of it.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { proxy: { "/v1": "http://localhost:8080", "/geo": "http://localhost:8080" } },
});
