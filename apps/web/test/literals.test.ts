// biome-ignore-all lint/correctness/noComponentHookFactories: kinds of syntax nodes, not components
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "vite";
import { describe, expect, it } from "vitest";

const SOURCES = fileURLToPath(new URL("../src", import.meta.url));
/** Attributes whose text people see or hear. */
const SEEN = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "title",
  "alt",
  "placeholder",
  "label",
  "hint",
]);
/** Units and marks that are the same in every language. */
const SAME_EVERYWHERE = new Set(["CO₂e", "!", "·", "–", "[", "]", ":", ",", ".", "(", ")", "%"]);

describe("text on the page", () => {
  it("comes from the catalogues alone", () => {
    expect(components().flatMap(literals)).toEqual([]);
  });

  it("is found when it stands in a component", () => {
    expect(literalsIn("a.tsx", `const a = <p title="Hello">Some words {"more words"}</p>;`)).toEqual([
      "a.tsx: Hello",
      "a.tsx: Some words",
      "a.tsx: more words",
    ]);
  });
});

function components(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));
}

function literals(name: string): string[] {
  return literalsIn(name, readFileSync(join(SOURCES, name), "utf8"));
}

function literalsIn(name: string, code: string): string[] {
  const found: string[] = [];
  const note = (text: string) => {
    const plain = text.replace(/\s+/g, " ").trim();
    const words = plain.split(" ").filter((word) => !SAME_EVERYWHERE.has(word));
    if (words.some((word) => /\p{L}/u.test(word))) found.push(`${name}: ${plain}`);
  };
  const visitor = new Visitor({
    JSXText: (node) => note(node.value),
    JSXExpressionContainer: (node) => {
      if (node.expression.type === "Literal" && typeof node.expression.value === "string")
        note(node.expression.value);
    },
    JSXAttribute: (node) => {
      const attribute = node.name.type === "JSXIdentifier" ? node.name.name : "";
      if (!SEEN.has(attribute) || node.value?.type !== "Literal") return;
      note(String(node.value.value));
    },
  });
  visitor.visit(parseSync(name, code).program);
  return found;
}
