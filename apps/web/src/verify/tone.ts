import type { Statement } from "@rahdari/ledger/verify";
import type { VerifyKey } from "../i18n/en-verify.ts";

/** How a result looks. They differ in shape and words too, not in colour alone. */
export type Tone = "final" | "alone" | "doubtful" | "rejected" | "provisional" | "bad" | "unread";
type Headline = { readonly tone: Tone; readonly head: VerifyKey };

/** The first thing that a reader is told of a receipt that holds: what weakens it most comes first. */
export function headlineOf({ level, entry, doubts }: Statement): Headline {
  const has = (code: string) => doubts.some((doubt) => doubt.code === code);
  if (level === "provisional") return { tone: "provisional", head: "head.provisional" };
  if (has("no-effect")) return { tone: "rejected", head: "head.rejected" };
  const tone = has("doubtful-key") ? "doubtful" : has("one-node") ? "alone" : "final";
  if (entry.type === "charter") return { tone, head: "head.charter" };
  if (entry.type === "roster") return { tone, head: "head.roster" };
  return { tone, head: has("one-node") ? "head.alone" : "head.final" };
}
