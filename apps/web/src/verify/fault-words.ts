import type { BundleFault, ReceiptFault } from "@rahdari/ledger/verify";
import type { VerifyKey } from "../i18n/en-verify.ts";
import type { Child } from "./dom.ts";
import type { Speech } from "./speech.ts";
import { code } from "./visible.ts";

/** Which check failed, in words. */
export function wordsOf(fault: ReceiptFault | BundleFault, speech: Speech): Child {
  switch (fault.code) {
    case "origin/other":
      return speech.say("fault.origin/other", { origin: code(fault.origin) });
    case "signature/false":
      return speech.say("fault.signature/false", { name: code(fault.name) });
    case "cosignatures/few":
      return speech.say("fault.cosignatures/few", { have: fault.have, need: fault.need });
    case "disclosure/false":
      return speech.say("fault.disclosure/false", { name: fault.name });
    default:
      return speech.say(`fault.${fault.code}`);
  }
}

/** What a person can do about it. */
export function todoOf({ code: failed }: ReceiptFault): VerifyKey {
  switch (failed) {
    case "policy/unknown":
    case "policy/not-then":
    case "key/unknown":
      return "todo.bundle";
    case "origin/other":
      return "todo.ledger";
    default:
      return "todo.altered";
  }
}
