import { isQrText } from "@rahdari/ledger/verify";

/** What was handed in, by its looks alone. */
export type Intake =
  | { readonly kind: "receipt" | "discrepancy" | "bundle"; readonly bytes: Uint8Array }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "picture"; readonly file: Blob }
  | { readonly kind: "neither" }
  /** Text that ends in the middle, as when half of it was copied. */
  | { readonly kind: "damaged" };

/** More than any file that the page knows. */
const MAX_BYTES = 20_000_000;
const KINDS = ["receipt", "discrepancy", "bundle"] as const;

export async function recogniseFile(file: Blob): Promise<Intake> {
  if (file.type.startsWith("image/")) return { kind: "picture", file };
  if (file.size > MAX_BYTES) return { kind: "neither" };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return recognise(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), bytes);
}

export function recogniseText(text: string): Intake {
  return recognise(text, new TextEncoder().encode(text));
}

/** A code's text may have been wrapped on its way; its blanks count, those before it do not. */
function recognise(raw: string, bytes: Uint8Array): Intake {
  const text = raw.replace(/^[\ufeff\s]+/, "");
  const line = text.replace(/[\r\n\t]/g, "");
  if (isQrText(line)) return { kind: "code", text: line };
  const value = parsed(text);
  if (value === undefined) return { kind: text.startsWith("{") ? "damaged" : "neither" };
  const kind = KINDS.find((one) => typeof value === "object" && value !== null && one in value);
  if (!kind) return { kind: "neither" };
  // A mark at the beginning is what some editors add; nothing signed is touched by leaving it out.
  return { kind, bytes: raw.startsWith("\ufeff") ? new TextEncoder().encode(text) : bytes };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
