/** Formats that this package reads or writes, named in faults. */
export type ExchangeFormat = "ncts" | "etir" | "ecmr" | "smgs" | "epcis";

/** Why a text is not read as XML; each by a rule of XML 1.0 or by one that keeps a reader of strangers' files safe. */
export type XmlFault =
  /** Not well-formed (XML 1.0 or Namespaces in XML). */
  | "syntax"
  /** Not UTF-8, a NUL, or a declaration that names another encoding. */
  | "encoding"
  /** A document type declaration: external subsets and entities begin there. */
  | "doctype"
  /** An entity beyond the five predefined ones. */
  | "entity"
  /** A processing instruction. */
  | "instruction"
  | "oversize"
  | "too-deep"
  | "too-many-nodes"
  /** Text between elements: none of the formats here has any. */
  | "mixed";

/** What is wrong with an element of XML, by the rule of its form that it breaks. */
export type FormFault =
  | "missing"
  | "twice"
  /** An element that its parent has no place for. */
  | "no-place"
  /** An element after those that it has to come before. */
  | "order"
  | "attribute"
  /** Elements for a value, or a value for elements. */
  | "content"
  /** A value that is not in its list, or not of its form; `value` where no nearer word is there. */
  | "list"
  | "date"
  | "length"
  | "pattern"
  | "value";

/** One value that is wrong, missing or too much in what was read. */
export type ExchangeIssue = {
  /** Where: element names from the root with a number where they repeat, or a JSON pointer. */
  readonly path: string;
  readonly reason: string;
  /** Where the format is XML: the rule that is broken. */
  readonly fault?: FormFault;
  /** Line of the element, from 1, where the format is XML. */
  readonly line?: number;
};

/** Issues of a document that are told; of the others only how many there are. */
export const MOST_ISSUES = 100;

/** The first issues of a document. `count`: of all, where those given are not. */
export function toldIssues(
  issues: readonly ExchangeIssue[],
  count: number = issues.length,
): readonly ExchangeIssue[] {
  const rest = count - MOST_ISSUES;
  if (rest <= 0) return issues;
  return [...issues.slice(0, MOST_ISSUES), { path: "", reason: `and ${rest} more` }];
}

/** Everything that this package throws, each code with its data. What a format cannot carry is a note, not a fault. */
export type ExchangeFault =
  /** A text that is not XML as it is taken in here. Line and column count from 1; of the last character read. */
  | {
      readonly code: "bad-xml";
      readonly why: XmlFault;
      readonly line: number;
      readonly column: number;
      readonly detail: string;
    }
  /** A character or name that XML 1.0 cannot hold, asked to be written: take it out before. */
  | { readonly code: "unwritable"; readonly detail: string }
  /** XML whose root is of no message that is read here. */
  | {
      readonly code: "other-message";
      readonly format: ExchangeFormat;
      readonly found: string;
      readonly wanted: string;
    }
  /** A document whose values are not those of its format: all issues together, or the first and how many more. */
  | {
      readonly code: "bad-document";
      readonly format: ExchangeFormat;
      readonly issues: readonly ExchangeIssue[];
    }
  /**
   * Facts that a format asks for and a journey lacks, so that nothing honest can be written: what, and the way out.
   * Null: every format asks for it.
   */
  | {
      readonly code: "lacking";
      readonly format: ExchangeFormat | null;
      readonly what: string;
      readonly remedy: string;
    };

/** The only error class of this package; switch on `fault.code`. */
export class ExchangeError extends Error {
  override readonly name = "ExchangeError";
  readonly fault: ExchangeFault;

  constructor(fault: ExchangeFault, options?: ErrorOptions) {
    super(describe(fault), options);
    this.fault = fault;
  }

  get code(): ExchangeFault["code"] {
    return this.fault.code;
  }

  /** The issues of `bad-document`, empty for every other code. */
  get issues(): readonly ExchangeIssue[] {
    return this.fault.code === "bad-document" ? this.fault.issues : [];
  }
}

function describe(fault: ExchangeFault): string {
  switch (fault.code) {
    case "bad-xml":
      return `not XML that is read here (${fault.why}), line ${fault.line}, column ${fault.column}: ${fault.detail}`;
    case "unwritable":
      return `XML 1.0 cannot hold this: ${fault.detail}`;
    case "other-message":
      return `not a message of ${fault.format} that is read here: found ${fault.found}, wanted ${fault.wanted}`;
    case "bad-document":
      return `not a valid ${fault.format} document:\n${fault.issues.map(({ path, reason }) => (path === "" ? reason : `${path}: ${reason}`)).join("\n")}`;
    case "lacking":
      return `${fault.format ?? "every format"} asks for ${fault.what}: ${fault.remedy}`;
  }
}
