import type { Roster } from "@rahdari/ledger";
import { memberOf } from "./access.ts";

/** What a label must not hold: people tell keys apart by it. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\ufeff]/u;
export const LABEL_FORM = "1 to 100 characters that are seen, and not blanks alone";

/** Whether a text says to people whose a key is. */
export function isLabel(text: string): boolean {
  return text.trim() !== "" && text.length <= 100 && !UNSEEN.test(text);
}

/** The first of some offices that an authority cannot give a key for: `at` in the list, and why. */
export function officesFault(
  offices: readonly string[],
  authority: string,
  { keys }: Pick<Roster, "keys">,
): { readonly at: number; readonly detail: string } | undefined {
  const registered = new Set(
    keys
      .filter(({ role, until }) => role === "office" && until === null)
      .map(({ member, of }) => `${member}/${of}`),
  );
  const faults = offices.map((office, at) => {
    if (memberOf(office) !== authority) return `is no office of ${authority}`;
    if (offices.indexOf(office) < at) return "stands twice";
    return registered.has(office) ? undefined : "is registered on the ledger by no key";
  });
  const at = faults.findIndex((detail) => detail !== undefined);
  return at < 0 ? undefined : { at, detail: faults[at] as string };
}
