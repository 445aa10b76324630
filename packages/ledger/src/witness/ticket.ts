import { type EpochMs, epochMs, instantText, isInstant } from "@rahdari/units";
import { fromBase64, toBase64, utf8 } from "../bytes/text.ts";
import type { Signer } from "../crypto/signer.ts";
import type { Envelope } from "../event/envelope.ts";
import { malformed } from "../fault.ts";
import { verifyLogSignature } from "../note/checkpoint.ts";
import { formatNote, parseNote } from "../note/note.ts";
import { SIGNATURE_TYPE, verifierKey } from "../note/vkey.ts";
import type { Roster } from "../roster/roster.ts";

/** A member's word that it was shown an event at a time: evidence against a sequencer that keeps the event out. */
export type Ticket = {
  readonly origin: string;
  /** SHA-256 of the envelope, Base 64. */
  readonly envelope: string;
  readonly time: EpochMs;
};

const HEADER = "rahdari/ticket/1";

/** A note that says that the event was shown; `name` is the node's. */
export async function signTicket(
  { event, hash }: Envelope,
  name: string,
  signer: Signer,
  time: EpochMs,
): Promise<string> {
  const text = `${HEADER}\n${event.origin}\n${toBase64(hash)}\n${instantText(time)}\n`;
  const { id } = verifierKey(name, SIGNATURE_TYPE.ed25519, signer.publicKey);
  const signature = await signer.sign(utf8(text));
  return formatNote({ text, signatures: [{ name, id, signature }] });
}

/** Reads a ticket and says which members' nodes signed it. Throws LedgerError `malformed`. */
export async function verifyTicket(
  text: string,
  roster: Roster,
): Promise<{ readonly ticket: Ticket; readonly members: readonly string[] }> {
  const note = parseNote(text);
  const [header, origin = "", envelope = "", instant = "", ...more] = note.text.split("\n");
  if (header !== HEADER || !fromBase64(envelope, 32) || !isInstant(instant) || more.join() !== "")
    throw malformed("note", "syntax", "", "not a ticket");
  const nodes = roster.keys.filter(({ role }) => role === "node");
  const verdicts = await Promise.all(
    nodes.map(({ of, publicKey }) =>
      verifyLogSignature(
        note,
        verifierKey(of ?? "", SIGNATURE_TYPE.ed25519, fromBase64(publicKey, 32) as Uint8Array),
      ),
    ),
  );
  const members = nodes.filter((_, i) => verdicts[i] === "holds").map(({ member }) => member);
  return { ticket: { origin, envelope, time: epochMs(instant) }, members };
}
