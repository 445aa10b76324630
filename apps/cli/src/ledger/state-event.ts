import { join } from "node:path";
import {
  type Draft,
  discrepancyOf,
  type Envelope,
  formatDiscrepancy,
  formatReceipt,
  govern,
  isGovernKind,
  type Outcome,
  type Outlook,
  parseLedgerEntry,
  type Receipt,
  type Reconciliation,
  type Roster,
  type Settled,
  type Signer,
} from "@rahdari/ledger";
import { epochMs } from "@rahdari/units";
import { EXIT, type Io } from "../io.ts";
import { progressLine } from "../progress.ts";
import type { AuthorJournal, AuthorOf } from "./author-journal.ts";
import { writeWhole } from "./files.ts";
import { authorPath } from "./node-directory.ts";
import type { Reach } from "./reach.ts";
import { Trouble, troubleOf } from "./trouble.ts";
import { outcomeWords, refusalWords } from "./words.ts";

/** Files that a statement has left: each is a receipt that its author may hand out. */
export type Stated = {
  readonly author: string;
  readonly seq: number;
  readonly kind: string;
  readonly provisional: string;
  readonly final: FinalFiles | null;
  /** Why it is not final yet. */
  readonly waiting: string | null;
};

export type FinalFiles = {
  readonly seq: number;
  readonly index: number;
  readonly outcome: Outcome;
  readonly receipt: string;
  /** Evidence, where the ledger rejected what was given out. */
  readonly discrepancy: string | null;
};

export type Statement = {
  readonly of: AuthorOf;
  readonly journal: AuthorJournal;
  readonly signer: Signer;
  readonly draft: Draft;
  /** Undefined: the ledger is not asked, and the receipt stays provisional. */
  readonly reach: Reach | undefined;
  /** Why the ledger is not asked. */
  readonly away?: string | undefined;
  /** Members and keys as the ledger told them. */
  readonly roster?: Roster | undefined;
  /** States it although the ledger is bound to reject it. */
  readonly anyway?: boolean;
  /** Done before the event is in the journal: keeps what would be lost with it. */
  readonly keep?: (() => Promise<void>) | undefined;
};

/**
 * Makes a statement, journal first: what was written earlier is brought to the ledger, then the event is written
 * into the journal and its provisional receipt saved, then it goes to the ledger.
 */
export async function stateEvent(statement: Statement, io: Io): Promise<Stated> {
  const { of, journal, signer, draft } = statement;
  const before = await unlessAway(statement, async (reach) => {
    await bringAll(of, journal, reach, io);
    await checkWhole(of, journal, reach);
    await lookAhead(statement, reach);
  });
  await statement.keep?.();
  const seq = await journal.record(signer, draft);
  const provisional = await saveReceipt(of, seq, await journal.receipt(seq));
  const stated = { author: of.author, seq, kind: draft.kind, provisional };
  if ("away" in before) return { ...stated, final: null, waiting: before.away };
  const after = await unlessAway(statement, (reach) => bring(of, journal, reach, io));
  if ("away" in after) return { ...stated, final: null, waiting: after.away };
  const { report, files } = after.done;
  const final = files.find((one) => one.seq === seq) ?? null;
  return { ...stated, final, waiting: final ? null : waitingFor(report) };
}

/** Does what needs the ledger, unless it cannot be reached: a post works on without it. */
async function unlessAway<Done>(
  { reach, away = "the ledger was not asked" }: Statement,
  work: (reach: Reach) => Promise<Done>,
): Promise<{ readonly done: Done } | { readonly away: string }> {
  if (!reach) return { away };
  try {
    return { done: await work(reach) };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble?.exit !== EXIT.unavailable) throw error;
    return { away: `${trouble.at}: ${trouble.message}` };
  }
}

export type Brought = { readonly report: Reconciliation; readonly files: readonly FinalFiles[] };

/** Brings a journal to its ledger and saves what comes of it: final receipts, and discrepancies as evidence. */
export async function bring(
  of: AuthorOf,
  journal: AuthorJournal,
  reach: Reach,
  io: Io,
  options: { readonly all?: boolean } = {},
): Promise<Brought> {
  const progress = progressLine(io, `Bringing ${of.author} to ${of.origin}`);
  try {
    const report = await journal.reconcile((bytes) => reach.submit(bytes), {
      ...options,
      onProgress: progress.report,
    });
    const files: FinalFiles[] = [];
    for (const settled of report.settled) {
      files.push(await saveFinal(of, journal, reach, settled));
      progress.report(files.length, report.settled.length);
    }
    await journal.settle(report.next);
    return { report, files };
  } finally {
    progress.finish();
  }
}

