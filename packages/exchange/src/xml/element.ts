/** An element as it was read: either elements in it, or text. */
export type XmlElement = {
  /** Local name, and its namespace; empty for none. */
  readonly name: string;
  readonly namespace: string;
  /** By local name, of another namespace by "{namespace}name"; declarations and hints of schemas are left out. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** As written, spaces and all; empty where it has children. */
  readonly text: string;
  /** Where its start tag ends, from 1. */
  readonly line: number;
  readonly column: number;
};

/** An element to be written: its name with the prefix, if any, and text or elements. */
export type XmlNode = {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: string | readonly XmlNode[];
};

/** An element of elements; what is not there is left out. */
export function group(name: string, content: readonly (XmlNode | undefined)[]): XmlNode {
  return { name, content: content.filter((node) => node !== undefined) };
}

/** An element with a value; nothing where there is none. */
export function leaf(name: string, value: string | number): XmlNode;
export function leaf(name: string, value: string | number | null | undefined): XmlNode | undefined;
export function leaf(name: string, value: string | number | null | undefined): XmlNode | undefined {
  return value === null || value === undefined ? undefined : { name, content: String(value) };
}
