/** The ledger is put in order elsewhere, and cannot be asked now. */
export class LedgerAway extends Error {
  override readonly name = "LedgerAway";
}
