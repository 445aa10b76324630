import { describe, expect, it } from "vitest";
import { CC015C } from "../../src/ncts/cc015c.ts";
import { importNcts015 } from "../../src/ncts/import-declaration.ts";
import { RULES } from "../../src/ncts/import-left-out.ts";
import { nctsMessages } from "../../src/ncts/ncts-messages.ts";
import { readXml } from "../../src/xml/read-xml.ts";
import { leavesOf, wholeDeclaration } from "../support/whole-declaration.ts";
import { OFFICES } from "../support/xml-journeys.ts";
import { haveSamples, sampleMessages } from "../support/xml-oracles.ts";
import { CLEAN, WITH_GRN } from "../support/xml-synthetic.ts";

// Nothing of a declaration is lost without a word: another value is another draft, or there is a gap that names it.

/** The head is of the message and not of what it declares. */
const HEAD = /^(?:message|preparationDateAndTime|correlationIdentifier)/;

const imported = (xml: string) => importNcts015(xml, OFFICES);

/** Whether a change of a leaf is seen in what was imported, or is told to be lost. */
function isTold(before: string, after: string, path: string): boolean {
  let changed: ReturnType<typeof imported>;
  try {
    changed = imported(after);
  } catch {
    return true;
  }
  const named = changed.gaps.some((gap) => `CC015C/${path}/`.startsWith(`${gap.path}/`));
  return named || before !== JSON.stringify(changed);
}

/** Leaves of a document: where the value is, and the names of the elements on the way. */
function placesOf(xml: string): { readonly path: string; readonly at: number; readonly value: string }[] {
  const open: string[] = [];
  const found: { path: string; at: number; value: string }[] = [];
  for (const { 0: tag, 1: end, 2: name = "", index } of xml.matchAll(/<(\/?)([\w:]+)[^>]*>/g)) {
    if (end === "") open.push(name);
    else {
      const start = xml.lastIndexOf(">", index - 1) + 1;
      const value = xml.slice(start, index);
      if (xml.slice(0, start).endsWith(`<${name}>`) && value.trim() !== "")
        found.push({ path: open.slice(1).join("/"), at: start, value });
      open.pop();
    }
    if (tag.endsWith("/>")) open.pop();
  }
  return found;
}

/** Other values of the same look: one of them is of the form as a rule. */
function othersOf(value: string): string[] {
  const swapped = (from: string, to: string) => (value.endsWith(from) ? `${value.slice(0, -1)}${to}` : "");
  const digit = value.replace(/\d(?=\D*$)/, (last) => String((Number(last) + 1) % 10));
  const country = /^[A-Z]{2}$/.test(value) ? (value === "FR" ? "DE" : "FR") : "";
  return [digit, country, swapped("e", "o"), `${value}1`, `${value.slice(0, -1)}Z`].filter(
    (other) => other !== "" && other !== value,
  );
}

function silentIn(xml: string): string[] {
  const before = JSON.stringify(imported(xml));
  return placesOf(xml).flatMap(({ path, at, value }) => {
    const silent = othersOf(value).filter(
      (other) => !isTold(before, xml.slice(0, at) + other + xml.slice(at + value.length), path),
    );
    return HEAD.test(path) ? [] : silent.map((other) => `${path}: ${value} -> ${other}`);
  });
}

describe("what an import does not take", () => {
  it("is told of every element of the form", () => {
    const leaves = leavesOf();
    const before = JSON.stringify(imported(wholeDeclaration()));
    const silent = leaves.filter((leaf) => !isTold(before, wholeDeclaration(leaf), leaf.path));
    expect(leaves.length).toBeGreaterThan(200);
    expect(silent.map(({ path }) => path).filter((path) => !HEAD.test(path))).toEqual([]);
  });

  it("is told of every value of our own declarations", () => {
    for (const journey of [CLEAN, WITH_GRN]) {
      const [lodged] = nctsMessages(journey).messages;
      expect(silentIn(lodged?.xml ?? "")).toEqual([]);
    }
  });

  it.skipIf(!haveSamples)("is told of every value of the samples (skipped where they are absent)", () => {
    for (const [name, xml] of sampleMessages(/ie015/)) expect(silentIn(xml), name).toEqual([]);
  });

  it("is ruled by paths that the form has", () => {
    const paths = new Set(
      leavesOf().flatMap(({ path }) => path.split("/").map((_, i, all) => all.slice(0, i + 1).join("/"))),
    );
    expect(Object.keys(RULES).filter((path) => !paths.has(path) && !(path in CC015C.shape))).toEqual([]);
    expect(readXml(wholeDeclaration()).name).toBe("CC015C");
  });
});
