import {
  type Bundle,
  LedgerError,
  type LedgerFault,
  parseDiscrepancy,
  parseQrText,
  parseReceipt,
  type Receipt,
  type ReceiptFault,
  type Statement,
  verifyReceipt,
} from "@rahdari/ledger/verify";
import type { VerifyKey } from "../i18n/en-verify.ts";
import type { Intake } from "./intake.ts";

/** What became of one receipt. */
export type Checked =
  | {
      readonly kind: "statement";
      readonly statement: Statement;
      readonly receipt: Receipt;
      /** What it was checked with. */
      readonly bundle: Bundle;
    }
  | { readonly kind: "fault"; readonly fault: ReceiptFault }
  | Unread;
type Unread = {
  readonly kind: "unread";
  readonly why: VerifyKey;
  /** What a code holds that is no receipt. */
  readonly text?: string;
  readonly detail?: LedgerFault;
};

/** A receipt among those of a discrepancy, with its part in it. */
export type Part = {
  readonly role: "provisional" | "rejected" | "against" | "alone";
  readonly checked: Checked;
};
export type Report = { readonly parts: readonly Part[]; readonly at: number };

/** Checks whatever was handed in with a bundle; never throws for what it can hold. */
export async function checkIntake(intake: Intake, bundle: Bundle, now: number): Promise<Report> {
  const alone = (checked: Checked): Report => ({ parts: [{ role: "alone", checked }], at: now });
  switch (intake.kind) {
    case "receipt":
      return alone(await checkOne(() => parseReceipt(intake.bytes), bundle, now));
    case "code":
      return alone(await checkOne(() => parseQrText(intake.text, bundle.roster), bundle, now));
    case "discrepancy":
      return checkDiscrepancy(intake.bytes, bundle, now);
    case "damaged":
      return alone({ kind: "unread", why: "why.syntax" });
    default:
      return alone({ kind: "unread", why: "why.neither" });
  }
}

async function checkOne(read: () => Receipt, bundle: Bundle, now: number): Promise<Checked> {
  try {
    const receipt = read();
    const verdict = await verifyReceipt(receipt, bundle, now as Parameters<typeof verifyReceipt>[2]);
    if ("fault" in verdict) return { kind: "fault", fault: verdict.fault };
    return { kind: "statement", statement: verdict.statement, receipt, bundle };
  } catch (error) {
    return unread(error);
  }
}

async function checkDiscrepancy(bytes: Uint8Array, bundle: Bundle, now: number): Promise<Report> {
  try {
    const { provisional, rejected, against } = parseDiscrepancy(bytes);
    const roles = [
      ["provisional", provisional],
      ["rejected", rejected],
      ["against", against],
    ] as const;
    const parts: Part[] = [];
    for (const [role, receipt] of roles)
      if (receipt) parts.push({ role, checked: await checkOne(() => receipt, bundle, now) });
    return { parts, at: now };
  } catch (error) {
    return { parts: [{ role: "alone", checked: unread(error) }], at: now };
  }
}

function unread(error: unknown): Checked {
  if (!(error instanceof LedgerError)) throw error;
  const { fault } = error;
  if (fault.code !== "malformed") return { kind: "unread", why: "why.syntax", detail: fault };
  // A code names the rules of cosigning by the beginning of their hash: the bundle has to hold the rest.
  if (fault.format === "qr" && fault.at === "policy")
    return { kind: "fault", fault: { code: "policy/unknown", id: "" } };
  return { kind: "unread", why: `why.${fault.why}`, detail: fault };
}
