import { utf8 } from "../bytes/text.ts";
import { type Files, replaceFile } from "../disk/files.ts";
import { LedgerError } from "../fault.ts";
import {
  formatCheckpoint,
  parseCheckpoint,
  type SignedCheckpoint,
  verifyLogSignature,
} from "../note/checkpoint.ts";
import type { NoteSignature } from "../note/note.ts";
import type { VerifierKey } from "../note/vkey.ts";
import { cosignedBy, type Vouch, type WitnessedLog } from "./witness.ts";

/**
 * A log of which only the head is kept, in one file: what a neutral witness needs, or a neighbour that vouches
 * for a journal.
 */
export class HeadLog implements WitnessedLog {
  readonly key: VerifierKey;
  readonly #files: Files;
  readonly #file: string;
  #latest: SignedCheckpoint | undefined;

  private constructor(key: VerifierKey, files: Files, file: string, latest: SignedCheckpoint | undefined) {
    this.key = key;
    this.#files = files;
    this.#file = file;
    this.#latest = latest;
  }

  /** Opens the memory of a log; its directory must be there. Throws LedgerError `corrupt`. */
  static async open(key: VerifierKey, files: Files, file: string): Promise<HeadLog> {
    const bytes = await files.read(file);
    const latest = bytes && parseCheckpoint(bytes);
    if (latest && (await verifyLogSignature(latest.note, key)) !== "holds")
      throw new LedgerError({ code: "corrupt", file, offset: 0, detail: `not signed by ${key.name}` });
    return new HeadLog(key, files, file, latest);
  }

  get latest(): SignedCheckpoint | undefined {
    return this.#latest;
  }

  async advance(checkpoint: SignedCheckpoint, vouch: Vouch): Promise<NoteSignature> {
    const line = await vouch(checkpoint);
    const cosigned = cosignedBy(checkpoint, this.key, line);
    const bytes = utf8(formatCheckpoint(cosigned));
    await this.#files.syncDirectory(await replaceFile(this.#files, this.#file, bytes));
    this.#latest = cosigned;
    return line;
  }
}
