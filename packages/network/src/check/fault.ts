import type { DataKind } from "../data-kind.ts";

/** Something wrong with a record: which one, a JSON pointer inside it, and why. */
export type Fault = {
  readonly kind: DataKind;
  readonly key: string;
  readonly path: string;
  readonly reason: string;
};
