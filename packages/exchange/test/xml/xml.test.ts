import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExchangeError, type XmlFault } from "../../src/exchange-error.ts";
import { group, leaf, type XmlElement, type XmlNode } from "../../src/xml/element.ts";
import { readXml, type XmlLimits } from "../../src/xml/read-xml.ts";
import { writeXml } from "../../src/xml/write-xml.ts";

/** What XML 1.0 can hold (production 2). */
const text = fc
  .string({ unit: "binary", maxLength: 60 })
  .map((all) =>
    [...all]
      .filter((char) => /[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(char))
      .join(""),
  );
const name = fc.constantFrom("a", "B", "goodsItem", "x-1", "_y.z");

const { tree } = fc.letrec<{ tree: XmlNode; leaf: XmlNode; branch: XmlNode }>((tie) => ({
  tree: fc.oneof({ depthSize: "small" }, tie("leaf"), tie("branch")),
  leaf: fc.record({ name, attributes: fc.dictionary(name, text, { maxKeys: 3 }), content: text }),
  branch: fc.record({
    name,
    attributes: fc.dictionary(name, text, { maxKeys: 3 }),
    content: fc.array(tie("tree"), { minLength: 1, maxLength: 4 }),
  }),
}));

function nodeOf({ name, attributes, children, text }: XmlElement): XmlNode {
  return { name, attributes, content: children.length > 0 ? children.map(nodeOf) : text };
}

function faultOf(input: string | Uint8Array, limits?: XmlLimits) {
  try {
    readXml(input, limits);
  } catch (error) {
    if (error instanceof ExchangeError && error.fault.code === "bad-xml") return error.fault;
    throw error;
  }
  return undefined;
}

describe("what is written", () => {
  it("is read back, whatever the text", () => {
    fc.assert(
      fc.property(tree, (node) => {
        expect(nodeOf(readXml(writeXml(node)))).toEqual({ ...node });
      }),
    );
  });

  it("is one element a line, and leaves out what is not there", () => {
    expect(writeXml(group("a", [leaf("b", 1), leaf("c", undefined), group("d", [])]))).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b>1</b>\n  <d/>\n</a>\n',
    );
  });

  it("never holds a character or a name that XML 1.0 does not", () => {
    for (const bad of ["\0", "\x01", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"])
      expect(() => writeXml(leaf("a", bad))).toThrow(/U\+/);
    for (const bad of ["", "1a", "a b", "a><script>", "a:b:c", 'a x="1"'])
      expect(() => writeXml(leaf(bad, "x"))).toThrow(ExchangeError);
  });

  it("does not let a value become markup", () => {
    const value = `"]]><script src='//x'>alert(1)</script><!-- &amp; &#0; %x; <?php ?>`;
    const xml = writeXml({ name: "a", attributes: { b: value }, content: value });
    expect(xml).not.toContain("<script");
    const read = readXml(xml);
    expect([read.text, read.attributes.b, read.children]).toEqual([value, value, []]);
  });
});

describe("what is read", () => {
  it("has its namespaces, and text of CDATA as text", () => {
    const read = readXml('<p:a xmlns:p="urn:x" p:c="1" d="2"><b><![CDATA[<&]]></b><!-- note --></p:a>');
    expect([read.namespace, read.name, read.attributes]).toEqual(["urn:x", "a", { "{urn:x}c": "1", d: "2" }]);
    expect(read.children.map(({ namespace, name, text }) => [namespace, name, text])).toEqual([
      ["", "b", "<&"],
    ]);
  });

  it("has the five entities and character references", () => {
    expect(readXml("<a>&lt;&gt;&amp;&quot;&apos;&#x41;&#1575;</a>").text).toBe("<>&\"'Aا");
  });

  it("may begin with a byte order mark", () => {
    expect(readXml(new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode("<a/>")])).name).toBe("a");
  });
});

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === "string" ? [...new TextEncoder().encode(part)] : part)),
  );
