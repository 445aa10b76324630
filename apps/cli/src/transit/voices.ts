import type { Ledger, Voice } from "@rahdari/server";
import type { Io } from "../io.ts";
import { AuthorJournal } from "../ledger/author-journal.ts";
import type { KeyRing } from "../ledger/key-ring.ts";
import { registeredSigner } from "../ledger/speaker.ts";

/** Offices of a directory that can speak on a ledger, their journals open for this process alone. */
export type OpenVoices = { readonly voices: readonly Voice[]; close(): Promise<void> };

/** Opens the journal of every office whose registered key the keystore holds. */
export async function openVoices(
  directory: string,
  ring: KeyRing,
  { origin, state }: Ledger,
  io: Io,
): Promise<OpenVoices> {
  const journals: AuthorJournal[] = [];
  const close = async () => {
    for (const journal of journals) await journal.close();
  };
  try {
    const voices: Voice[] = [];
    for (const author of ring.offices()) {
      const signer = registeredSigner(state.roster, author, ring);
      if (!signer) continue;
      const own = await AuthorJournal.open({ directory, origin, author }, io);
      journals.push(own);
      const { settled } = own;
      const settle = (next: number) => own.settle(next);
      voices.push({ author, journal: await own.under(signer), settled, settle });
    }
    return { voices, close };
  } catch (error) {
    await close();
    throw error;
  }
}
