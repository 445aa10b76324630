import { z } from "zod";
import { CC015C } from "../../src/ncts/cc015c.ts";
import type { XmlNode } from "../../src/xml/element.ts";
import { writeXml } from "../../src/xml/write-xml.ts";

// A declaration of NCTS in which every element of the form is, made from the form itself.

/** A value, the way to it, and another that its form takes. */
export type Leaf = { readonly path: string; readonly value: string; readonly other: string };

const VALUES = [
  ...[
    "1",
    "0",
    "2",
    "A",
    "B",
    "AB",
    "DE",
    "ABC",
    "DEF",
    "AB12",
    "CD34",
    "ABCDE",
    "FGHIJ",
    "123456",
    "654321",
  ],
  ...["ABCDEF123", "ABCDEF124", "PKLHE001", "PKLHE002", "T1", "T2", "12", "30", "GB123", "GB124"],
  ...[
    "2027-01-10T08:00:00",
    "2027-01-11T08:00:00",
    "2027-01-10",
    "2027-01-11",
    "51.12345",
    "52.12345",
    "1.5",
  ],
  ...["27PK0000000000007", "28PK0000000000008", "XB25000071", "XB25000072", "CC015C", "a@b.co", "a@b.com"],
];

/** The document with one value of its leaf instead of another; as it is where no leaf is given. */
export function wholeDeclaration(changed?: Leaf): string {
  const content = nodesOf(CC015C, "", changed);
  return writeXml({
    name: "ncts:CC015C",
    attributes: { PhaseID: "NCTS6", "xmlns:ncts": "http://ncts.dgtaxud.ec" },
    content,
  });
}

/** All leaves of the form for which there are two values, and the paths of those for which there is one alone. */
export function leavesOf(form: z.ZodObject = CC015C, above = ""): Leaf[] {
  return Object.entries(form.shape).flatMap(([name, field]) => {
    const type = bare(field as z.ZodType);
    const path = above === "" ? name : `${above}/${name}`;
    if (type instanceof z.ZodObject) return leavesOf(type, path);
    const [value, other] = valuesOf(type, path);
    return other === undefined ? [] : [{ path, value, other }];
  });
}

function nodesOf(form: z.ZodObject, above: string, changed: Leaf | undefined): XmlNode[] {
  return Object.entries(form.shape).map(([name, field]) => {
    const type = bare(field as z.ZodType);
    const path = above === "" ? name : `${above}/${name}`;
    if (type instanceof z.ZodObject) return { name, content: nodesOf(type, path, changed) };
    return { name, content: path === changed?.path ? changed.other : valuesOf(type, path)[0] };
  });
}

function valuesOf(type: z.ZodType, path: string): readonly [string, ...string[]] {
  const [first, ...others] = VALUES.filter((value) => type.safeParse(value).success);
  if (first === undefined) throw new Error(`no value for ${path}`);
  return [first, ...others];
}

function bare(field: z.ZodType): z.ZodType {
  if (field instanceof z.ZodOptional) return bare(field.unwrap() as z.ZodType);
  return field instanceof z.ZodArray ? (field.element as z.ZodType) : field;
}