/** The same for what has to be there before another statement is made. */
async function bringAll(of: AuthorOf, journal: AuthorJournal, reach: Reach, io: Io): Promise<void> {
  if (journal.settled >= journal.size) return;
  const { report } = await bring(of, journal, reach, io);
  const { stopped } = report;
  if (!stopped || typeof stopped.why === "string") return;
  const { code, detail, wayOut } = refusalWords(stopped.why);
  throw new Trouble(code, `${of.author} event ${stopped.seq}`, detail, { wayOut, exit: EXIT.none });
}

/** An author whose journal was lost, or is an old copy, would sign a second event of one count. */
async function checkWhole(of: AuthorOf, journal: AuthorJournal, reach: Reach): Promise<void> {
  const known = await reach.standing(of.author);
  if (!known || known.next <= journal.size) return;
  const message = `holds ${journal.size} events of ${of.author}, the ledger has ${known.next}; nothing was written`;
  throw new Trouble("journal-behind", authorPath(of.directory, "journals", of), message, {
    wayOut:
      "put the newest copy of the journal back; where it is lost: rahdari ledger resume DIR --as AUTHOR",
    exit: EXIT.none,
  });
}

/** Keeps a slip of the pen out of the journal, where it would stay for ever. */
async function lookAhead(statement: Statement, { engine }: Reach): Promise<void> {
  const { of, journal, signer, draft, anyway } = statement;
  if (anyway) return;
  const event = await (await journal.under(signer)).preview(draft);
  const outlook = engine ? await engine.foresee(event) : foreseen(statement, event);
  if (outlook.status === "accepted") return;
  if (outlook.status === "refused") {
    const { code, detail, wayOut } = refusalWords(outlook.refusal);
    throw new Trouble(code, of.author, detail, { wayOut, exit: EXIT.none });
  }
  const at = outlook.path === undefined ? draft.kind : `${draft.kind}#${outlook.path}`;
  throw new Trouble(outlook.code, at, `the ledger would have ${outcomeWords(outlook)}; nothing was written`, {
    wayOut: "mend it; an office may state it all the same, as evidence, with --anyway",
    exit: EXIT.none,
  });
}

/** Of a ledger elsewhere only members and keys are known here: enough to foresee what governs them. */
function foreseen({ roster }: Statement, { event }: Envelope): Outlook {
  if (!roster || !isGovernKind(event.kind)) return { status: "accepted" };
  const at = epochMs(event.at);
  const member = event.author.split("/", 1)[0] ?? "";
  const placed = { ...event, index: Number.MAX_SAFE_INTEGER, member, at, received: at };
  const verdict = govern(roster, placed);
  return "rejection" in verdict ? { status: "rejected", ...verdict.rejection } : { status: "accepted" };
}

/** Why a journal is not all settled; null where it is. */
export function waitingFor({ stopped }: Reconciliation): string | null {
  if (!stopped) return null;
  if (stopped.why === "pending") return "too few have cosigned so far";
  if (stopped.why === "parked") return "an event before it has not reached the ledger";
  const { code, detail } = refusalWords(stopped.why);
  return `${code}: ${detail}`;
}

async function saveFinal(
  of: AuthorOf,
  journal: AuthorJournal,
  reach: Reach,
  settled: Settled,
): Promise<FinalFiles> {
  const { seq, index, outcome } = settled;
  const receipt = await reach.receipt(index);
  await checkSame(of, journal, reach, { seq, receipt });
  const file = await saveReceipt(of, seq, receipt);
  const rejected = outcome.status === "rejected";
  const discrepancy = rejected ? await saveDiscrepancy(of, journal, reach, settled) : null;
  return { seq, index, outcome, receipt: file, discrepancy };
}

/** A node could name another's entry: what it proves has to be this author's own event. */
async function checkSame(
  of: AuthorOf,
  journal: AuthorJournal,
  reach: Reach,
  { seq, receipt }: { readonly seq: number; readonly receipt: Receipt },
): Promise<void> {
  const [own] = await journal.journalOf(seq).envelopes(seq, seq + 1);
  const entry = parseLedgerEntry(receipt.entry);
  if (entry.type === "event" && own && Buffer.compare(entry.envelope.bytes, own.bytes) === 0) return;
  throw new Trouble("node-unfit", reach.at, `proves another event than ${of.author} ${seq}`, {
    exit: EXIT.unavailable,
    wayOut: "keep what it sent, and ask another node",
  });
}

async function saveReceipt(of: AuthorOf, seq: number, receipt: Receipt): Promise<string> {
  const file = join(authorPath(of.directory, "receipts", of), `${seq}-${receipt.level}.json`);
  await writeWhole(file, formatReceipt(receipt));
  return file;
}

async function saveDiscrepancy(
  of: AuthorOf,
  journal: AuthorJournal,
  reach: Reach,
  settled: Settled,
): Promise<string> {
  const file = join(authorPath(of.directory, "discrepancies", of), `${settled.seq}.json`);
  const made = await discrepancyOf(journal.journalOf(settled.seq), reach, settled);
  await writeWhole(file, formatDiscrepancy(made));
  return file;
}
