export { sha256 } from "#sha256";
export { toHex } from "./bytes/text.ts";
export { type CosignerClient, CosignFinality } from "./cosign/cosign-finality.ts";
export { type Evidence, type EvidenceVerdict, parseEvidence, verifyEvidence } from "./cosign/evidence.ts";
export { type EntrySource, keyOfLog, MirrorLog } from "./cosign/mirror-log.ts";
export { HEAD_FILE, openCosigned } from "./cosign/open-cosigned.ts";
export { seedSigner } from "./crypto/ed25519-node.ts";
export type { Signer } from "./crypto/signer.ts";
export { type Files, replaceFile } from "./disk/files.ts";
export { type Lock, lockDirectory } from "./disk/lock.ts";
export { nodeFiles } from "./disk/node-files.ts";
export { foundLedger, openEmbedded } from "./engine/embedded.ts";
export type { Engine, Outlook, Refusal, Submission } from "./engine/engine.ts";
export { Sequencer } from "./engine/sequencer.ts";
export { type LedgerEntry, type Outcome, parseLedgerEntry } from "./entry/entry.ts";
export {
  commitmentOf,
  commitTo,
  type Disclosure,
  disclose,
  type Opening,
  type SaltedField,
} from "./event/commitment.ts";
export { type Envelope, type EventFields, keyId, parseEnvelope, signEvent } from "./event/envelope.ts";
export { Author, Kind, MemberId, Office, Origin } from "./event/names.ts";
export { formatOpening, parseOpening } from "./event/opening.ts";
export { type ExecState, type Standing, standingOf } from "./execute/state.ts";
export { LedgerError, type LedgerFault } from "./fault.ts";
export { httpCosigner, httpEntries } from "./http/clients.ts";
export type { PathHandler } from "./http/ledger-handler.ts";
export { problem } from "./http/reply.ts";
export { witnessHandler } from "./http/witness-handler.ts";
export {
  type Discrepancy,
  discrepancyOf,
  formatDiscrepancy,
  isFork,
  parseDiscrepancy,
} from "./journal/discrepancy.ts";
export { type Draft, Journal, type JournalOptions } from "./journal/journal.ts";
export { journalOrigin } from "./journal/journal-origin.ts";
export { type KnownState, Post, type Recorded } from "./journal/post.ts";
export { type Reconciliation, reconcile, type Settled } from "./journal/reconcile.ts";
export {
  type Discord,
  type DiscrepancyFault,
  verifyDiscrepancy,
} from "./journal/verify-discrepancy.ts";
export { isJsonObject, type Json, type JsonObject } from "./json/json.ts";
export { parseJson, pointer } from "./json/parse-json.ts";
export { openKeystore, type StoredKey, sealKeystore } from "./keystore/keystore.ts";
export { DiskLog } from "./log/disk-log.ts";
export { type FsckReport, fsck, type LogFault } from "./log/fsck.ts";
export {
  type PlacedEvent,
  type Rejection,
  rejected,
  type StateMachine,
  type Verdict,
} from "./machine/state-machine.ts";
export {
  LedgerConfig,
  ledgerDirectory,
  parseLedgerConfig,
  parseMemberEntry,
  parseSealedCharter,
  SealedCharter,
} from "./node/ledger-config.ts";
export { LedgerNode, type NodeLedger, type NodeOptions } from "./node/node.ts";
export {
  formatCheckpoint,
  parseCheckpoint,
  type SignedCheckpoint,
  signCheckpoint,
} from "./note/checkpoint.ts";
export { type Policy, parsePolicy } from "./note/policy.ts";
export { formatVkey, parseVkey, SIGNATURE_TYPE, type VerifierKey, verifierKey } from "./note/vkey.ts";
export { formatCompact, formatQrText, isQrText, parseCompact, parseQrText } from "./receipt/compact.ts";
export { type Picture, qrModules, qrSvg, readQr } from "./receipt/qr.ts";
export { formatReceipt, parseReceipt, type Receipt } from "./receipt/receipt.ts";
export type { Doubt, ReceiptFault, ReceiptVerdict, Statement } from "./receipt/statement.ts";
export { verifyCheckpoint } from "./receipt/verify-checkpoint.ts";
export { verifyReceipt } from "./receipt/verify-receipt.ts";
export {
  type Balance,
  balanceOf,
  type Lease,
  type Reservation,
  type Right,
  type RightsState,
} from "./rights/rights.ts";
export { RIGHT_BODIES, rightsMachine } from "./rights/rights-machine.ts";
export {
  type Bundle,
  type BundleFault,
  bundleFingerprint,
  bundleTime,
  followsBundle,
  formatBundle,
  parseBundle,
  verifyBundle,
} from "./roster/bundle.ts";
export { Charter, checkCharter, keyCommitment, MemberEntry, Seal, sealCharter } from "./roster/charter.ts";
export { govern, isGovernKind } from "./roster/govern.ts";
export type { Handover } from "./roster/handover.ts";
export { type KeyRecord, type Member, policyNow, type Roster, twoThirds } from "./roster/roster.ts";
export { proveInclusion } from "./tree/prove.ts";
export { HeadLog } from "./witness/head-log.ts";
export { formatAddCheckpoint } from "./witness/request.ts";
export { signTicket, type Ticket, verifyTicket } from "./witness/ticket.ts";
export { Witness, type WitnessedLog, type WitnessReply } from "./witness/witness.ts";
