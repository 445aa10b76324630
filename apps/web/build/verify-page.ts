import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";
import { subsetFaces } from "./subset-faces.ts";

/** Parts of zod that describe schemas to others, an eighth of its code; reading with schemas needs none of them. */
const DESCRIBING = /[\\/]zod[\\/]v4[\\/]core[\\/](?:to-json-schema|json-schema-processors)\.js$/;

type Options = { readonly target: string[] };

/**
 * Writes the verifier beside the page: one file that holds all it needs, so that it can be kept on a phone or a
 * stick and opened there, and whose policy lets it reach nothing.
 */
export function verifyPage({ target }: Options): Plugin {
  let [root, outDir] = ["", ""];
  return {
    name: "verify-page",
    apply: "build",
    configResolved(config) {
      root = config.root;
      outDir = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const { script, style } = await bundle(root, target);
      const [template, icon] = ["verify.html", "src/icon.svg"].map((name) =>
        readFileSync(join(root, name), "utf8"),
      );
      writeFileSync(join(outDir, "verify.html"), assemble(template as string, icon as string, script, style));
    },
  };
}

async function bundle(root: string, target: string[]): Promise<{ script: string; style: string }> {
  const output = (await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    plugins: [subsetFaces(join(root, "src/verify/styles/fonts.css")), undescribed()],
    build: {
      target,
      cssTarget: target.filter((name) => !name.startsWith("es")),
      write: false,
      cssCodeSplit: false,
      lib: { entry: join(root, "src/verify/main.ts"), formats: ["iife"], name: "verifier" },
    },
  })) as Rolldown.RolldownOutput[];
  const files = output.flatMap((one) => one.output);
  const script = files.find((file) => file.type === "chunk")?.code ?? "";
  const style = files.find((file) => file.type === "asset" && file.fileName.endsWith(".css"));
  if (files.length !== 2 || style?.type !== "asset")
    throw new Error("the verifier is not one script and one style");
  return { script: script.trim(), style: String(style.source).trim() };
}

/** Leaves out what `DESCRIBING` names: each function of it is asked for at most to be called later. */
function undescribed(): Plugin {
  return {
    name: "undescribed",
    enforce: "pre",
    load(id) {
      if (!DESCRIBING.test(id)) return null;
      const names = [...readFileSync(id, "utf8").matchAll(/^export (?:const|function) (\w+)/gm)];
      return names.map(([, name]) => `export const ${name} = () => () => ({});`).join("\n");
    },
  };
}

function assemble(template: string, icon: string, script: string, style: string): string {
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error("would end its own element");
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "img-src data:",
    "font-src data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  const parts: Readonly<Record<string, string>> = {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    icon: `<link rel="icon" href="data:image/svg+xml;base64,${Buffer.from(icon).toString("base64")}" />`,
    style: `<style>${style}</style>`,
    script: `<script>${script}</script>`,
  };
  return template.replace(/<!-- (\w+) -->/g, (_, name: string) => parts[name] ?? "");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
