import { LedgerError } from "../fault.ts";

const LENGTH_BYTES = 2;

/** Entries as a bundle of C2SP tlog-tiles: each behind its length in two bytes, the larger first. */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + LENGTH_BYTES + entry.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const entry of entries) {
    view.setUint16(at, entry.length);
    bytes.set(entry, at + LENGTH_BYTES);
    at += LENGTH_BYTES + entry.length;
  }
  return bytes;
}

/** An entry of a bundle with the offset of its length. */
export type BundledEntry = { readonly offset: number; readonly bytes: Uint8Array };

/** The first `width` entries of a bundle. Throws LedgerError `corrupt` where they are not in it. */
export function parseBundle(bundle: Uint8Array, width: number, file: string): BundledEntry[] {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: BundledEntry[] = [];
  let at = 0;
  while (entries.length < width) {
    const end = at + LENGTH_BYTES <= bundle.length ? at + LENGTH_BYTES + view.getUint16(at) : Infinity;
    if (end > bundle.length) {
      const detail = `entry ${entries.length} of ${width} is cut off`;
      throw new LedgerError({ code: "corrupt", file, offset: Math.min(at, bundle.length), detail });
    }
    entries.push({ offset: at, bytes: bundle.subarray(at + LENGTH_BYTES, end) });
    at = end;
  }
  return entries;
}
