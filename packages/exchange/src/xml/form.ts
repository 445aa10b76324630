import { z } from "zod";
import {
  ExchangeError,
  type ExchangeFormat,
  type ExchangeIssue,
  type FormFault,
  MOST_ISSUES,
  toldIssues,
} from "../exchange-error.ts";
import { group, type XmlElement, type XmlNode } from "./element.ts";

/**
 * The form of a document: a zod object whose keys are the names of elements in their order; an optional key is an
 * element that may be missing, an array one that may repeat, a string a value.
 */
export type Form = z.ZodObject;

export type FormOptions = {
  readonly format: ExchangeFormat;
  /** Namespace of the elements in the root; the root's own is the caller's to check. */
  readonly namespace: string;
  /** Attributes that the root may have; none elsewhere. */
  readonly attributes?: readonly string[];
};

/**
 * The content of an element by its form: unknown elements and attributes, elements twice, out of order or missing,
 * and values that are not of the form are found, all together. Values are not looked at where there is already more
 * to tell than is told: a stranger's file could have a fault in each of its elements. Throws ExchangeError
 * `bad-document`.
 */
export function readForm<Of extends Form>(form: Of, root: XmlElement, options: FormOptions): z.infer<Of> {
  const issues: ExchangeIssue[] = Object.keys(root.attributes)
    .filter((name) => !options.attributes?.includes(name))
    .map((name) => issue("attribute", `${root.name}/@${name}`, root, "no such attribute here"));
  const plain = fieldsOf(form, root, { ...options, path: root.name, issues });
  if (issues.length > MOST_ISSUES) throw badDocument(issues, issues.length, options);
  const parsed = form.safeParse(plain, { reportInput: true });
  if (parsed.success && issues.length === 0) return parsed.data;
  const values = (parsed.error?.issues ?? []).filter((one) => !isMissing(one));
  const found = values.slice(0, MOST_ISSUES).map((one) => valueIssue(one, root));
  throw badDocument([...issues, ...found], issues.length + values.length, options);
}

function badDocument(
  issues: readonly ExchangeIssue[],
  count: number,
  { format }: FormOptions,
): ExchangeError {
  return new ExchangeError({ code: "bad-document", format, issues: toldIssues(issues, count) });
}

/** What is missing was found by structure, with the element that it is missing in. */
function isMissing({ input }: z.core.$ZodIssue): boolean {
  return input === undefined;
}

/** The elements of a content, in the order of its form. */
export function writeForm(form: Form, content: Readonly<Record<string, unknown>>): XmlNode[] {
  return Object.entries(form.shape).flatMap(([name, field]) => {
    const value = content[name];
    const { inner } = bare(field as z.ZodType);
    const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
    return values.map((one) => nodeOf(name, inner, one));
  });
}

function nodeOf(name: string, type: z.ZodType, value: unknown): XmlNode {
  if (type instanceof z.ZodObject) return group(name, writeForm(type, value as Record<string, unknown>));
  return { name, content: String(value) };
}

type Place = FormOptions & { readonly path: string; readonly issues: ExchangeIssue[] };

function fieldsOf(form: Form, element: XmlElement, place: Place): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const seen = new Map<string, number>();
  const names = Object.keys(form.shape);
  let last = 0;
  for (const child of element.children) {
    const order = names.indexOf(child.name);
    const field = order < 0 ? undefined : bare(form.shape[child.name] as z.ZodType);
    const nth = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, nth);
    const path = `${place.path}/${child.name}${nth > 1 || field?.repeats ? `[${nth}]` : ""}`;
    const fault = structureFault(child, field, { nth, isLate: order < last, namespace: place.namespace });
    if (fault !== undefined || !field) {
      place.issues.push(issue(fault ?? "no-place", path, child));
      continue;
    }
    last = order;
    const value = contentOf(field.inner, child, { ...place, path });
    if (!field.repeats) fields[child.name] = value;
    else if (nth === 1) fields[child.name] = [value];
    else (fields[child.name] as unknown[] | undefined)?.push(value);
  }
  for (const name of names)
    if (!seen.has(name) && !bare(form.shape[name] as z.ZodType).isOptional)
      place.issues.push(issue("missing", `${place.path}/${name}`, element));
  return fields;
}

type Found = { readonly nth: number; readonly isLate: boolean; readonly namespace: string };

function structureFault(
  child: XmlElement,
  field: Field | undefined,
  { nth, isLate, namespace }: Found,
): FormFault | undefined {
  if (!field || child.namespace !== namespace) return "no-place";
  if (nth > 1 && !field.repeats) return "twice";
  if (isLate) return "order";
  return Object.keys(child.attributes).length > 0 ? "attribute" : undefined;
}

/** What is said of a structure that is not of the form. */
const REASONS: Partial<Record<FormFault, string>> = {
  missing: "missing",
  twice: "twice",
  "no-place": "no such element here",
  order: "out of order",
  attribute: "has an attribute",
};

function issue(
  fault: FormFault,
  path: string,
  { line }: XmlElement,
  reason: string = REASONS[fault] ?? fault,
): ExchangeIssue {
  return { path, reason, fault, line };
}

function contentOf(type: z.ZodType, element: XmlElement, place: Place): unknown {
  if (type instanceof z.ZodObject) {
    const isText = element.children.length === 0 && element.text.trim() !== "";
    if (isText) place.issues.push(issue("content", place.path, element, "a value for elements"));
    return fieldsOf(type, element, place);
  }
  if (element.children.length > 0)
    place.issues.push(issue("content", place.path, element, "elements for a value"));
  return element.text;
}

type Field = { readonly inner: z.ZodType; readonly repeats: boolean; readonly isOptional: boolean };

/** A field without what says that it may be missing or repeat. */
function bare(field: z.ZodType): Field {
  if (field instanceof z.ZodOptional) return { ...bare(field.unwrap() as z.ZodType), isOptional: true };
  const isArray = field instanceof z.ZodArray;
  return { inner: isArray ? (field.element as z.ZodType) : field, repeats: isArray, isOptional: false };
}

function valueIssue(found: z.core.$ZodIssue, root: XmlElement): ExchangeIssue {
  const { path, message } = found;
  const parts = path.map((part) => (typeof part === "number" ? `[${part + 1}]` : `/${String(part)}`));
  return issue(faultOf(found), `${root.name}${parts.join("")}`, elementAt(root, path), message);
}

function faultOf(found: z.core.$ZodIssue): FormFault {
  switch (found.code) {
    case "invalid_value":
      return "list";
    case "invalid_format":
      return ["date", "datetime"].includes(found.format) ? "date" : "pattern";
    case "too_big":
    case "too_small":
      return "length";
    default:
      return "value";
  }
}

/** The element that a path leads to. */
function elementAt(root: XmlElement, path: readonly PropertyKey[]): XmlElement {
  let found = root;
  for (const [i, part] of path.entries()) {
    if (typeof part === "number") continue;
    const next = path[i + 1];
    const same = found.children.filter(({ name }) => name === part);
    const child = same[typeof next === "number" ? next : 0];
    if (!child) return found;
    found = child;
  }
  return found;
}