const utf16 = (content: string) =>
  bytes(
    [0xff, 0xfe],
    [...content].flatMap((char) => [char.charCodeAt(0), 0]),
  );

describe("what is refused", () => {
  const cases: readonly (readonly [string, string | Uint8Array, XmlFault, XmlLimits?])[] = [
    ["an external entity", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "doctype"],
    ["an external DTD", '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', "doctype"],
    ["a public DTD", '<!DOCTYPE a PUBLIC "-//X//Y" "http://example.org/a.dtd"><a/>', "doctype"],
    [
      "the billion laughs",
      `<!DOCTYPE a [<!ENTITY l0 "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("")}]><a>&l9;</a>`,
      "doctype",
    ],
    ["a parameter entity", '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.org/p"> %p;]><a/>', "doctype"],
    ["an entity of its own", "<a>&nbsp;</a>", "entity"],
    ["an entity in an attribute", '<a b="&copy;"/>', "entity"],
    ["an instruction", '<a><?php system("id") ?></a>', "instruction"],
    ["a style sheet", '<?xml-stylesheet href="http://example.org/x.xsl"?><a/>', "instruction"],
    ["another encoding by name", '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', "encoding"],
    ["two encodings", '<?xml version="1.0" encoding="UTF-8" encoding="UTF-7"?><a/>', "syntax"],
    ["UTF-16", utf16("<a/>"), "encoding"],
    ["bytes that are not UTF-8", bytes("<a>", [0xc3, 0x28], "</a>"), "encoding"],
    ["UTF-8 longer than need be", bytes("<a>", [0xc0, 0xbc], "</a>"), "encoding"],
    ["a NUL", "<a>\0</a>", "encoding"],
    ["half of a pair", "<a>\ud800</a>", "encoding"],
    ["a control character", "<a>\x08</a>", "syntax"],
    ["a reference to NUL", "<a>&#0;</a>", "syntax"],
    ["XML 1.1", '<?xml version="1.1"?><a/>', "syntax"],
    ["too many bytes", `<a>${"x".repeat(1 << 20)}</a>`, "oversize"],
    ["more bytes than the caller lets in", "<a>ااا</a>", "oversize", { bytes: 12 }],
    ["elements too deep", `${"<a>".repeat(51)}${"</a>".repeat(51)}`, "too-deep"],
    ["too many elements", `<a>${"<b/>".repeat(50_001)}</a>`, "too-many-nodes"],
    [
      "too many attributes",
      `<a ${Array.from({ length: 11 }, (_, i) => `b${i}=""`).join(" ")}/>`,
      "too-many-nodes",
      { nodes: 10 },
    ],
    ["text between elements", "<a>x<b/></a>", "mixed"],
    ["an end that is missing", "<a><b>1</b>", "syntax"],
    ["half a tag", "<a><b", "syntax"],
    ["two roots", "<a/><b/>", "syntax"],
    ["nothing", "", "syntax"],
    ["text alone", "hello", "syntax"],
    ["an attribute twice", '<a b="1" b="2"/>', "syntax"],
    ["a prefix that nothing declares", "<p:a/>", "syntax"],
    ["markup in a name", "<a<script>/>", "syntax"],
    ["a script in an attribute", '<a b="<script>"/>', "syntax"],
  ];
  for (const [what, input, why, limits] of cases)
    it(what, () => expect(faultOf(input, limits)?.why).toBe(why));

  it("with the place", () => {
    expect(faultOf("<a>\n  <b>&x;</b>\n</a>")).toMatchObject({ line: 2, detail: "undefined entity." });
  });

  it("in whatever bytes: an ExchangeError or an element, nothing else", () => {
    const any = fc.uint8Array({ maxLength: 80 });
    const near = fc.string({
      unit: fc.constantFrom("<", ">", "/", "a", "&", ";", "!", "[", "]", '"', "=", " ", "?"),
    });
    fc.assert(fc.property(any, (input) => void faultOf(input)));
    fc.assert(
      fc.property(near, (input) => void faultOf(input)),
      { numRuns: 500 },
    );
  });
});
