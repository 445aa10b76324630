/** One thing wrong with a data file, in words for the person who edits it. */
export type Issue = {
  /** The file as it was opened. */
  readonly file: string;
  /** JSON pointer (RFC 6901) to the value inside the file; empty for the file as a whole. */
  readonly path: string;
  readonly reason: string;
};

/** Everything that this package refuses by throwing, each code with its data. */
export type NetworkFault =
  /** Data files that cannot be read as a network; all issues of all files together. */
  | { readonly code: "bad-data"; readonly issues: readonly Issue[] }
  /** An id that the network does not hold: a mistake of the caller, since ids come from the network. */
  | { readonly code: "unknown-id"; readonly what: "calendar"; readonly id: string }
  /** Not a calendar date YYYY-MM-DD. */
  | { readonly code: "bad-date"; readonly value: string }
  /** Not a time zone of the IANA database. */
  | { readonly code: "unknown-zone"; readonly zone: string };

/** The only error class of this package; switch on `fault.code`. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  readonly fault: NetworkFault;

  constructor(fault: NetworkFault) {
    super(describe(fault));
    this.fault = fault;
  }

  get code(): NetworkFault["code"] {
    return this.fault.code;
  }

  /** The issues of `bad-data`, empty for every other code. */
  get issues(): readonly Issue[] {
    return this.fault.code === "bad-data" ? this.fault.issues : [];
  }
}

/** "file#/path: reason", one line. */
export function formatIssue(issue: Issue): string {
  return `${issue.file}${issue.path === "" ? "" : `#${issue.path}`}: ${issue.reason}`;
}

function describe(fault: NetworkFault): string {
  switch (fault.code) {
    case "bad-data":
      return `the network's data cannot be used:\n${fault.issues.map(formatIssue).join("\n")}`;
    case "unknown-id":
      return `no ${fault.what} has the id ${JSON.stringify(fault.id)}`;
    case "bad-date":
      return `not a date YYYY-MM-DD: ${JSON.stringify(fault.value)}`;
    case "unknown-zone":
      return `not an IANA time zone: ${JSON.stringify(fault.zone)}`;
  }
}
