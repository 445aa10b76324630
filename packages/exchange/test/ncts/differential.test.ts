import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ExchangeError, type ExchangeIssue } from "../../src/exchange-error.ts";
import { importNcts015 } from "../../src/ncts/import-declaration.ts";
import { nctsMessages, nctsRoot } from "../../src/ncts/ncts-messages.ts";
import type { XmlElement, XmlNode } from "../../src/xml/element.ts";
import { readXml } from "../../src/xml/read-xml.ts";
import { writeXml } from "../../src/xml/write-xml.ts";
import { leavesOf, wholeDeclaration } from "../support/whole-declaration.ts";
import { haveSamples, haveSchemas, sampleMessages, schemaErrors } from "../support/xml-oracles.ts";
import { CLEAN, WITH_GRN } from "../support/xml-synthetic.ts";

// What is taken in as a declaration is one by the schema: random changes to declarations, judged by both.

const VALUES = [
  "",
  " ",
  "0",
  "1",
  "-1",
  "01",
  "1.5",
  "X",
  "XX",
  "PK",
  "T1",
  "TIR",
  "2027-01-10",
  "2027-02-30",
] as const;
const LONGER = [
  "2027-01-10T08:00:00",
  "PKLHE001",
  "27PK0000000000007",
  "a b",
  "x".repeat(40),
  "ß\n€",
  "1e3",
  "\u00a0x",
];

type Change = {
  readonly at: number;
  readonly how: "drop" | "double" | "swap" | "value" | "rename";
  readonly value: string;
};
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(10_000),
  how: fc.constantFrom("drop", "double", "swap", "value", "value", "value", "rename"),
  value: fc.constantFrom(...VALUES, ...LONGER),
});

type Mutable = { name: string; content: string | Mutable[] };

function mutable({ name, children, text }: XmlElement): Mutable {
  return { name, content: children.length > 0 ? children.map(mutable) : text };
}

/** Lists of elements of a document, so that one of any can be changed. */
function lists(node: Mutable): Mutable[][] {
  return typeof node.content === "string" ? [] : [node.content, ...node.content.flatMap(lists)];
}

function changed(xml: string, { at, how, value }: Change): string {
  const root = mutable(readXml(xml));
  const places = lists(root).flatMap((list) => list.map((_, i) => [list, i] as const));
  const [list, i] = places[at % places.length]!;
  const [node, next] = [list[i]!, list[i + 1]];
  if (how === "drop") list.splice(i, 1);
  else if (how === "double") list.splice(i, 0, node);
  else if (how === "rename") node.name = `${node.name}X`;
  else if (how === "swap" && next) list.splice(i, 2, next, node);
  else if (typeof node.content === "string") node.content = value;
  return writeXml(nctsRoot("CC015C", root.content as XmlNode[]));
}

describe.skipIf(!haveSchemas)(
  "declarations changed at random (schemas; skipped where they are absent)",
  () => {
    const documents = new Map<string, string>();
    let errors = new Map<string, string[]>();
    beforeAll(async () => {
      const own = [CLEAN, WITH_GRN].map((journey) => nctsMessages(journey).messages[0]!.xml);
      const all = haveSamples ? [...own, ...sampleMessages(/ie015/).values()] : own;
      const changes = fc.sample(change, { numRuns: 600, seed: 20_270_111 });
      for (const [i, one] of changes.entries()) documents.set(`${i}`, changed(all[i % all.length]!, one));
      errors = await schemaErrors(documents);
    }, 120_000);

    it("are valid by the schema wherever they are taken in", () => {
      const taken = [...documents].filter(([, xml]) => isTaken(xml));
      expect(taken.flatMap(([name]) => errors.get(name) ?? [])).toEqual([]);
      expect(taken.length).toBeGreaterThan(40);
      expect(taken.length).toBeLessThan(500);
    });

    it("are refused here and valid there only for what a declaration of ours has to have", () => {
      const refused = [...documents].filter(([name]) => errors.get(name)?.length === 0);
      const paths = refused.flatMap(([, xml]) =>
        issuesOf(xml).map(({ path }) => path.replace(/\/\d+\//, "/N/")),
      );
      expect([...new Set(paths)].sort()).toEqual(["CC015C/TransitOperation/declarationType"]);
    });
  },
);

describe.skipIf(!haveSchemas)("each value of a declaration (schemas; skipped where they are absent)", () => {
  const variants = leavesOf().flatMap(({ path, value }) =>
    [
      ` ${value}`,
      `${value} `,
      `\t${value}`,
      `${value}Z`,
      `0000${value.slice(4)}`,
      `${value[0]}\u2028${value.slice(2)}`,
    ].map(
      (other) => [`${path} = ${JSON.stringify(other)}`, wholeDeclaration({ path, value, other })] as const,
    ),
  );
  const isOfForm = (xml: string) => !issuesOf(xml).some(({ path }) => path.startsWith("CC015C"));

  it("is taken where the schema takes it, white space and separators of lines included", async () => {
    const errors = await schemaErrors(new Map(variants));
    const differ = variants.filter(([name, xml]) => isOfForm(xml) !== (errors.get(name)?.length === 0));
    expect(variants.length).toBeGreaterThan(1_000);
    // Types of a declaration are a list here, and every office has its country in its reference.
    expect(
      differ.map(([name]) => name).filter((name) => !/declarationType|AtBorderReferenceNumber/.test(name)),
    ).toEqual([]);
  }, 120_000);

  it("has no attributes but those that say where a schema is", () => {
    const [lodged] = nctsMessages(CLEAN).messages;
    const at = (tag: string, attribute: string) =>
      lodged!.xml.replace(tag, `${tag.slice(0, -1)} ${attribute}>`);
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    const attributes = {
      [at("<LRN>", 'xmlns:q="urn:q" q:a="1"')]: "has an attribute",
      [at("<LRN>", 'xml:lang="en"')]: "has an attribute",
      [at("<LRN>", `${xsi} xsi:nil="true"`)]: "has an attribute",
      [lodged!.xml.replace('PhaseID="NCTS6"', 'PhaseID="NCTS6" xmlns:q="urn:q" q:PhaseID="1"')]:
        "no such attribute here",
    };
    for (const [xml, reason] of Object.entries(attributes))
      expect(issuesOf(xml).map((issue) => issue.reason)).toEqual([reason]);
    const hinted = `PhaseID="NCTS6" ${xsi} xsi:schemaLocation="http://ncts.dgtaxud.ec cc015c.xsd"`;
    expect(issuesOf(lodged!.xml.replace('PhaseID="NCTS6"', hinted))).toEqual([]);
  });
});

function isTaken(xml: string): boolean {
  return issuesOf(xml).length === 0;
}

function issuesOf(xml: string): readonly ExchangeIssue[] {
  try {
    importNcts015(xml, []);
    return [];
  } catch (error) {
    if (error instanceof ExchangeError && error.fault.code === "bad-document") return error.issues;
    throw error;
  }
}
