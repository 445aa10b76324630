/** Who calls the interface, as its key says. */
export type Actor = {
  /** Id of the key. */
  readonly id: string;
  readonly role: "authority" | "holder" | "guarantor";
  /** Member of the ledger, holder or guarantor: "PK", "PAK/041/123", "PK-PNC-ICC". */
  readonly subject: string;
  /** Offices of the authority that the key is good for; null for all of them. */
  readonly offices: readonly string[] | null;
};
