import { MemberId } from "@rahdari/ledger";
import { UsageError } from "../usage-error.ts";

/** `PK=Pakistan Customs`; the id stands for the name where none is given. */
export function namedMember(text: string, option: string): { readonly id: string; readonly name: string } {
  const split = text.indexOf("=");
  const id = split < 0 ? text : text.slice(0, split);
  const name = split < 0 ? id : text.slice(split + 1).trim();
  if (MemberId.safeParse(id).success && name !== "" && name.length <= 100) return { id, name };
  const message = `not a member, such as PK="Pakistan Customs" (2 to 16 capital letters or digits): ${text}`;
  throw new UsageError("bad-option", { option, message });
}

/** `PK=https://node.example/example.org/qtta/1` or another address without a last slash. */
export function memberAddress(text: string, option: string): { readonly id: string; readonly url: string } {
  const split = text.indexOf("=");
  const [id, url] = [text.slice(0, Math.max(0, split)), text.slice(split + 1).replace(/\/+$/, "")];
  if (MemberId.safeParse(id).success && /^https?:\/\/./.test(url) && URL.canParse(url)) return { id, url };
  const message = `not MEMBER=URL, such as PK=http://127.0.0.1:9101/example.org/qtta/1: ${text}`;
  throw new UsageError("bad-option", { option, message });
}
