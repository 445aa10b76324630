// What a verifier needs, without anything of the machine: for browsers.
export type { Outcome } from "./entry/entry.ts";
export type { Disclosure } from "./event/commitment.ts";
export { LedgerError, type LedgerFault } from "./fault.ts";
export { type Discrepancy, isFork, parseDiscrepancy } from "./journal/discrepancy.ts";
export {
  type Discord,
  type DiscrepancyFault,
  verifyDiscrepancy,
} from "./journal/verify-discrepancy.ts";
export { isQrText, parseQrText } from "./receipt/compact.ts";
export { type Picture, readQr } from "./receipt/qr.ts";
export { parseReceipt, type Receipt } from "./receipt/receipt.ts";
export type { Doubt, ReceiptFault, ReceiptVerdict, Statement } from "./receipt/statement.ts";
export type { CheckpointFault, Cosigner } from "./receipt/verify-checkpoint.ts";
export { verifyReceipt } from "./receipt/verify-receipt.ts";
export {
  type Bundle,
  type BundleFault,
  bundleFingerprint,
  bundleTime,
  followsBundle,
  parseBundle,
  verifyBundle,
} from "./roster/bundle.ts";
